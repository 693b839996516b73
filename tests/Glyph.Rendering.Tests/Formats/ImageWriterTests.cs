using System.Text;
using CsCheck;
using Glyph.Core;
using Glyph.Core.Rendering;
using SkiaSharp;

namespace Glyph.Rendering.Tests.Formats;

public sealed class ImageWriterTests
{
    private const int ColorTypeAt = 25; // signature, then IHDR: width, height, depth, colour type
    private const int Grey = 0;
    private const int Rgb = 2;
    private const int Palette = 3;

    private static readonly Gen<(int Width, int Height, PixelFormat Format, int Colors, int Seed)> Images = Gen.Select(
        Gen.Int[1, 90], Gen.Int[1, 90], Gen.Enum<PixelFormat>(), Pick.One(1, 2, 256, 257, 1000), Gen.Int[0, 1000]);

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.WebP)]
    [InlineData(ImageFormat.Raw)]
    public void AnyImageComesBackAsItWas(ImageFormat format) => Images.Sample(
        input =>
        {
            using var image = Image(input.Width, input.Height, input.Format, input.Colors, input.Seed);
            var file = Encode(image, new(format));
            Assert.Equal(Rgba(image), format == ImageFormat.Raw ? DecodeNetpbm(file, image.Size) : Decode(file, image.Size));
        },
        iter: 60);

    [Theory]
    [InlineData(PixelFormat.Grey, 256, Grey)]
    [InlineData(PixelFormat.Rgba, 1, Palette)]
    [InlineData(PixelFormat.Rgba, 256, Palette)]
    [InlineData(PixelFormat.Rgba, 257, Rgb)]
    public void PngIsGreyOrHasAPaletteWheneverTheColoursAllow(PixelFormat format, int colors, int expectedColorType)
    {
        using var image = Image(40, 30, format, colors, seed: 7);
        var png = Encode(image, ImageEncoding.Png);

        Assert.Equal((8, expectedColorType), (png[ColorTypeAt - 1], png[ColorTypeAt]));
        Assert.Equal(Rgba(image), Decode(png, image.Size));
    }

    [Fact]
    public void PngOfAColourImageThatIsGreyAfterAllIsGrey()
    {
        using var image = new PageImage(new PixelSize(3, 1));
        ((ReadOnlySpan<byte>)[0, 0, 0, 255, 90, 90, 90, 255, 255, 255, 255, 255]).CopyTo(image.Pixels);

        var png = Encode(image, ImageEncoding.Png);

        Assert.Equal(Grey, png[ColorTypeAt]);
        Assert.Equal(image.Pixels.ToArray(), Decode(png, image.Size));
    }

    [Fact]
    public void PngOfManyChunksIsWhole()
    {
        using var image = Image(700, 500, PixelFormat.Rgba, 350_000, seed: 3); // noise: a megabyte of data

        Assert.Equal(Rgba(image), Decode(Encode(image, ImageEncoding.Png), image.Size));
    }

    [Theory]
    [InlineData(PixelFormat.Grey)]
    [InlineData(PixelFormat.Rgba)]
    public void JpegIsNearWhatItWasAndSmallerAtALowerQuality(PixelFormat format)
    {
        using var image = new PageImage(new PixelSize(64, 48), format);
        image.Pixels.Fill(255);
        image.Pixels[..(image.Stride * 16)].Fill(40);
        if (format == PixelFormat.Rgba)
        {
            for (var i = 3; i < image.Pixels.Length; i += 4)
            {
                image.Pixels[i] = 255;
            }
        }

        var fine = Encode(image, new(ImageFormat.Jpeg, 95));
        var coarse = Encode(image, new(ImageFormat.Jpeg, 5));

        Assert.True(coarse.Length < fine.Length);
        Assert.All(Rgba(image).Zip(Decode(fine, image.Size)), pair => Assert.Equal(pair.First, pair.Second, 12.0));
    }

    [Theory]
    [InlineData(ImageFormat.WebP, 16_384)]
    [InlineData(ImageFormat.Jpeg, 65_501)]
    public void AnImageTooLargeForItsFormatIsOneClearError(ImageFormat format, int width)
    {
        using var image = new PageImage(new PixelSize(width, 1), PixelFormat.Grey);
        image.Pixels.Fill(255);

        var error = Assert.Throws<RenderException>(() => Encode(image, new(format)));

        Assert.Contains($"{width}x1", error.Message, StringComparison.Ordinal);
        Assert.Contains("PNG", error.Message, StringComparison.Ordinal);
    }

    private static PageImage Image(int width, int height, PixelFormat format, int colors, int seed)
    {
        var image = new PageImage(new PixelSize(width, height), format);
        var step = new RandomStream(seed, "pixels");
        for (var i = 0; i < width * height; i++)
        {
            var color = i < colors ? i : step.Next(colors);
            if (format == PixelFormat.Grey)
            {
                image.Pixels[i] = (byte)color;
            }
            else
            {
                ((ReadOnlySpan<byte>)[(byte)(color >> 16), (byte)(color >> 8), (byte)(color + 1), 255]).CopyTo(image.Pixels[(i * 4)..]);
            }
        }

        return image;
    }

    private static byte[] Encode(PageImage image, ImageEncoding encoding)
    {
        using var stream = new MemoryStream();
        TestFonts.Renderer.Encode(image, encoding, stream);
        return stream.ToArray();
    }

    private static byte[] Rgba(PageImage image) => image.Format == PixelFormat.Rgba
        ? image.Pixels.ToArray()
        : [.. image.Pixels.ToArray().SelectMany(grey => (byte[])[grey, grey, grey, 255])];

    private static byte[] Decode(byte[] file, PixelSize size)
    {
        using var decoded = SKBitmap.Decode(file, new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        return decoded.GetPixelSpan().ToArray();
    }

    private static byte[] DecodeNetpbm(byte[] file, PixelSize size)
    {
        var channels = file[1] == (byte)'5' ? 1 : 3;
        var head = Encoding.ASCII.GetBytes(FormattableString.Invariant($"P{(channels == 1 ? 5 : 6)}\n{size.Width} {size.Height}\n255\n"));
        Assert.Equal(head, file[..head.Length]);
        Assert.Equal(size.Area * channels, file.Length - head.Length);
        return [.. file.Skip(head.Length).Chunk(channels).SelectMany(p => (byte[])[p[0], p[channels / 2], p[channels - 1], 255])];
    }
}
