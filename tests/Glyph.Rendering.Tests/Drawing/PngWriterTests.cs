using Glyph.Core.Configs;
using Glyph.Core.Rendering;
using SkiaSharp;

namespace Glyph.Rendering.Tests.Drawing;

public sealed class PngWriterTests
{
    private const int ColourTypeAt = 25; // signature, then IHDR: width, height, depth, colour type

    [Theory]
    [InlineData("#000000", 0)]
    [InlineData("#102030", 2)]
    public void AnImageComesBackAsItWasAndGreyIsStoredAsGrey(string color, byte expectedColourType)
    {
        Assert.True(Rgb.TryParse(color, out var ink));
        using var image = TestFonts.Renderer.Draw(TestFonts.LayOut("Some text, twice", TestFonts.Small with { FontColor = ink })[0]);
        using var stream = new MemoryStream();

        TestFonts.Renderer.EncodePng(image, stream);

        var png = stream.ToArray();
        Assert.Equal((8, expectedColourType), (png[ColourTypeAt - 1], png[ColourTypeAt]));
        using var decoded = SKBitmap.Decode(png, new SKImageInfo(image.Size.Width, image.Size.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Assert.True(image.Pixels.SequenceEqual(decoded.GetPixelSpan()));
    }

    [Fact]
    public void OnePixelIsAnImage()
    {
        using var image = new PageImage(new PixelSize(1, 1));
        image.Pixels.Fill(255);
        using var stream = new MemoryStream();

        TestFonts.Renderer.EncodePng(image, stream);

        Assert.True(stream.Length > 40);
    }
}
