using Glyph.Rendering.Fonts;

namespace Glyph.Rendering.Text;

/// <summary>Cuts a word that is wider than a line, between characters and never within a cluster. Linear in what it takes.</summary>
internal static class WordCutter
{
    private const int FirstTry = 256;
    private const int AlwaysMeasured = 4096;

    /// <summary>Cuts a word.</summary>
    /// <param name="text">The text.</param>
    /// <param name="word">A word that is wider than the room.</param>
    /// <param name="room">The room in font units.</param>
    /// <param name="atLeastOne">Whether to take the first cluster even without room for it.</param>
    /// <param name="font">The font.</param>
    /// <param name="head">What fits; null if nothing does.</param>
    /// <returns>What is left over; null if nothing is.</returns>
    public static Word? Cut(ReadOnlySpan<char> text, in Word word, double room, bool atLeastOne, LoadedFont font, out Word? head)
    {
        head = null;
        if (word.Kind == WordKind.Newline)
        {
            // A mark is never cut: alone on a line it stands even where it is too wide.
            head = atLeastOne ? word : null;
            return atLeastOne ? null : word;
        }

        var first = word;
        var rest = word;
        if (word.Kind == WordKind.Shaped)
        {
            first.End = FitShaped(text, word, room, atLeastOne, font, out first.Width);
            rest.Width -= first.Width;
            if (word.End - first.End is > 0 and < AlwaysMeasured)
            {
                rest.Width = Shaper.Shape(font, text[first.End..word.End]).Sum(glyph => glyph.Advance);
            }
        }
        else
        {
            FitPlain(text, ref first, room, atLeastOne, font);
            rest.Width -= first.Width;
            rest.NoBreakSpaces -= first.NoBreakSpaces;
        }

        if (first.End == word.Start)
        {
            return word;
        }

        first.Missing = first.End == word.End ? word.Missing : CountMissing(text, first, font);
        rest.Missing -= first.Missing;
        head = first;
        rest.Start = first.End;
        rest.AfterSpace = false;
        return rest.Start < rest.End ? rest : null;
    }

    private static void FitPlain(ReadOnlySpan<char> text, ref Word part, double room, bool atLeastOne, LoadedFont font)
    {
        var end = part.End;
        part.Width = 0;
        part.NoBreakSpaces = 0;
        for (var p = part.Start; p < end;)
        {
            var character = CharacterReader.Read(text, p, end, font);
            if (part.Width + character.Advance > room && (p > part.Start || !atLeastOne))
            {
                part.End = p;
                return;
            }

            part.Width += character.Advance;
            part.NoBreakSpaces += character.Ink == CharacterInk.Space ? 1 : 0;
            p += character.Length;
        }
    }

    private static int FitShaped(ReadOnlySpan<char> text, in Word word, double room, bool atLeastOne, LoadedFont font, out int width)
    {
        for (var tried = Math.Min(FirstTry, word.End - word.Start); ; tried = Math.Min(tried * 2, word.End - word.Start))
        {
            var glyphs = Shaper.Shape(font, text.Slice(word.Start, tried));
            Array.Sort(glyphs, (a, b) => a.Cluster.CompareTo(b.Cluster));
            width = 0;
            for (var i = 0; i < glyphs.Length;)
            {
                var cluster = glyphs[i].Cluster;
                var advance = 0;
                for (; i < glyphs.Length && glyphs[i].Cluster == cluster; i++)
                {
                    advance += glyphs[i].Advance;
                }

                if (width + advance > room && (cluster > 0 || !atLeastOne))
                {
                    return word.Start + cluster;
                }

                width += advance;
            }

            if (tried == word.End - word.Start)
            {
                return word.End;
            }
        }
    }

    private static int CountMissing(ReadOnlySpan<char> text, in Word part, LoadedFont font)
    {
        var missing = 0;
        if (part.Kind == WordKind.Shaped)
        {
            return Shaper.Shape(font, text[part.Start..part.End]).Count(glyph => glyph.Glyph == 0);
        }

        for (var p = part.Start; p < part.End;)
        {
            var character = CharacterReader.Read(text, p, part.End, font);
            missing += character is { Ink: CharacterInk.Glyph, Glyph: 0 } ? 1 : 0;
            p += character.Length;
        }

        return missing;
    }
}
