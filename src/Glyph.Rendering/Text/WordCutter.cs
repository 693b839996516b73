using Glyph.Rendering.Fonts;
using Glyph.Rendering.Text.Unicode;

namespace Glyph.Rendering.Text;

/// <summary>Cuts a word that is wider than a line, between characters and never within a cluster.</summary>
internal static class WordCutter
{
    /// <summary>The longest beginning of a word that fits.</summary>
    /// <param name="text">The text.</param>
    /// <param name="word">A word that is wider than the room.</param>
    /// <param name="room">The room in font units.</param>
    /// <param name="atLeastOne">Whether to take the first cluster even without room for it.</param>
    /// <param name="fonts">The fonts.</param>
    /// <param name="bidi">The directions of the text; null where all of it is written from left to right.</param>
    /// <returns>The beginning; empty if nothing fits.</returns>
    public static Word Cut(ReadOnlySpan<char> text, in Word word, double room, bool atLeastOne, FontSet fonts, BidiParagraph? bidi)
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
                ? FitShaped(text, word.Start, last, target, atLeastOne, fonts, bidi)
                : FitPlain(text, word.Start, last, target, atLeastOne, fonts);
            if (end == word.Start)
            {
                return Empty(word);
            }

            var head = WordScanner.Measure(text, word.Start, end, fonts, bidi);
            if (head.Width <= room || end == last)
            {
                head.AfterSpace = word.AfterSpace;
                head.AfterGap = word.AfterGap;
                return head;
            }

            target -= head.Width - room;
            last = end;
        }
    }

    private static Word Empty(in Word word) => new() { Start = word.Start, End = word.Start };

    private static int FitPlain(ReadOnlySpan<char> text, int start, int end, double room, bool atLeastOne, FontSet fonts)
    {
        var width = 0L;
        for (var p = start; p < end;)
        {
            var character = CharacterReader.Read(text, p, end, fonts);
            width += character.Shown.Advance;
            if (width > room && (p > start || !atLeastOne))
            {
                return p;
            }

            p += character.Length;
        }

        return end;
    }

    private static int FitShaped(ReadOnlySpan<char> text, int start, int end, double room, bool atLeastOne, FontSet fonts, BidiParagraph? bidi)
    {
        var shaped = ShapedWord.Scratch;
        shaped.Clear();
        shaped.Add(text, start, end, fonts, bidi);
        var width = 0L;
        foreach (ref readonly var run in shaped.Runs)
        {
            // Clusters in the text's order, which is from the last glyph to the first where it runs from right to left.
            var (i, step) = run.IsRightToLeft ? (run.FirstGlyph + run.GlyphCount - 1, -1) : (run.FirstGlyph, 1);
            var left = Math.Max(run.GlyphCount, 1);
            while (left > 0)
            {
                var cluster = run.Start;
                if (run.GlyphCount == 0)
                {
                    width += run.Width;
                    left = 0;
                }
                else
                {
                    cluster = shaped.Glyphs[i].Cluster;
                    for (; left > 0 && shaped.Glyphs[i].Cluster == cluster; left--, i += step)
                    {
                        width += shaped.Glyphs[i].Advance;
                    }
                }

                if (width > room && (cluster > start || !atLeastOne))
                {
                    return cluster;
                }
            }
        }

        return end;
    }
}
