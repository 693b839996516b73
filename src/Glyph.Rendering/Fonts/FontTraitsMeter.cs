using Glyph.Core.Rendering;
using SkiaSharp;

namespace Glyph.Rendering.Fonts;

/// <summary>Measures a font's traits on its outlines.</summary>
internal static class FontTraitsMeter
{
    /// <summary>Outlines are measured at this many units an em.</summary>
    private const int Em = 1000;

    /// <summary>
    /// Letters and the space in 1,000 characters of English (Lewand, "Cryptological Mathematics", 2000, with one space a word of
    /// 4.7 letters).
    /// </summary>
    private static readonly (char Letter, double Share)[] English =
    [
        (' ', 175), ('e', 105), ('t', 75), ('a', 67), ('o', 62), ('i', 57), ('n', 56), ('s', 52), ('h', 50), ('r', 49), ('d', 35), ('l', 33),
        ('c', 23), ('u', 23), ('m', 20), ('w', 19), ('f', 18), ('g', 17), ('y', 16), ('p', 16), ('b', 12), ('v', 8), ('k', 6), ('j', 1), ('x', 1), ('q', 1), ('z', 1),
    ];

    /// <summary>The traits; a letter that the font lacks counts as half an em wide.</summary>
    public static FontTraits Measure(LoadedFont font)
    {
        using var sized = new SKFont(font.Typeface, Em) { Subpixel = true, Hinting = SKFontHinting.None };
        double Advance(char c) => font.GlyphOf(c) is var glyph and not 0 ? (double)font.AdvanceOf(c) / font.UnitsPerEm : 0.5;
        var letters = English.Where(e => e.Letter != ' ').Select(e => Advance(e.Letter)).ToList();
        var mean = letters.Average();
        var x = Bounds(sized, font, 'x');
        var ink = "dlpq".Select(c => font.Ink(font.GlyphOf(c))).Aggregate(default(GlyphInk), (all, glyph) => all.Union(glyph));
        var stem = Across(sized, font, 'l', 0.5f);
        var bar = Down(sized, font, 't');
        return new FontTraits(
            XHeight: x.IsEmpty ? 0.5 : x.Height / Em,
            Stroke: stem,
            Advance: English.Sum(e => e.Share * Advance(e.Letter)) / English.Sum(e => e.Share),
            AdvanceSpread: Math.Sqrt(letters.Average(a => (a - mean) * (a - mean))),
            StrokeContrast: bar > 0 ? Math.Clamp(stem / bar, 0.2, 5) : 1,
            InkHeight: ink.IsEmpty ? 1 : (double)(ink.YMax - ink.YMin) / font.UnitsPerEm);
    }

    private static SKRect Bounds(SKFont sized, LoadedFont font, char c)
    {
        using var path = sized.GetGlyphPath(font.GlyphOf(c));
        return path?.TightBounds ?? SKRect.Empty;
    }

    /// <summary>The ink on a level of a glyph, in em.</summary>
    private static double Across(SKFont sized, LoadedFont font, char c, float level)
    {
        var bounds = Bounds(sized, font, c);
        return bounds.IsEmpty ? 0.08 : Cut(sized, font, c, new SKRect(bounds.Left - 1, Level(bounds, level) - 0.5f, bounds.Right + 1, Level(bounds, level) + 0.5f)).Width / Em;
    }

    /// <summary>The thickness of a t's bar, in em: the ink at its right end, beside the stem.</summary>
    private static double Down(SKFont sized, LoadedFont font, char c)
    {
        var bounds = Bounds(sized, font, c);
        var x = Bounds(sized, font, 'x');
        if (bounds.IsEmpty || x.IsEmpty)
        {
            return 0;
        }

        // The bar stands at the height of an x; its end is cut a little inside the glyph.
        var right = bounds.Right - (0.08f * bounds.Width);
        return Cut(sized, font, c, new SKRect(right - 0.5f, x.Top - (0.2f * x.Height), right + 0.5f, x.Top + (0.4f * x.Height))).Height / Em;
    }

    private static float Level(SKRect bounds, float level) => bounds.Top + (level * bounds.Height);

    private static SKRect Cut(SKFont sized, LoadedFont font, char c, SKRect window)
    {
        using var path = sized.GetGlyphPath(font.GlyphOf(c));
        using var frame = new SKPath();
        frame.AddRect(window);
        using var cut = path?.Op(frame, SKPathOp.Intersect);
        return cut?.TightBounds ?? SKRect.Empty;
    }
}
