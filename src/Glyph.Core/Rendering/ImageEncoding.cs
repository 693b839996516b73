namespace Glyph.Core.Rendering;

/// <summary>The file formats of pages.</summary>
public enum ImageFormat
{
    /// <summary>PNG: 8-bit grey, a palette where a page has at most 256 colours, or else 8-bit RGB.</summary>
    Png,

    /// <summary>Lossless WebP. Sides of at most 16,383 pixels.</summary>
    WebP,

    /// <summary>Baseline JPEG; lossy. Sides of at most 65,500 pixels.</summary>
    Jpeg,

    /// <summary>Pixels as they are, behind a header of size and depth: binary netpbm, PGM (<c>P5</c>) where grey, else PPM (<c>P6</c>).</summary>
    Raw,
}

/// <summary>How an image is written to a file.</summary>
/// <param name="Format">The file format.</param>
/// <param name="Quality">JPEG's quality, 1 to 100. Default 90. The other formats lose nothing and ignore it.</param>
public sealed record ImageEncoding(ImageFormat Format, int Quality = ImageEncoding.DefaultQuality)
{
    /// <summary>The quality of a JPEG file unless another is asked for.</summary>
    public const int DefaultQuality = 90;

    /// <summary>PNG.</summary>
    public static ImageEncoding Png { get; } = new(ImageFormat.Png);

    /// <summary>The usual file name extension, with its dot.</summary>
    /// <param name="pixels">What is to be written.</param>
    public string Extension(PixelFormat pixels) => Format switch
    {
        ImageFormat.Png => ".png",
        ImageFormat.WebP => ".webp",
        ImageFormat.Jpeg => ".jpg",
        _ => pixels == PixelFormat.Grey ? ".pgm" : ".ppm",
    };
}
