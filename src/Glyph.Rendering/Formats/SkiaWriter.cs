using Glyph.Core;
using Glyph.Core.Rendering;
using SkiaSharp;

namespace Glyph.Rendering.Formats;

/// <summary>Writes images as WebP and JPEG, with Skia.</summary>
internal static class SkiaWriter
{
    // The longest sides that the formats can state.
    private const int LongestWebP = 16_383;
    private const int LongestJpeg = 65_500;

    // For lossless WebP Skia's quality is effort; more of it makes a page of text 5 % smaller and takes many times as long.
    private static readonly SKWebpEncoderOptions Lossless = new(SKWebpEncoderCompression.Lossless, quality: 0);

    /// <summary>Writes an image.</summary>
    public static unsafe void Write(PageImage image, ImageEncoding encoding, Stream stream)
    {
        var longest = encoding.Format == ImageFormat.WebP ? LongestWebP : LongestJpeg;
        if (Math.Max(image.Size.Width, image.Size.Height) > longest)
        {
            throw new RenderException(FormattableString.Invariant(
                $"a page of {image.Size} px is too large for {encoding.Format}, whose sides are at most {longest} px; write PNG, or give a smaller page size or dpi"));
        }

        using var pin = image.Memory.Pin();
        var type = image.Format == PixelFormat.Grey ? SKColorType.Gray8 : SKColorType.Rgba8888;
        var info = new SKImageInfo(image.Size.Width, image.Size.Height, type, SKAlphaType.Opaque);
        using var pixmap = new SKPixmap(info, (nint)pin.Pointer, image.Stride);
        using var data = encoding.Format == ImageFormat.WebP ? pixmap.Encode(Lossless) : pixmap.Encode(new SKJpegEncoderOptions(encoding.Quality));
        if (data is null)
        {
            throw new RenderException($"a page of {image.Size} px could not be encoded as {encoding.Format}");
        }

        data.SaveTo(stream);
    }
}
