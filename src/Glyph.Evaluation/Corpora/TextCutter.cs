using Glyph.Core;

namespace Glyph.Evaluation.Corpora;

/// <summary>Cuts texts where a reader would.</summary>
internal static class TextCutter
{
    /// <summary>
    /// Where to cut a text in two: the start of a paragraph nearest to the middle, else of a line, else of a word, else the
    /// middle itself. Both halves hold visible characters. Null if no such cut exists.
    /// </summary>
    public static int? Halve(string text)
    {
        var first = 0;
        while (first < text.Length && char.IsWhiteSpace(text[first]))
        {
            first++;
        }

        var end = text.AsSpan().TrimEnd().Length;
        if (end - first < 2)
        {
            return null;
        }

        var middle = first + ((end - first) / 2);
        return Nearest(text, first, end, middle, IsParagraphStart)
            ?? Nearest(text, first, end, middle, IsLineStart)
            ?? Nearest(text, first, end, middle, IsWordStart)
            ?? Nearest(text, first, end, middle, IsCharacterStart);
    }

    /// <summary>
    /// An excerpt of a text: at most a number of characters, whole lines where they fit, from a line chosen by a random stream.
    /// </summary>
    public static string Excerpt(string text, int maxCharacters, RandomStream random)
    {
        if (text.Length <= maxCharacters)
        {
            return text;
        }

        if (maxCharacters < 1)
        {
            return "";
        }

        var latest = text.Length - maxCharacters;
        var starts = Enumerable.Range(0, latest + 1).Where(i => i == 0 || IsLineStart(text, i)).ToList();
        var start = starts[random.Next(starts.Count)];
        var end = start + maxCharacters;
        var lineEnd = text.LastIndexOf('\n', end - 1, maxCharacters);
        if (lineEnd > start)
        {
            end = lineEnd + 1;
        }
        else if (char.IsHighSurrogate(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    private static int? Nearest(string text, int first, int end, int middle, Func<string, int, bool> isBoundary)
    {
        for (var distance = 0; distance < end; distance++)
        {
            foreach (var index in (ReadOnlySpan<int>)[middle - distance, middle + distance])
            {
                if (index > first && index < end && isBoundary(text, index))
                {
                    return index;
                }
            }
        }

        return null;
    }

    private static bool IsParagraphStart(string text, int index) =>
        IsLineStart(text, index) && text[index] is not ('\n' or '\r')
        && text.AsSpan(0, index - 1).TrimEnd(" \t\r").EndsWith("\n", StringComparison.Ordinal);

    private static bool IsLineStart(string text, int index) => text[index - 1] == '\n';

    private static bool IsWordStart(string text, int index) => char.IsWhiteSpace(text[index - 1]) && !char.IsWhiteSpace(text[index]);

    private static bool IsCharacterStart(string text, int index) => !char.IsLowSurrogate(text[index]);
}
