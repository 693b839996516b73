namespace Glyph.Rendering.Layout;

/// <summary>What stands on a page, in pt.</summary>
internal sealed class PageContent
{
    /// <summary>The lines that show something, column by column, top to bottom.</summary>
    public List<Line> Lines { get; } = [];

    /// <summary>The blocks whose background or border differs from the page.</summary>
    public List<BlockBox> Blocks { get; } = [];

    /// <summary>How many characters the font lacks.</summary>
    public int Missing { get; set; }
}

/// <summary>The part of a page that a block of lines takes, in pt from the page's top edge, without border padding.</summary>
/// <param name="Top">Its top edge.</param>
/// <param name="Bottom">Its bottom edge.</param>
/// <param name="Column">Its column, from 0.</param>
internal readonly record struct BlockBox(double Top, double Bottom, int Column = 0);
