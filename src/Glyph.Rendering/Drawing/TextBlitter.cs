using System.Runtime.InteropServices;
using Glyph.Core.Configs;
using Glyph.Core.Rendering;
using Glyph.Rendering.Layout;

namespace Glyph.Rendering.Drawing;

/// <summary>Lays the glyphs of a page over its image.</summary>
internal static class TextBlitter
{
    /// <summary>Draws all lines of a page.</summary>
    public static void Draw(GlyphPage page, PageImage image)
    {
        var context = page.Context;
        var config = context.Config;
        var markColor = config.NewlineMarkup.Color ?? config.FontColor;
        var (across, down) = (context.Geometry.PixelsPerPointX, context.Geometry.PixelsPerPointY);
        var run = new LineRun();
        foreach (ref readonly var line in CollectionsMarshal.AsSpan(page.Content.Lines))
        {
            run.Fill(context, line);
            foreach (ref readonly var glyph in run.Glyphs)
            {
                var quarters = GlyphSnap.Quarters(glyph.X * across);
                var column = Math.DivRem(quarters, GlyphSnap.Fractions, out var quarter);
                if (quarter < 0)
                {
                    (column, quarter) = (column - 1, quarter + GlyphSnap.Fractions);
                }

                Blend(image, context.MasksOf(glyph.Font).Of(glyph.Glyph, quarter), column, GlyphSnap.Down((line.Baseline - glyph.Y) * down), glyph.IsMark ? markColor : config.FontColor);
            }
        }
    }

    private static void Blend(PageImage image, GlyphMask mask, int column, int row, Rgb color)
    {
        var left = column + mask.Left;
        var first = Math.Max(0, -left);
        var end = Math.Min(mask.Width, image.Size.Width - left);
        var lastRow = Math.Min(mask.Height, image.Size.Height - row - mask.Top);
        if (first >= end)
        {
            return;
        }

        for (var y = Math.Max(0, -(row + mask.Top)); y < lastRow; y++)
        {
            var coverage = mask.Coverage.AsSpan((y * mask.Width) + first, end - first);
            var pixels = image.Row(row + mask.Top + y).Slice((left + first) * PageImage.BytesPerPixel, coverage.Length * PageImage.BytesPerPixel);
            for (var x = 0; x < coverage.Length; x++)
            {
                if (coverage[x] != 0)
                {
                    var pixel = pixels.Slice(x * PageImage.BytesPerPixel, PageImage.BytesPerPixel);
                    pixel[0] = Mix(pixel[0], color.R, coverage[x]);
                    pixel[1] = Mix(pixel[1], color.G, coverage[x]);
                    pixel[2] = Mix(pixel[2], color.B, coverage[x]);
                }
            }
        }
    }

    /// <summary>The paper's colour where it is not covered, the ink's where it is; rounded to the nearest.</summary>
    private static byte Mix(byte paper, byte ink, byte coverage) => (byte)(((paper * (255 - coverage)) + (ink * coverage) + 127) / 255);
}
