namespace Glyph.Rendering.Drawing;

/// <summary>How much of each pixel around its origin a glyph covers.</summary>
/// <param name="Left">The first column, counted from the origin's pixel.</param>
/// <param name="Top">The first row, counted from the baseline: the row above it is -1.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Coverage">0 (not at all) to 255 (wholly), row by row.</param>
internal sealed record GlyphMask(int Left, int Top, int Width, int Height, byte[] Coverage)
{
    /// <summary>The mask of a glyph without ink.</summary>
    public static GlyphMask Empty { get; } = new(0, 0, 0, 0, []);
}
