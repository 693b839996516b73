using CsCheck;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Rendering;
using Glyph.Rendering.Drawing;

namespace Glyph.Rendering.Tests.Drawing;

public sealed class MaskBlenderTests
{
    [Fact]
    public void AnyMaskAnywhereIsLaidByTheFormulaAndNothingElseIsTouched() => Gen.Select(
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 20]),
        Gen.Select(Gen.Int[-30, 45], Gen.Int[-15, 25]),
        Gen.Select(Gen.Int[1, 25], Gen.Int[1, 12]),
        Gen.Enum<PixelFormat>(),
        Gen.Byte,
        Gen.Int[0, 10_000]).Sample(
        (size, place, extent, format, ink, seed) =>
        {
            var random = new RandomStream(seed, "pixels");
            var color = format == PixelFormat.Grey ? new Rgb(ink, ink, ink) : new Rgb(ink, (byte)(ink * 7), (byte)(ink * 31));
            using var image = new PageImage(new PixelSize(size.Item1, size.Item2), format);
            for (var i = 0; i < image.Pixels.Length; i++)
            {
                image.Pixels[i] = format == PixelFormat.Rgba && i % 4 == 3 ? (byte)255 : (byte)random.Next(256);
            }

            var coverage = new byte[extent.Item1 * extent.Item2];
            for (var i = 0; i < coverage.Length; i++)
            {
                coverage[i] = (byte)random.Next(256);
            }

            var expected = image.Pixels.ToArray();
            byte[] channels = format == PixelFormat.Grey ? [ink] : [color.R, color.G, color.B, 255];
            for (var i = 0; i < expected.Length; i++)
            {
                var x = (i / channels.Length % size.Item1) - place.Item1;
                var y = (i / channels.Length / size.Item1) - place.Item2;
                if (x >= 0 && x < extent.Item1 && y >= 0 && y < extent.Item2)
                {
                    var share = coverage[(y * extent.Item1) + x];
                    expected[i] = (byte)(((expected[i] * (255 - share)) + (channels[i % channels.Length] * share) + 127) / 255);
                }
            }

            var mask = new GlyphMask(0, 0, extent.Item1, extent.Item2, coverage);
            MaskBlender.Blend(image, mask, place.Item1, place.Item2, new Ink(color, format));
            Assert.Equal(expected, image.Pixels.ToArray());
        });

    [Fact]
    public void EveryMixtureOfPaperInkAndCoverageIsRoundedToTheNearest()
    {
        using var image = new PageImage(new PixelSize(256, 256), PixelFormat.Grey);
        var papers = Enumerable.Range(0, 65_536).Select(i => (byte)i).ToArray();
        var mask = new GlyphMask(0, 0, 256, 256, [.. Enumerable.Range(0, 65_536).Select(i => (byte)(i >> 8))]);
        for (var ink = 0; ink < 256; ink++)
        {
            papers.CopyTo(image.Pixels);
            MaskBlender.Blend(image, mask, 0, 0, new Ink(new Rgb((byte)ink, (byte)ink, (byte)ink), PixelFormat.Grey));
            for (var i = 0; i < papers.Length; i++)
            {
                var (paper, coverage) = (i & 255, i >> 8);
                if (image.Pixels[i] != ((paper * (255 - coverage)) + (ink * coverage) + 127) / 255)
                {
                    Assert.Fail($"paper {paper}, ink {ink}, coverage {coverage}: {image.Pixels[i]}");
                }
            }
        }
    }
}
