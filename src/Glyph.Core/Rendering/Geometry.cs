namespace Glyph.Core.Rendering;

/// <summary>The size of an image in pixels.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
public readonly record struct PixelSize(int Width, int Height)
{
    /// <summary>Width times height.</summary>
    public long Area => (long)Width * Height;

    /// <summary><c>WIDTHxHEIGHT</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Width}x{Height}");
}

/// <summary>A rectangle on a page in pixels; y grows downwards; edges may lie between pixels.</summary>
/// <param name="Left">The left edge.</param>
/// <param name="Top">The top edge.</param>
/// <param name="Right">The right edge.</param>
/// <param name="Bottom">The bottom edge.</param>
public readonly record struct PixelBox(float Left, float Top, float Right, float Bottom)
{
    /// <summary>The box in an image that was resized from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public PixelBox Scale(PixelSize from, PixelSize to)
    {
        var x = (float)to.Width / from.Width;
        var y = (float)to.Height / from.Height;
        return new PixelBox(Left * x, Top * y, Right * x, Bottom * y);
    }
}

/// <summary>A part of a source text, in UTF-16 code units.</summary>
/// <param name="Start">The first unit.</param>
/// <param name="Length">How many units.</param>
public readonly record struct SourceSpan(int Start, int Length)
{
    /// <summary>The first unit after the span.</summary>
    public int End => Start + Length;
}
