using CsCheck;
using Glyph.Reading.Onnx.Images;

namespace Glyph.Reading.Tests.Onnx.Images;

public sealed class PillowResamplerTests
{
    public sealed record Resized(int Resample, int Width, int Height, long Sum, long Weighted);

    public static TheoryData<Resized> Expected => [.. TestModel.Read<Resized[]>("resampling.json")];

    [Theory]
    [MemberData(nameof(Expected))]
    public void Every_byte_is_Pillow_s(Resized expected)
    {
        using var page = new Picture(53, 64, 7, Grey: false).Draw();
        var actual = PillowResampler.Resize(RgbImage.From(page), expected.Width, expected.Height, (ResampleFilter)expected.Resample);
        Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
        Assert.Equal(expected.Sum, actual.Pixels.Sum(p => (long)p));
        Assert.Equal(expected.Weighted, actual.Pixels.Index().Sum(p => (long)p.Item * ((p.Index % 251) + 1)));
    }

    [Fact]
    public void A_flat_image_stays_flat() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 60], Gen.Int[1, 60], Gen.Int[0, 5], Gen.Byte).Sample((width, height, toWidth, toHeight, filter, grey) =>
        {
            var pixels = new byte[width * height * 3];
            pixels.AsSpan().Fill(grey);
            var resized = PillowResampler.Resize(new RgbImage(width, height, pixels), toWidth, toHeight, (ResampleFilter)filter);
            return resized.Pixels.Length == toWidth * toHeight * 3 && resized.Pixels.All(p => p == grey);
        });
}
