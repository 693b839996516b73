using Glyph.Core.Trials;

namespace Glyph.Evaluation.Scoring;

/// <summary>Sums up what was read.</summary>
internal static class Measuring
{
    private const int MaxConfusions = 12;
    private const int MaxWorst = 4;

    /// <summary>Characters of a misread page or answer that a measurement shows.</summary>
    private const int ShownCharacters = 400;

    /// <summary>The outcome of reading a sample.</summary>
    /// <param name="all">Every item that was asked for, in order; at least one with an answer.</param>
    /// <param name="seed">The seed of the interval's resamples.</param>
    public static Measurement Of(IReadOnlyList<ScoredItem> all, long seed)
    {
        var items = all.Where(item => item.IsScored).ToList();
        return new Measurement
        {
            Accuracy = AccuracyInterval.Of(items, seed),
            Confusions = EditDistance.Confusions(items.Where(item => item.IsText).Select(item => (item.Truth, item.Read)), MaxConfusions),
            Worst = [.. items
                .Where(item => item.Score.Score < 1)
                .OrderBy(item => item.Score.Score)
                .Take(MaxWorst)
                .Select(item => new Misreading(item.Item, Shown(item.Truth), Shown(item.Read), item.Score.Score))],
            ByItem = items
                .GroupBy(item => item.Item, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => Math.Min(1, g.Sum(i => i.Score.Weight * i.Score.Score) / g.Sum(i => i.Score.Weight)), StringComparer.Ordinal),
            Items = [.. all.Select(item => item.Score)],
            Tokens = TokenCheck.Sum(all.Select(item => item.Tokens)),
        };
    }

    private static string Shown(System.Text.Rune[] text) => string.Concat(text.Take(ShownCharacters)) + (text.Length > ShownCharacters ? "..." : "");
}
