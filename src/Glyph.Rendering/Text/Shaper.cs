using Glyph.Rendering.Fonts;
using HarfBuzzSharp;

namespace Glyph.Rendering.Text;

/// <summary>Shapes a word with HarfBuzz: marks onto their bases, joined letters, reordered vowels. Lengths are in font units.</summary>
internal static class Shaper
{
    // The renderer that configs are exported to neither kerns nor joins Latin letters, and so neither does this one.
    private static readonly Feature[] Features =
        [new(Tag.Parse("kern"), 0), new(Tag.Parse("liga"), 0), new(Tag.Parse("clig"), 0)];

    /// <summary>The glyphs of a word, from left to right.</summary>
    public static ShapedGlyph[] Shape(LoadedFont font, ReadOnlySpan<char> word)
    {
        using var buffer = new HarfBuzzSharp.Buffer();
        buffer.AddUtf16(word);
        buffer.GuessSegmentProperties();
        font.Shaping.Shape(buffer, Features);
        var infos = buffer.GetGlyphInfoSpan();
        var positions = buffer.GetGlyphPositionSpan();
        var glyphs = new ShapedGlyph[infos.Length];
        for (var i = 0; i < glyphs.Length; i++)
        {
            ref readonly var position = ref positions[i];
            glyphs[i] = new ShapedGlyph((ushort)infos[i].Codepoint, position.XAdvance, position.XOffset, position.YOffset, (int)infos[i].Cluster);
        }

        if (font.LetterSpacing != 0)
        {
            Space(glyphs, word, font.LetterSpacing);
        }

        return glyphs;
    }

    /// <summary>Adds room after every cluster, but not between letters that join.</summary>
    private static void Space(Span<ShapedGlyph> glyphs, ReadOnlySpan<char> word, int spacing)
    {
        var advance = 0;
        for (var i = 0; i < glyphs.Length; i++)
        {
            advance += glyphs[i].Advance;
            var next = i + 1 < glyphs.Length ? glyphs[i + 1].Cluster : -1;
            if (next == glyphs[i].Cluster)
            {
                continue;
            }

            if (next < 0 || !IsCursive(word[next]) || !IsCursive(word[glyphs[i].Cluster]))
            {
                glyphs[i] = glyphs[i] with { Advance = glyphs[i].Advance + Math.Max(spacing, -advance) };
            }

            advance = 0;
        }
    }

    /// <summary>Whether a character's script joins its letters: Arabic, Syriac, N'Ko, Mandaic, Mongolian, Phags-pa; and Adlam beyond the basic plane.</summary>
    private static bool IsCursive(char c) =>
        c is (>= '\u0600' and <= '\u077F') or (>= '\u07C0' and <= '\u07FF') or (>= '\u0840' and <= '\u08FF') or (>= '\u1800' and <= '\u18AF')
            or (>= '\uA840' and <= '\uA87F') or (>= '\uFB50' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC') or '\uD83A' or '\u200D';
}

/// <summary>A glyph that HarfBuzz placed.</summary>
/// <param name="Glyph">The glyph.</param>
/// <param name="Advance">How far the pen moves after it.</param>
/// <param name="X">How far right of the pen it stands.</param>
/// <param name="Y">How far above the baseline it stands.</param>
/// <param name="Cluster">The first character that it shows.</param>
internal readonly record struct ShapedGlyph(ushort Glyph, int Advance, int X, int Y, int Cluster);
