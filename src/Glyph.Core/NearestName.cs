namespace Glyph.Core;

/// <summary>Offers the names nearest to a mistyped one, for error messages.</summary>
public static class NearestName
{
    /// <summary>The candidates nearest to <paramref name="name"/> by edit distance, ignoring case; nearest first.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="candidates">What would have been right.</param>
    /// <param name="count">How many to offer at most.</param>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> candidates, int count = 3) =>
        [.. candidates
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(candidate => (candidate, distance: Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Take(count)
            .Select(pair => pair.candidate)];

    /// <summary>A sentence part such as <c>; nearest: 'dpi', 'margin-x'</c>, or nothing without candidates.</summary>
    public static string Hint(string name, IEnumerable<string> candidates)
    {
        var nearest = Of(name, candidates);
        return nearest.Count == 0 ? "" : $"; nearest: {string.Join(", ", nearest.Select(n => $"'{n}'"))}";
    }

    private static int Distance(string a, string b)
    {
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
