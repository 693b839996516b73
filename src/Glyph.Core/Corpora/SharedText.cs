namespace Glyph.Core.Corpora;

/// <summary>
/// Whether texts share a passage, whatever their line breaks and punctuation: what one search read must not be the proof of another.
/// </summary>
public static class SharedText
{
    /// <summary>Letters and digits from which on a shared passage is no coincidence.</summary>
    public const int LeastPassage = 200;

    /// <summary>
    /// A passage has at least one whole block of this length at a multiple of it, so that one text's blocks need to be looked up
    /// at every place of the other.
    /// </summary>
    private const int Block = LeastPassage / 2;

    /// <summary>The base of the rolling hash (Karp and Rabin, 1987), modulo 2^64.</summary>
    private const ulong Base = 1_099_511_628_211;

    /// <summary>The beginning, letters and digits alone, of a passage of at least <see cref="LeastPassage"/> letters and digits that two parts share; null when there is none.</summary>
    /// <param name="some">Items of one corpus.</param>
    /// <param name="others">Items of another.</param>
    public static string? Passage(IReadOnlyList<CorpusItem> some, IReadOnlyList<CorpusItem> others)
    {
        string[] texts = [.. some.Select(Letters)];
        var blocks = new Dictionary<ulong, List<(string Text, int At)>>();
        foreach (var text in texts)
        {
            for (var at = 0; at + Block <= text.Length; at += Block)
            {
                var hash = Hash(text.AsSpan(at, Block));
                if (!blocks.TryGetValue(hash, out var places))
                {
                    blocks[hash] = places = [];
                }

                places.Add((text, at));
            }
        }

        return others.Select(item => In(Letters(item), blocks)).FirstOrDefault(passage => passage is not null);
    }

    private static string? In(string text, Dictionary<ulong, List<(string Text, int At)>> blocks)
    {
        if (text.Length < LeastPassage)
        {
            return null;
        }

        var first = 1UL;
        for (var i = 1; i < Block; i++)
        {
            first = unchecked(first * Base);
        }

        var hash = Hash(text.AsSpan(0, Block));
        for (var at = 0; ; at++)
        {
            if (blocks.TryGetValue(hash, out var places) && places.Select(place => Around(place, text, at)).FirstOrDefault(passage => passage is not null) is { } found)
            {
                return found;
            }

            if (at + Block >= text.Length)
            {
                return null;
            }

            hash = unchecked(((hash - (text[at] * first)) * Base) + text[at + Block]);
        }
    }

    /// <summary>The beginning of what two texts share around two places, or null where that is too short.</summary>
    private static string? Around((string Text, int At) place, string text, int at)
    {
        var (before, after) = (0, 0);
        while (place.At > before && at > before && place.Text[place.At - before - 1] == text[at - before - 1])
        {
            before++;
        }

        while (place.At + after < place.Text.Length && at + after < text.Length && place.Text[place.At + after] == text[at + after])
        {
            after++;
        }

        return before + after >= LeastPassage ? text.Substring(at - before, LeastPassage) : null;
    }

    private static ulong Hash(ReadOnlySpan<char> block)
    {
        var hash = 0UL;
        foreach (var letter in block)
        {
            hash = unchecked((hash * Base) + letter);
        }

        return hash;
    }

    private static string Letters(CorpusItem item) => string.Concat(item.Text.Where(char.IsLetterOrDigit));
}
