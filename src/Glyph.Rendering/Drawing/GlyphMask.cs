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

    /// <summary>The same without the empty rows and columns around what it covers.</summary>
    public GlyphMask Trim()
    {
        var (left, top, right, bottom) = (Width, Height, -1, -1);
        for (var i = 0; i < Coverage.Length; i++)
        {
            if (Coverage[i] != 0)
            {
                var (y, x) = Math.DivRem(i, Width);
                (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
            }
        }

        if (right < 0)
        {
            return Empty;
        }

        var (width, height) = (right + 1 - left, bottom + 1 - top);
        var coverage = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            Coverage.AsSpan(((top + y) * Width) + left, width).CopyTo(coverage.AsSpan(y * width));
        }

        return new(Left + left, Top + top, width, height, coverage);
    }
}
