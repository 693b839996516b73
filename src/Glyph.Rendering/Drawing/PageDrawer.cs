using System.Runtime.InteropServices;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Rendering;
using Glyph.Rendering.Layout;
using SkiaSharp;

namespace Glyph.Rendering.Drawing;

/// <summary>
/// Draws pages with Skia on the CPU: grey anti-aliasing, no hinting, glyphs at fractions of a pixel in both directions.
/// Horizontal scale is a transform, not a resized image, and pixels are written straight into the page's image.
/// </summary>
internal static class PageDrawer
{
    /// <summary>Draws a page.</summary>
    public static PageImage Draw(GlyphPage page)
    {
        var image = new PageImage(page.Size);
        using var pin = image.Memory.Pin();
        unsafe
        {
            var info = new SKImageInfo(page.Size.Width, page.Size.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
            using var surface = SKSurface.Create(info, (nint)pin.Pointer, info.RowBytes, new SKSurfaceProperties(SKPixelGeometry.Unknown));
            if (surface is null)
            {
                image.Dispose();
                throw new RenderException($"page {page.Number} of {page.Size} px could not be drawn: Skia gave no surface");
            }

            Draw(page, surface.Canvas);
            surface.Flush();
        }

        return image;
    }

    private static void Draw(GlyphPage page, SKCanvas canvas)
    {
        var context = page.Context;
        canvas.Clear(Color(context.Config.PageBackground));
        canvas.Scale((float)context.Geometry.PixelsPerPointX, (float)context.Geometry.PixelsPerPointY);
        DrawBoxes(page, canvas);
        DrawText(page, canvas);
    }

    /// <summary>All backgrounds, then all borders, before any text: no block paints over another's descenders.</summary>
    private static void DrawBoxes(GlyphPage page, SKCanvas canvas)
    {
        var config = page.Context.Config;
        using var paint = new SKPaint { IsAntialias = true };
        if (config.ParagraphBackground != config.PageBackground)
        {
            paint.Color = Color(config.ParagraphBackground);
            foreach (var block in page.Content.Blocks)
            {
                canvas.DrawRect(Rectangle(page, block), paint);
            }
        }

        if (config.BorderWidth > 0)
        {
            paint.Color = Color(config.ParagraphBorderColor);
            paint.Style = SKPaintStyle.Stroke;
            paint.StrokeWidth = (float)config.BorderWidth;
            foreach (var block in page.Content.Blocks)
            {
                canvas.DrawRect(Rectangle(page, block), paint);
            }
        }
    }

    private static void DrawText(GlyphPage page, SKCanvas canvas)
    {
        var config = page.Context.Config;
        var text = new GlyphBuffer();
        var marks = new GlyphBuffer();
        var run = new LineRun();
        foreach (ref readonly var line in CollectionsMarshal.AsSpan(page.Content.Lines))
        {
            run.Fill(page.Context, line);
            foreach (ref readonly var glyph in run.Glyphs)
            {
                (glyph.IsMark ? marks : text).Add(glyph.Glyph, glyph.X, (float)line.Baseline - glyph.Y);
            }
        }

        using var font = new SKFont(page.Context.Font.Typeface, (float)config.FontSize)
        {
            Edging = SKFontEdging.Antialias,
            Hinting = SKFontHinting.None,
            Subpixel = true,
            LinearMetrics = true,
            BaselineSnap = false,
            EmbeddedBitmaps = false,
            ForceAutoHinting = false,
        };
        text.Draw(canvas, font, Color(config.FontColor));
        marks.Draw(canvas, font, Color(config.NewlineMarkup.Color ?? config.FontColor));
    }

    private static SKRect Rectangle(GlyphPage page, BlockBox block)
    {
        var edges = BoxEdges.Of(page.Context, block);
        return new SKRect((float)edges.Left, (float)edges.Top, (float)edges.Right, (float)edges.Bottom);
    }

    private static SKColor Color(Rgb color) => new(color.R, color.G, color.B);

    /// <summary>Glyphs of one colour.</summary>
    private sealed class GlyphBuffer
    {
        private readonly List<ushort> _glyphs = [];
        private readonly List<SKPoint> _points = [];

        public void Add(ushort glyph, float x, float y)
        {
            _glyphs.Add(glyph);
            _points.Add(new SKPoint(x, y));
        }

        public void Draw(SKCanvas canvas, SKFont font, SKColor color)
        {
            if (_glyphs.Count == 0)
            {
                return;
            }

            using var builder = new SKTextBlobBuilder();
            builder.AddPositionedRun(CollectionsMarshal.AsSpan(_glyphs), font, CollectionsMarshal.AsSpan(_points));
            using var blob = builder.Build();
            using var paint = new SKPaint { Color = color, IsAntialias = true };
            canvas.DrawText(blob, 0, 0, paint);
        }
    }
}
