namespace Glyph.Evaluation.Tasks.Scores;

/// <summary>RULER's scores (Hsieh et al., "RULER", COLM 2024): whether expected values stand in the answer, ignoring case.</summary>
internal static class NeedleScores
{
    /// <summary><c>string_match_all</c>: the share of the values that stand in the answer.</summary>
    public static double All(string prediction, IReadOnlyList<string> values) => (double)values.Count(value => Holds(prediction, value)) / values.Count;

    /// <summary><c>string_match_part</c>: 1 if any of them does.</summary>
    public static double Part(string prediction, IReadOnlyList<string> values) => values.Any(value => Holds(prediction, value)) ? 1 : 0;

    /// <summary>Whether a value stands in an answer.</summary>
    public static bool Holds(string prediction, string value) =>
        prediction.ToLowerInvariant().Contains(value.ToLowerInvariant(), StringComparison.Ordinal);
}
