using Glyph.Core.Configs;
using Glyph.Rendering.Layout;
using SkiaSharp;

namespace Glyph.Rendering.Drawing;

/// <summary>
/// The masks of a font at one pixel size, made when first asked for. As in poppler's Splash, a glyph stands on a whole row
/// of pixels and at a quarter of a column, and a pixel takes exactly the share of ink that the outline covers: no hinting,
/// no gamma. Safe for concurrent use.
/// </summary>
internal sealed class GlyphMasks
{
    private const int GroupBits = 6;

    // By glyph, in groups that are made when one of their glyphs is: a look-up is two indexings, and a large font costs little.
    private readonly GlyphMask?[]?[] _groups = new GlyphMask?[]?[(ushort.MaxValue + 1) >> GroupBits];
    private readonly SKFont _font;

    /// <summary>Creates the masks of a typeface.</summary>
    /// <param name="typeface">The typeface.</param>
    /// <param name="pixelsPerEm">The em, in rows of pixels.</param>
    /// <param name="stretch">The width of a pixel's column against its row: 1, or the horizontal scale.</param>
    public GlyphMasks(SKTypeface typeface, double pixelsPerEm, double stretch)
    {
        _font = new SKFont(typeface, (float)pixelsPerEm, (float)stretch)
        {
            Hinting = SKFontHinting.None,
            Subpixel = true,
            LinearMetrics = true,
            EmbeddedBitmaps = false,
        };
    }

    /// <summary>The mask of a glyph whose origin lies so many quarters right of its column's edge.</summary>
    /// <param name="glyph">The glyph.</param>
    /// <param name="quarter">0 to 3.</param>
    public GlyphMask Of(ushort glyph, int quarter)
    {
        var group = _groups[glyph >> GroupBits];
        return (group is null ? null : Volatile.Read(ref group[Place(glyph, quarter)])) ?? Add(glyph, quarter);
    }

    private static int Place(ushort glyph, int quarter) => ((glyph & ((1 << GroupBits) - 1)) * GlyphSnap.Fractions) + quarter;

    private GlyphMask Add(ushort glyph, int quarter)
    {
        lock (_font)
        {
            ref var group = ref _groups[glyph >> GroupBits];
            if (group is null)
            {
                Volatile.Write(ref group, new GlyphMask?[GlyphSnap.Fractions << GroupBits]);
            }

            ref var mask = ref group![Place(glyph, quarter)];
            if (mask is null)
            {
                Volatile.Write(ref mask, Make(glyph, quarter));
            }

            return mask!;
        }
    }

    private unsafe GlyphMask Make(ushort glyph, int quarter)
    {
        using var outline = _font.GetGlyphPath(glyph);
        if (outline is null || outline.IsEmpty)
        {
            return GlyphMask.Empty;
        }

        outline.Transform(SKMatrix.CreateTranslation((float)quarter / GlyphSnap.Fractions, 0));
        var bounds = outline.TightBounds;
        var left = (int)Math.Floor(bounds.Left);
        var top = (int)Math.Floor(bounds.Top);
        var width = (int)Math.Ceiling(bounds.Right) - left;
        var height = (int)Math.Ceiling(bounds.Bottom) - top;
        if (width <= 0 || height <= 0 || (long)width * height > RenderConfigValidator.MaximumPixels)
        {
            return GlyphMask.Empty;
        }

        var coverage = new byte[width * height];
        fixed (byte* pixels = coverage)
        {
            var info = new SKImageInfo(width, height, SKColorType.Alpha8, SKAlphaType.Premul);
            using var surface = SKSurface.Create(info, (nint)pixels, width);
            using var paint = new SKPaint { IsAntialias = true, Color = SKColors.Black };
            surface.Canvas.Translate(-left, -top);
            surface.Canvas.DrawPath(outline, paint);
            surface.Flush();
        }

        return new GlyphMask(left, top, width, height, coverage);
    }
}
