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

    /// <summary>The size of a page after cropping.</summary>
    public PixelSize Crop(PageContent page, bool isLast)
    {
        var config = context.Config;
        var geometry = context.Geometry;
        var size = geometry.Size;
        if (config.AutoCropWidth && Right(page) is > 0 and var right)
        {
            var columns = (int)Math.Min(Math.Ceiling(right - Invisible), size.Width);
            size = size with { Width = Math.Clamp(columns + geometry.CropMarginX, 1, size.Width) };
        }

        if (config.AutoCropLastPage && isLast && Bottom(page) is > 0 and var bottom)
        {
            // As in the authors' renderer, the margin counts from the last row with ink; but that row is never cut off.
            var rows = (int)Math.Min(Math.Ceiling(bottom - Invisible), size.Height);
            var kept = context.Compatibility == LayoutCompatibility.Glyph ? 0 : rows;
            size = size with { Height = Math.Clamp(Math.Max(kept, rows - 1 + geometry.CropMarginY), 1, size.Height) };
        }

        return size;
    }

    private double Right(PageContent page)
    {
        var pixels = context.Geometry.PixelsPerPointX;
        var right = page.Blocks.Count > 0 ? BoxEdges.Outer(context).Right * pixels : 0;
        foreach (ref readonly var line in CollectionsMarshal.AsSpan(page.Lines))
        {
            var end = line.X + (line.Width * context.PointsPerUnit) + (line.Extra * line.Gaps) + (Overhang * context.Config.FontSize);
            if (!line.IsShaped && end * pixels <= right)
            {
                continue;
            }

            _run.Fill(context, line);
            foreach (ref readonly var glyph in _run.Glyphs)
            {
                if (IsVisible(glyph.IsMark) && glyph.Font.Ink(glyph.Glyph) is { IsEmpty: false } ink)
                {
                    right = Math.Max(right, GlyphSnap.Across(glyph.X * pixels) + (ink.XMax * context.PointsPerUnit * pixels));
                }
            }
        }

        return right;
    }

    private double Bottom(PageContent page)
    {
        var pixels = context.Geometry.PixelsPerPointY;
        var bottom = page.Blocks.Count > 0 ? BoxEdges.Outer(context, page.Blocks[^1]).Bottom * pixels : 0;
        var lines = CollectionsMarshal.AsSpan(page.Lines);
        for (var i = lines.Length - 1; i >= 0; i--)
        {
            if (!lines[i].IsShaped && (lines[i].Baseline + (Depth * context.Config.FontSize)) * pixels <= bottom)
            {
                continue;
            }

            _run.Fill(context, lines[i]);
            foreach (ref readonly var glyph in _run.Glyphs)
            {
                if (IsVisible(glyph.IsMark) && glyph.Font.Ink(glyph.Glyph) is { IsEmpty: false } ink)
                {
                    var origin = GlyphSnap.Down((lines[i].Baseline - glyph.Y) * pixels);
                    bottom = Math.Max(bottom, origin - (ink.YMin * context.PointsPerUnit * pixels));
                }
            }
        }

        return bottom;
    }

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
        var right = config.PageWidth - config.MarginX - RenderConfig.FramePadding - config.RightIndent;
        return new(context.Geometry.TextLeft + config.LeftIndent - padding, block.Top - padding, right + padding, block.Bottom + padding);
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
