using Glyph.Core.Rendering;

namespace Glyph.Rendering.Formats;

/// <summary>Writes images in every <see cref="ImageFormat"/>.</summary>
internal static class ImageWriter
{
    /// <summary>Writes an image.</summary>
    public static void Write(PageImage image, ImageEncoding encoding, Stream stream)
    {
        switch (encoding.Format)
        {
            case ImageFormat.Png:
                PngWriter.Write(image, stream);
                break;
            case ImageFormat.Raw:
                NetpbmWriter.Write(image, stream);
                break;
            default:
                SkiaWriter.Write(image, encoding, stream);
                break;
        }
    }
}
