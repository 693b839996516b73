using System.Buffers;
using Glyph.Core;
using Glyph.Core.Rendering;
using SkiaSharp;

namespace Glyph.Rendering.Drawing;

/// <summary>Writes images as PNG: 8-bit grey where every pixel is grey, else 8-bit RGB.</summary>
internal static class PngWriter
{
    // Text compresses well without prediction, and the lowest level costs a third of the default's time.
    private static readonly SKPngEncoderOptions Fast = new(SKPngEncoderFilterFlags.NoFilters, zLibLevel: 1);

    /// <summary>Writes an image.</summary>
    public static void Write(PageImage image, Stream stream)
    {
        var grey = ArrayPool<byte>.Shared.Rent((int)image.Size.Area);
        try
        {
            if (TryToGrey(image.Pixels, grey))
            {
                Encode(grey, image.Size, SKColorType.Gray8, stream);
            }
            else
            {
                Encode(image.Memory, image.Size, SKColorType.Rgba8888, stream);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(grey);
        }
    }

    private static bool TryToGrey(ReadOnlySpan<byte> pixels, Span<byte> grey)
    {
        for (int from = 0, to = 0; from < pixels.Length; from += PageImage.BytesPerPixel, to++)
        {
            var value = pixels[from];
            if (value != pixels[from + 1] || value != pixels[from + 2])
            {
                return false;
            }

            grey[to] = value;
        }

        return true;
    }

    private static unsafe void Encode(ReadOnlyMemory<byte> pixels, PixelSize size, SKColorType type, Stream stream)
    {
        using var pin = pixels.Pin();
        var info = new SKImageInfo(size.Width, size.Height, type, SKAlphaType.Opaque);
        using var pixmap = new SKPixmap(info, (nint)pin.Pointer, info.RowBytes);
        using var data = pixmap.Encode(Fast) ?? throw new RenderException($"an image of {size} px could not be encoded as PNG");
        data.SaveTo(stream);
    }
}
