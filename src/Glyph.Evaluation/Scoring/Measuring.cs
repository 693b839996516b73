using Glyph.Core.Trials;

namespace Glyph.Evaluation.Scoring;

/// <summary>Sums up what was read.</summary>
internal static class Measuring
{
    private const int MaxConfusions = 12;
    private const int MaxWorst = 4;

    /// <summary>The outcome of reading a sample.</summary>
    /// <param name="pieces">What was read, in reading order; at least one.</param>
    /// <param name="seed">The seed of the interval's resamples.</param>
    public static Measurement Of(IReadOnlyList<ScoredPiece> pieces, long seed) => new()
    {
        Accuracy = AccuracyInterval.Of(pieces, seed),
        Confusions = EditDistance.Confusions(pieces.Select(p => (p.Truth, p.Read)), MaxConfusions),
        Worst = [.. pieces
            .Where(p => p.Accuracy < 1)
            .OrderBy(p => p.Accuracy)
            .Take(MaxWorst)
            .Select(p => new Misreading(p.Item, string.Concat(p.Truth), string.Concat(p.Read), p.Accuracy))],
        ByItem = pieces
            .GroupBy(p => p.Item, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => Math.Min(1, g.Sum(p => p.Weight * p.Accuracy) / g.Sum(p => p.Weight)), StringComparer.Ordinal),
    };
}
