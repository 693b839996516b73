namespace Glyph.Rendering.Drawing;

/// <summary>How much of each pixel around its origin a glyph covers.</summary>
internal sealed class GlyphMask
{
    /// <summary>Rows are padded to a multiple of as many columns, so that they can be laid over a page eight pixels at a time.</summary>
    public const int Block = 8;

    /// <summary>Creates a mask.</summary>
    /// <param name="left">The first column, counted from the origin's pixel.</param>
    /// <param name="top">The first row, counted from the baseline: the row above it is -1.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="coverage">0 (not at all) to 255 (wholly), row by row.</param>
    public GlyphMask(int left, int top, int width, int height, ReadOnlySpan<byte> coverage)
    {
        Left = left;
        Top = top;
        Width = width;
        Height = height;
        Stride = (width + Block - 1) / Block * Block;
        Coverage = new byte[Stride * height];
        for (var y = 0; y < height; y++)
        {
            coverage.Slice(y * width, width).CopyTo(Coverage.AsSpan(y * Stride));
        }
    }

    /// <summary>The mask of a glyph without ink.</summary>
    public static GlyphMask Empty { get; } = new(0, 0, 0, 0, []);

    /// <summary>A mask without the empty rows and columns around what it covers.</summary>
    /// <param name="left">The first column of the coverage.</param>
    /// <param name="top">The first row of the coverage.</param>
    /// <param name="width">Columns of the coverage.</param>
    /// <param name="coverage">0 (not at all) to 255 (wholly), row by row.</param>
    public static GlyphMask Trimmed(int left, int top, int width, ReadOnlySpan<byte> coverage)
    {
        var (firstColumn, firstRow, lastColumn, lastRow) = (width, coverage.Length, -1, -1);
        for (var i = 0; i < coverage.Length; i++)
        {
            if (coverage[i] != 0)
            {
                var (y, x) = Math.DivRem(i, width);
                (firstColumn, firstRow) = (Math.Min(firstColumn, x), Math.Min(firstRow, y));
                (lastColumn, lastRow) = (Math.Max(lastColumn, x), Math.Max(lastRow, y));
            }
        }

        if (lastColumn < 0)
        {
            return Empty;
        }

        var (columns, rows) = (lastColumn + 1 - firstColumn, lastRow + 1 - firstRow);
        var kept = new byte[columns * rows];
        for (var y = 0; y < rows; y++)
        {
            coverage.Slice(((firstRow + y) * width) + firstColumn, columns).CopyTo(kept.AsSpan(y * columns));
        }

        return new(left + firstColumn, top + firstRow, columns, rows, kept);
    }

    /// <summary>The first column, counted from the origin's pixel.</summary>
    public int Left { get; }

    /// <summary>The first row, counted from the baseline: the row above it is -1.</summary>
    public int Top { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns with the padding, which covers nothing.</summary>
    public int Stride { get; }

    /// <summary>0 (not at all) to 255 (wholly), row by row, <see cref="Stride"/> bytes each.</summary>
    public byte[] Coverage { get; }
}
