using Glyph.Rendering.Fonts;

namespace Glyph.Rendering.Text;

/// <summary>Cuts a word that is wider than a line, between characters and never within a cluster.</summary>
internal static class WordCutter
{
    /// <summary>The longest beginning of a word that fits.</summary>
    /// <param name="text">The text.</param>
    /// <param name="word">A word that is wider than the room.</param>
    /// <param name="room">The room in font units.</param>
    /// <param name="atLeastOne">Whether to take the first cluster even without room for it.</param>
    /// <param name="font">The font.</param>
    /// <returns>The beginning; empty if nothing fits.</returns>
    public static Word Cut(ReadOnlySpan<char> text, in Word word, double room, bool atLeastOne, LoadedFont font)
    {
        if (word.Kind == WordKind.Newline)
        {
            // A mark is never cut: alone on a line it stands even where it is too wide.
            return atLeastOne ? word : Empty(word);
        }

        // Letters that join change where a word is cut, and may become wider than they were within it: then less is taken.
        var last = word.End;
        for (var target = room; ;)
        {
            var end = word.Kind == WordKind.Shaped
                ? FitShaped(text, word.Start, last, target, atLeastOne, font)
                : FitPlain(text, word.Start, last, target, atLeastOne, font);
            if (end == word.Start)
            {
                return Empty(word);
            }

            var head = WordScanner.Measure(text, word.Start, end, font);
            if (head.Width <= room || end == last)
            {
                head.AfterSpace = word.AfterSpace;
                return head;
            }

            target -= head.Width - room;
            last = end;
        }
    }

    private static Word Empty(in Word word) => new() { Start = word.Start, End = word.Start };

    private static int FitPlain(ReadOnlySpan<char> text, int start, int end, double room, bool atLeastOne, LoadedFont font)
    {
        var width = 0L;
        for (var p = start; p < end;)
        {
            var character = CharacterReader.Read(text, p, end, font);
            width += character.Advance;
            if (width > room && (p > start || !atLeastOne))
            {
                return p;
            }

            p += character.Length;
        }

        return end;
    }

    private static int FitShaped(ReadOnlySpan<char> text, int start, int end, double room, bool atLeastOne, LoadedFont font)
    {
        var glyphs = Shaper.Shape(font, text[start..end]);
        Array.Sort(glyphs, (a, b) => a.Cluster.CompareTo(b.Cluster));
        var width = 0L;
        for (var i = 0; i < glyphs.Length;)
        {
            var cluster = glyphs[i].Cluster;
            for (; i < glyphs.Length && glyphs[i].Cluster == cluster; i++)
            {
                width += glyphs[i].Advance;
            }

            if (width > room && (cluster > 0 || !atLeastOne))
            {
                return start + cluster;
            }
        }

        return end;
    }
}
