using System.Runtime.InteropServices;
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
        var text = new Ink(config.FontColor, image.Format);
        var mark = new Ink(config.NewlineMarkup.Color ?? config.FontColor, image.Format);
        var down = context.Geometry.PixelsPerPointY;
        var run = new LineRun();
        var (font, masks) = (context.Font, context.MasksOf(context.Font));
        foreach (ref readonly var line in CollectionsMarshal.AsSpan(page.Content.Lines))
        {
            run.Fill(context, line);
            foreach (ref readonly var glyph in run.Glyphs)
            {
                if (glyph.Font != font)
                {
                    (font, masks) = (glyph.Font, context.MasksOf(glyph.Font));
                }

                var mask = masks.At(glyph.Glyph, context.Quarters(glyph.X), out var column);
                var row = GlyphSnap.Down((line.Baseline - glyph.Y) * down);
                MaskBlender.Blend(image, mask, column + mask.Left, row + mask.Top, glyph.IsMark ? mark : text);
            }
        }
    }
}
