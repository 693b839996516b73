using System.Collections.Concurrent;
using Glyph.Core.Configs;
using Glyph.Rendering.Layout;
using SkiaSharp;

namespace Glyph.Rendering.Drawing;

/// <summary>
/// The masks of a font at one pixel size, made when first asked for. As in poppler's Splash, a glyph stands on a whole row
/// of pixels and at a quarter of a column, and a pixel takes exactly the share of ink that the outline covers, without gamma;
/// a config may ask for hinted outlines, thicker strokes and 1-bit masks. Safe for concurrent use.
/// </summary>
internal sealed class GlyphMasks
{
    private readonly ConcurrentDictionary<int, GlyphMask> _masks = new();
    private readonly SKFont _font;
    private readonly RenderConfig _config;
    private readonly float _stretch;

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
    public GlyphMask Of(ushort glyph, int quarter) =>
        _masks.TryGetValue((glyph * GlyphSnap.Fractions) + quarter, out var mask) ? mask : Add(glyph, quarter);

    private GlyphMask Add(ushort glyph, int quarter)
    {
        lock (_font)
        {
            return _masks.GetOrAdd((glyph * GlyphSnap.Fractions) + quarter, _ => Make(glyph, quarter));
        }
    }

    private unsafe GlyphMask Make(ushort glyph, int quarter)
    {
        using var outline = _font.GetGlyphPath(glyph);
        if (outline is null || outline.IsEmpty)
        {
            return GlyphMask.Empty;
        }

        using var pen = _config.Embolden == 0 ? null : Pen();
        using var strokes = pen is null ? null : Strokes(outline, pen);
        var shift = SKMatrix.CreateTranslation((float)quarter / GlyphSnap.Fractions, 0);
        outline.Transform(shift);
        strokes?.Transform(shift);
        var bounds = outline.TightBounds;
        if (strokes is not null)
        {
            bounds.Union(strokes.TightBounds);
        }

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
            using var paint = new SKPaint { IsAntialias = _config.GlyphMode == GlyphMode.Grey, Color = SKColors.Black };
            surface.Canvas.Translate(-left, -top);
            surface.Canvas.DrawPath(outline, paint);
            if (strokes is not null)
            {
                paint.BlendMode = _config.Embolden > 0 ? SKBlendMode.SrcOver : SKBlendMode.DstOut;
                surface.Canvas.DrawPath(strokes, paint);
            }

            surface.Flush();
        }

        return new GlyphMask(left, top, width, height, coverage);
    }

    /// <summary>Half of the pen's width lies on either side of an outline, so that a stem grows or shrinks by all of it.</summary>
    private SKPaint Pen() => new()
    {
        Style = SKPaintStyle.Stroke,
        StrokeWidth = (float)(Math.Abs(_config.Embolden) * _font.Size),
        StrokeJoin = SKStrokeJoin.Round,
    };

    /// <summary>What the pen covers along an outline, squeezed like the outline by the horizontal scale.</summary>
    private SKPath Strokes(SKPath outline, SKPaint pen)
    {
        using var natural = new SKPath(outline);
        natural.Transform(SKMatrix.CreateScale(1 / _stretch, 1));
        var strokes = pen.GetFillPath(natural) ?? new SKPath();
        strokes.Transform(SKMatrix.CreateScale(_stretch, 1));
        return strokes;
    }
}
