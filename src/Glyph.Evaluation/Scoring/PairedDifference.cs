using Glyph.Core;
using Glyph.Core.Trials;

namespace Glyph.Evaluation.Scoring;

/// <summary>By how much one config reads better than another, from the items that both have read.</summary>
/// <param name="Mean">The weighted mean of the differences, first minus second, in [-1, 1].</param>
/// <param name="Low">The lower end of the interval.</param>
/// <param name="High">The upper end of the interval.</param>
/// <param name="Confidence">The interval's nominal coverage.</param>
/// <param name="Items">How many items both have read.</param>
/// <remarks>
/// The bootstrap of <see cref="AccuracyInterval"/> over the differences: what makes an item easy or hard for both falls out, so
/// that the interval is much narrower than that of two samples. A sample says little about differences that it does not hold:
/// where none of n items favours a side, up to 1 - 0.025^(1/n) of all may, by a whole item each.
/// </remarks>
public sealed record PairedDifference(double Mean, double Low, double High, double Confidence, int Items)
{
    /// <summary>Whether the interval says that one is better.</summary>
    public bool IsClear => Low > 0 || High < 0;

    /// <summary>Compares two configs. Items without a whole answer under either, or of no weight, are left out.</summary>
    /// <param name="first">The one's scores.</param>
    /// <param name="second">The other's.</param>
    /// <param name="seed">The seed of the resamples.</param>
    /// <returns>From -1 to 1, without items, where they have none in common.</returns>
    public static PairedDifference Of(IEnumerable<ItemScore> first, IEnumerable<ItemScore> second, long seed)
    {
        var differences = ItemScore.Differences(first, second);
        if (differences.Count == 0)
        {
            return new PairedDifference(0, -1, 1, AccuracyInterval.Confidence, 0);
        }

        var (mean, low, high) = AccuracyInterval.Bootstrap(differences, new RandomStream(seed, "paired"));
        var unseen = AccuracyInterval.AtMost(differences.Count);
        low = differences.Exists(d => d.Value < 0) ? low : Math.Min(low, mean - unseen);
        high = differences.Exists(d => d.Value > 0) ? high : Math.Max(high, mean + unseen);
        return new PairedDifference(mean, Math.Clamp(low, -1, mean), Math.Clamp(high, mean, 1), AccuracyInterval.Confidence, differences.Count);
    }
}
