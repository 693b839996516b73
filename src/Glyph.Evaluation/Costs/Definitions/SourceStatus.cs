namespace Glyph.Evaluation.Costs.Definitions;

/// <summary>How well a constant or a rule is known.</summary>
internal static class SourceStatus
{
    /// <summary>What a file that says nothing means: its user vouches for it.</summary>
    public const string User = "user";

    /// <summary>
    /// From the best known to the least: the original function was run; ported line by line and cross-checked; official
    /// documentation; known from third-party copies only; could not be confirmed; the provider itself calls it rough.
    /// </summary>
    public static IReadOnlyList<string> Words { get; } = [User, "executed", "transcribed", "docs", "secondary", "unverified", "approximate"];

    /// <summary>The least of some.</summary>
    public static string Weakest(IEnumerable<string> statuses) => statuses.MaxBy(Rank) ?? User;

    private static int Rank(string status)
    {
        for (var i = 0; i < Words.Count; i++)
        {
            if (string.Equals(Words[i], status, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return Words.Count;
    }
}
