using System.Runtime.InteropServices;
using Glyph.Core.Configs;
using Glyph.Core.Rendering;

namespace Glyph.Rendering.Layout;

/// <summary>How far right and down the ink of a page reaches, from outlines and boxes alone, and the size that cropping leaves.</summary>
internal sealed class InkExtents(LayoutContext context)
{
    // Less than this share of a pixel leaves no visible ink.
    private const double Invisible = 0.004;

    // No glyph reaches further than this beyond the end of its line, or below its baseline, in em.
    private const double Overhang = 0.5;
    private const double Depth = 1;

    private readonly LineRun _run = new();
    private readonly double _overhang = (Overhang * context.Config.FontSize) + Math.Max(0, -context.Config.LetterSpacing) + Distortion(context);
    private readonly double _depth = (Depth * context.Config.FontSize) + Distortion(context);
    private readonly (double Right, double Bottom) _heading = OfHeading(context.Heading);

    /// <summary>The size of a page after cropping, filled up to whole cells of the page grid.</summary>
    public PixelSize Crop(PageContent page, bool isLast)
    {
        var config = context.Config;
        var geometry = context.Geometry;
        var size = geometry.Size;
        if (config.AutoCropWidth && Math.Max(Right(page), _heading.Right) is > 0 and var right)
        {
            var columns = (int)Math.Min(Math.Ceiling(right - Invisible), size.Width);
            size = size with { Width = ToGrid(Math.Clamp(columns + geometry.CropMarginX, 1, size.Width)) };
        }

        if (config.AutoCropLastPage && isLast && Math.Max(Bottom(page), _heading.Bottom) is > 0 and var bottom)
        {
            // As in the authors' renderer, the margin counts from the last row with ink; but that row is never cut off.
            var rows = (int)Math.Min(Math.Ceiling(bottom - Invisible), size.Height);
            var kept = context.Compatibility == LayoutCompatibility.Glyph ? 0 : rows;
            size = size with { Height = ToGrid(Math.Clamp(Math.Max(kept, rows - 1 + geometry.CropMarginY), 1, size.Height)) };
        }

        return size;
    }

    private static (double Right, double Bottom) OfHeading(Heading? heading)
    {
        if (heading is null)
        {
            return default;
        }

        var ink = new InkExtents(heading.Context);
        return (ink.Right(heading.Content), ink.Bottom(heading.Content));
    }

    private int ToGrid(int pixels)
    {
        var grid = Math.Max(1, context.Config.PageGrid);
        return (pixels + grid - 1) / grid * grid;
    }

    private double Right(PageContent page)
    {
        var pixels = context.Geometry.PixelsPerPointX;
        var right = page.Blocks.Count > 0 ? BoxEdges.Outer(context, page.Blocks[^1]).Right * pixels : 0;
        foreach (ref readonly var line in CollectionsMarshal.AsSpan(page.Lines))
        {
            var end = line.X + (line.Width * context.PointsPerUnit) + (line.Extra * line.Gaps) + _overhang;
            if (!line.IsShaped && end * pixels <= right)
            {
                continue;
            }

            _run.Fill(context, line);
            foreach (ref readonly var glyph in _run.Glyphs)
            {
                if (IsVisible(glyph.IsMark))
                {
                    right = Math.Max(right, RightOf(glyph));
                }
            }
        }

        return right;
    }

    private double Bottom(PageContent page)
    {
        var pixels = context.Geometry.PixelsPerPointY;
        var bottom = page.Blocks.Count > 0 ? page.Blocks.Max(block => BoxEdges.Outer(context, block).Bottom) * pixels : 0;
        var lines = CollectionsMarshal.AsSpan(page.Lines);
        for (var i = lines.Length - 1; i >= 0; i--)
        {
            if (!lines[i].IsShaped && (lines[i].Baseline + _depth) * pixels <= bottom)
            {
                continue;
            }

            _run.Fill(context, lines[i]);
            foreach (ref readonly var glyph in _run.Glyphs)
            {
                if (IsVisible(glyph.IsMark))
                {
                    bottom = Math.Max(bottom, BottomOf(glyph, lines[i].Baseline));
                }
            }
        }

        return bottom;
    }

    private double RightOf(in PlacedGlyph glyph)
    {
        var quarters = context.Quarters(glyph.X);
        if (context.HasPlainGlyphs)
        {
            return glyph.Font.Ink(glyph.Glyph) is { IsEmpty: false } ink
                ? ((double)quarters / GlyphSnap.Fractions) + (ink.XMax * context.PointsPerUnit * context.Geometry.PixelsPerPointX)
                : 0;
        }

        var mask = context.MasksOf(glyph.Font).At(glyph.Glyph, quarters, out var column);
        return mask.Width > 0 ? column + mask.Left + mask.Width : 0;
    }

    private double BottomOf(in PlacedGlyph glyph, double baseline)
    {
        var origin = GlyphSnap.Down((baseline - glyph.Y) * context.Geometry.PixelsPerPointY);
        if (context.HasPlainGlyphs)
        {
            return glyph.Font.Ink(glyph.Glyph) is { IsEmpty: false } ink
                ? origin - (ink.YMin * context.PointsPerUnit * context.Geometry.PixelsPerPointY)
                : 0;
        }

        var mask = context.MasksOf(glyph.Font).At(glyph.Glyph, context.Quarters(glyph.X), out _);
        return mask.Height > 0 ? origin + mask.Top + mask.Height : 0;
    }

    /// <summary>How far hinting, thicker strokes and whole pixels may carry ink beyond where the font has it, in pt.</summary>
    private static double Distortion(LayoutContext context) => context is { HasPlainGlyphs: true, Config.SubpixelPositions: true }
        ? 0
        : (Math.Abs(context.Config.Embolden) * context.Config.FontSize) + (4 / Math.Min(context.Geometry.PixelsPerPointX, context.Geometry.PixelsPerPointY));

    private bool IsVisible(bool isMark) =>
        ((isMark ? context.Config.NewlineMarkup.Color : null) ?? context.Config.FontColor) != context.Config.PageBackground;
}

/// <summary>The edges of the boxes behind blocks, in pt.</summary>
internal readonly record struct BoxEdges(double Left, double Top, double Right, double Bottom)
{
    /// <summary>The rectangle that a block's background fills and its border is centred on.</summary>
    public static BoxEdges Of(LayoutContext context, BlockBox block)
    {
        var config = context.Config;
        var padding = config.BorderPadding;
        var stride = context.Geometry.ColumnStride;
        var left = context.Geometry.TextLeft + (block.Column * stride) + config.LeftIndent;
        var right = config.ShownWidth - config.MarginX - RenderConfig.FramePadding - config.RightIndent - ((config.Columns - 1 - block.Column) * stride);
        return new(left - padding, block.Top - padding, right + padding, block.Bottom + padding);
    }

    /// <summary>What a block's box covers with a colour other than the page's.</summary>
    public static BoxEdges Outer(LayoutContext context, BlockBox block = default)
    {
        var config = context.Config;
        var edges = Of(context, block);
        var border = config.BorderWidth > 0 && config.ParagraphBorderColor != config.PageBackground;
        if (!border && config.ParagraphBackground == config.PageBackground)
        {
            return default;
        }

        var half = border ? config.BorderWidth / 2 : 0;
        return new(edges.Left - half, edges.Top - half, edges.Right + half, edges.Bottom + half);
    }
}
