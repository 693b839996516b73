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

    /// <summary>
    /// Cuts a text into consecutive pieces, none larger than a size: each ends at the last paragraph, line, sentence or word that
    /// leaves it at least three quarters full. A last piece of less than a quarter is dropped, unless it is the only one.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="size">What a piece has at most, at least 1.</param>
    /// <param name="measure">What a text has.</param>
    public static IEnumerable<(int Start, string Text)> Pieces(string text, int size, Func<string, int> measure)
    {
        for (var start = 0; start < text.Length;)
        {
            var most = Longest(text, start, size, measure);
            var end = start + most < text.Length ? End(text, start, start + most) : text.Length;
            var piece = text[start..end];
            if (!string.IsNullOrWhiteSpace(piece) && (start == 0 || end < text.Length || measure(piece) * 4 >= size))
            {
                yield return (start, piece);
            }

            start = end;
        }
    }

    /// <summary>How many characters from a place on fit into a size, at least one.</summary>
    private static int Longest(string text, int start, int size, Func<string, int> measure)
    {
        // A token is never shorter than a fraction of a character and hardly ever longer than a word: look where the size is passed.
        var (fits, left) = (1, text.Length - start);
        var tooMany = size;
        while (tooMany < left && measure(text.Substring(start, tooMany)) <= size)
        {
            (fits, tooMany) = (tooMany, tooMany * 2);
        }

        if (tooMany >= left)
        {
            if (measure(text[start..]) <= size)
            {
                return left;
            }

            tooMany = left;
        }

        while (tooMany - fits > 1)
        {
            var middle = fits + ((tooMany - fits) / 2);
            (fits, tooMany) = measure(text.Substring(start, middle)) <= size ? (middle, tooMany) : (fits, middle);
        }

        return fits;
    }

    /// <summary>The last good place to end a piece.</summary>
    private static int End(string text, int start, int most)
    {
        var least = start + ((most - start) / 4 * 3);
        foreach (var isBoundary in (ReadOnlySpan<Func<string, int, bool>>)[IsParagraphStart, IsLineStart, IsSentenceStart, IsWordStart])
        {
            for (var i = most; i > least; i--)
            {
                if (isBoundary(text, i))
                {
                    return i;
                }
            }
        }

        return most - start > 1 && !IsCharacterStart(text, most) ? most - 1 : most;
    }

    private static bool IsSentenceStart(string text, int index) =>
        text[index - 1] is '。' or '！' or '？' || (index > 1 && IsWordStart(text, index) && text[index - 2] is '.' or '!' or '?');

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
