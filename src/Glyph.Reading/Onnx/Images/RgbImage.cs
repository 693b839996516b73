using Glyph.Core.Rendering;

namespace Glyph.Reading.Onnx.Images;

/// <summary>An image of three bytes a pixel, red, green and blue, row by row.</summary>
internal sealed record RgbImage(int Width, int Height, byte[] Pixels)
{
    /// <summary>Copies a page.</summary>
    public static RgbImage From(PageImage page)
    {
        var source = page.Pixels;
        var pixels = new byte[checked((int)(page.Size.Area * 3))];
        var step = page.BytesPerPixel;
        var isGrey = page.Format == PixelFormat.Grey;
        for (int from = 0, to = 0; from < source.Length; from += step, to += 3)
        {
            pixels[to] = source[from];
            pixels[to + 1] = source[isGrey ? from : from + 1];
            pixels[to + 2] = source[isGrey ? from : from + 2];
        }

        return new RgbImage(page.Size.Width, page.Size.Height, pixels);
    }

    /// <summary>Cuts a rectangle out.</summary>
    public RgbImage Crop(int left, int top, int width, int height)
    {
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            Pixels.AsSpan((((top + y) * Width) + left) * 3, width * 3).CopyTo(pixels.AsSpan(y * width * 3));
        }

        return new RgbImage(width, height, pixels);
    }
}
