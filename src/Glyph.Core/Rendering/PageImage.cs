using System.Buffers;

namespace Glyph.Core.Rendering;

/// <summary>An image in memory: 8-bit RGBA, opaque, rows from top to bottom without padding. Dispose it to reuse its buffer.</summary>
public sealed class PageImage : IDisposable
{
    /// <summary>Bytes a pixel: red, green, blue, alpha.</summary>
    public const int BytesPerPixel = 4;

    private byte[]? _buffer;

    /// <summary>Creates an image whose pixels are not yet set.</summary>
    public PageImage(PixelSize size)
    {
        if (size.Width < 1 || size.Height < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, "An image has at least one pixel.");
        }

        Size = size;
        _buffer = ArrayPool<byte>.Shared.Rent(checked((int)(size.Area * BytesPerPixel)));
    }

    /// <summary>The size in pixels.</summary>
    public PixelSize Size { get; }

    /// <summary>All pixels, row by row.</summary>
    public Span<byte> Pixels => Memory.Span;

    /// <summary>All pixels, row by row.</summary>
    public Memory<byte> Memory =>
        (_buffer ?? throw new ObjectDisposedException(nameof(PageImage))).AsMemory(0, (int)(Size.Area * BytesPerPixel));

    /// <summary>One row of pixels.</summary>
    public Span<byte> Row(int y) => Pixels.Slice(y * Size.Width * BytesPerPixel, Size.Width * BytesPerPixel);

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
