using System.Buffers;

namespace Glyph.Core.Rendering;

/// <summary>How an image keeps a pixel.</summary>
public enum PixelFormat
{
    /// <summary>One byte: 0 is black, 255 white.</summary>
    Grey,

    /// <summary>Four bytes: red, green, blue, and an alpha of 255.</summary>
    Rgba,
}

/// <summary>
/// An image in memory: 8 bits a channel, opaque, rows from top to bottom without padding. Dispose it to reuse its buffer.
/// </summary>
public sealed class PageImage : IDisposable
{
    private readonly int _length;
    private byte[]? _buffer;

    /// <summary>Creates an image whose pixels are not yet set.</summary>
    /// <param name="size">The size, at least one pixel.</param>
    /// <param name="format">How a pixel is kept. A grey image says the same as an RGBA image of equal channels, in a quarter of the bytes.</param>
    public PageImage(PixelSize size, PixelFormat format = PixelFormat.Rgba)
    {
        if (size.Width < 1 || size.Height < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, "An image has at least one pixel.");
        }

        Size = size;
        Format = format;
        _length = checked((int)(size.Area * BytesPerPixel));
        _buffer = ArrayPool<byte>.Shared.Rent(_length);
    }

    /// <summary>The size in pixels.</summary>
    public PixelSize Size { get; }

    /// <summary>How a pixel is kept.</summary>
    public PixelFormat Format { get; }

    /// <summary>Bytes a pixel: 1 where grey, else 4.</summary>
    public int BytesPerPixel => Format == PixelFormat.Grey ? 1 : 4;

    /// <summary>Bytes a row.</summary>
    public int Stride => Size.Width * BytesPerPixel;

    /// <summary>All pixels, row by row.</summary>
    public Span<byte> Pixels => Memory.Span;

    /// <summary>All pixels, row by row.</summary>
    public Memory<byte> Memory => (_buffer ?? throw new ObjectDisposedException(nameof(PageImage))).AsMemory(0, _length);

    /// <summary>One row of pixels.</summary>
    public Span<byte> Row(int y) => Pixels.Slice(y * Stride, Stride);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_buffer is { } buffer)
        {
            _buffer = null;
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
