using Glyph.Core.Configs;
using Glyph.Rendering.Fonts;
using Glyph.Rendering.Layout;
using SkiaSharp;

namespace Glyph.Rendering.Drawing;

/// <summary>
/// The masks of a font at one pixel size, made when first asked for. As in poppler's Splash, a glyph stands on a whole row
/// of pixels and at a quarter of a column, and a pixel takes exactly the share of ink that the outline covers, without gamma;
/// a config may ask for thicker strokes, and for hinted or 1-bit glyphs, which FreeType rasterises (through Skia, whose glyph
/// outlines are never hinted). Safe for concurrent use.
/// </summary>
internal sealed class GlyphMasks
{
    // How far beyond its outline hinting and the care for thin stems may set pixels of a glyph.
    private const int HintingReach = 2;

    // Skia draws larger glyphs by their outlines alone; nor does it matter there.
    private const int LargestHinted = 200;

    private const int GroupBits = 6;

    // By glyph, in groups that are made when one of their glyphs is: a look-up is two indexings, and a large font costs little.
    private readonly GlyphMask?[]?[] _groups = new GlyphMask?[]?[(ushort.MaxValue + 1) >> GroupBits];
    private readonly SKFont _font;
    private readonly RenderConfig _config;
    private readonly float _stretch;
    private readonly bool _byFreeType;

    /// <summary>Creates the masks of a typeface for a config.</summary>
    public GlyphMasks(SKTypeface typeface, RenderConfig config)
    {
        _config = config;
        _stretch = (float)(config.PixelsPerPointX / config.PixelsPerPointY);
        _font = new SKFont(typeface, (float)(config.FontSize * config.PixelsPerPointY), _stretch)
        {
            Hinting = config.Hinting switch { Hinting.None => SKFontHinting.None, Hinting.Slight => SKFontHinting.Slight, _ => SKFontHinting.Full },
            Edging = config.GlyphMode == GlyphMode.Mono ? SKFontEdging.Alias : SKFontEdging.Antialias,
            Subpixel = true,
            LinearMetrics = true,
            EmbeddedBitmaps = false,
        };
        _byFreeType = (config.GlyphMode == GlyphMode.Mono || config.Hinting != Hinting.None) && _font.Size <= LargestHinted;
    }

    /// <summary>The mask of a glyph whose origin lies so many quarters of a pixel right of the page's edge.</summary>
    /// <param name="glyph">The glyph.</param>
    /// <param name="quarters">The place of its origin.</param>
    /// <param name="column">The column of pixels that its origin lies in.</param>
    public GlyphMask At(ushort glyph, int quarters, out int column)
    {
        column = quarters >> 2;
        return Of(glyph, quarters & (GlyphSnap.Fractions - 1));
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

    private GlyphMask Make(ushort glyph, int quarter)
    {
        using var outline = _font.GetGlyphPath(glyph);
        if (outline is null || outline.IsEmpty)
        {
            return GlyphMask.Empty;
        }

        if (OverlapFlags.Has(_font.Typeface, glyph))
        {
            outline.FillType = SKPathFillType.EvenOdd;
        }

        var shift = (float)quarter / GlyphSnap.Fractions;
        outline.Transform(SKMatrix.CreateTranslation(shift, 0));
        using var strokes = _config.Embolden == 0 ? null : Strokes(outline);
        var bounds = outline.TightBounds;
        if (strokes is not null)
        {
            bounds.Union(strokes.TightBounds);
        }

        if (!_byFreeType)
        {
            return Make(bounds, (canvas, paint) => DrawOutline(canvas, paint, outline, strokes));
        }

        bounds.Inflate(HintingReach, HintingReach);
        return Make(bounds, (canvas, paint) =>
        {
            using var text = SKTextBlob.Create([(byte)glyph, (byte)(glyph >> 8)], SKTextEncoding.GlyphId, _font)!;
            canvas.DrawText(text, shift, 0, paint);
            if (strokes is not null)
            {
                canvas.DrawPath(strokes, paint);
            }
        });
    }

    private unsafe GlyphMask Make(SKRect bounds, Action<SKCanvas, SKPaint> draw)
    {
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
            using var space = _byFreeType ? SkiaContrast.ColorSpace() : null;
            var info = new SKImageInfo(width, height, SKColorType.Alpha8, SKAlphaType.Premul, space);
            using var surface = SKSurface.Create(info, (nint)pixels, width);
            using var paint = new SKPaint { IsAntialias = _config.GlyphMode == GlyphMode.Grey, Color = SKColors.Black };
            surface.Canvas.Translate(-left, -top);
            draw(surface.Canvas, paint);
            surface.Flush();
        }

        if (!_byFreeType)
        {
            return new GlyphMask(left, top, width, height, coverage);
        }

        if (_config.GlyphMode == GlyphMode.Grey)
        {
            SkiaContrast.Undo(coverage);
        }

        return GlyphMask.Trimmed(left, top, width, coverage);
    }

    private void DrawOutline(SKCanvas canvas, SKPaint paint, SKPath outline, SKPath? strokes)
    {
        canvas.DrawPath(outline, paint);
        if (strokes is not null)
        {
            paint.BlendMode = _config.Embolden > 0 ? SKBlendMode.SrcOver : SKBlendMode.DstOut;
            canvas.DrawPath(strokes, paint);
        }
    }

    /// <summary>
    /// What a pen covers along an outline, squeezed like the outline by the horizontal scale. Half of its width lies on either
    /// side, so that a stem grows or shrinks by all of it.
    /// </summary>
    private SKPath Strokes(SKPath outline)
    {
        using var pen = new SKPaint
        {
            Style = SKPaintStyle.Stroke,
            StrokeWidth = (float)(Math.Abs(_config.Embolden) * _font.Size),
            StrokeJoin = SKStrokeJoin.Round,
        };
        using var natural = new SKPath(outline);
        natural.Transform(SKMatrix.CreateScale(1 / _stretch, 1));
        var strokes = pen.GetFillPath(natural) ?? new SKPath();
        strokes.Transform(SKMatrix.CreateScale(_stretch, 1));
        return strokes;
    }
}
