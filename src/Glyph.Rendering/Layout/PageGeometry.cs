using Glyph.Core.Configs;
using Glyph.Core.Rendering;

namespace Glyph.Rendering.Layout;

/// <summary>Where things are on every page of a config, in pt and in pixels.</summary>
internal sealed class PageGeometry
{
    /// <summary>Works the geometry out.</summary>
    public PageGeometry(RenderConfig config, LayoutCompatibility compatibility)
    {
        Size = config.FullImagePixels;
        PixelsPerPointX = config.PixelsPerPointX;
        PixelsPerPointY = config.PixelsPerPointY;
        TextLeft = config.MarginX + RenderConfig.FramePadding;
        TextTop = config.MarginY + RenderConfig.FramePadding + config.InstructionHeight;
        ColumnStride = config.ColumnWidth + config.ColumnGap;

        // The authors' renderer leaves as many pixels as the margin has points: the same at 72 DPI.
        var pixels = compatibility == LayoutCompatibility.Glyph ? 1 : PixelsPerPointY;
        CropMarginX = (int)Math.Round(config.MarginX * pixels);
        CropMarginY = (int)Math.Round(config.MarginY * pixels);
    }

    /// <summary>The page's size in pixels before cropping.</summary>
    public PixelSize Size { get; }

    /// <summary>Pixels a pt, across.</summary>
    public double PixelsPerPointX { get; }

    /// <summary>Pixels a pt, down.</summary>
    public double PixelsPerPointY { get; }

    /// <summary>The left edge of the first column, in pt; indents count from here.</summary>
    public double TextLeft { get; }

    /// <summary>From the left edge of a column to the next one's, in pt.</summary>
    public double ColumnStride { get; }

    /// <summary>The top edge of every column, in pt: below the instruction.</summary>
    public double TextTop { get; }

    /// <summary>What a width crop leaves right of the ink, in pixels.</summary>
    public int CropMarginX { get; }

    /// <summary>What a last-page crop leaves below the ink, in pixels.</summary>
    public int CropMarginY { get; }
}
