using System.Runtime.InteropServices;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Rendering;
using Glyph.Rendering.Formats;
using Glyph.Rendering.Layout;
using SkiaSharp;

namespace Glyph.Rendering.Drawing;

/// <summary>
/// Draws pages on the CPU: boxes with Skia, text as masks of glyphs (<see cref="GlyphMasks"/>). Horizontal scale is a
/// transform of the outlines, not a resized image, and pixels are written straight into the page's image.
/// </summary>
internal static class PageDrawer
{
    /// <summary>Draws a page.</summary>
    public static PageImage Draw(GlyphPage page)
    {
        var image = Paper(page);
        if (page.Context.Heading is { } heading)
        {
            TextBlitter.Draw(new GlyphPage(page.Number, page.Size, heading.Context, heading.Content), image);
        }

        TextBlitter.Draw(page, image);
        return image;
    }

    /// <summary>The page without its text.</summary>
    private static PageImage Paper(GlyphPage page)
    {
        var isGrey = IsGrey(page.Context.Config);
        if (page.Content.Blocks.Count > 0)
        {
            var drawn = DrawPaper(page);
            return isGrey ? ToGrey(drawn) : drawn;
        }

        var color = page.Context.Config.PageBackground;
        var image = new PageImage(page.Size, isGrey ? PixelFormat.Grey : PixelFormat.Rgba);
        if (isGrey)
        {
            image.Pixels.Fill(color.R);
        }
        else
        {
            MemoryMarshal.Cast<byte, (byte R, byte G, byte B, byte A)>(image.Pixels).Fill((color.R, color.G, color.B, byte.MaxValue));
        }

        return image;
    }

    /// <summary>Whether all colours that may show are grey.</summary>
    private static bool IsGrey(RenderConfig config) =>
        config.PageBackground.IsGrey && config.FontColor.IsGrey && config.ParagraphBackground.IsGrey
        && (config.BorderWidth <= 0 || config.ParagraphBorderColor.IsGrey)
        && (config.NewlineMarkup.Color?.IsGrey ?? true);

    private static PageImage DrawPaper(GlyphPage page)
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

    private static PageImage ToGrey(PageImage image)
    {
        using (image)
        {
            var grey = new PageImage(image.Size, PixelFormat.Grey);
            PixelRows.ToGrey(image.Pixels, grey.Pixels);
            return grey;
        }
    }

    private static void Draw(GlyphPage page, SKCanvas canvas)
    {
        var context = page.Context;
        canvas.Clear(Color(context.Config.PageBackground));
        canvas.Scale((float)context.Geometry.PixelsPerPointX, (float)context.Geometry.PixelsPerPointY);
        DrawBoxes(page, canvas);
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

    private static SKRect Rectangle(GlyphPage page, BlockBox block)
    {
        var edges = BoxEdges.Of(page.Context, block);
        return new SKRect((float)edges.Left, (float)edges.Top, (float)edges.Right, (float)edges.Bottom);
    }

    private static SKColor Color(Rgb color) => new(color.R, color.G, color.B);
}
