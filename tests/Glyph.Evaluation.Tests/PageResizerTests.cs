using CsCheck;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Tests;

public sealed class PageResizerTests
{
    [Fact]
    public void A_page_that_has_the_size_is_handed_through()
    {
        using var page = Page(30, 20, (x, y) => (byte)(x * y));

        Assert.Same(page, PageResizer.Resize(page, new PixelSize(30, 20)));
        Assert.Equal(38, page.Row(2)[(19 * page.BytesPerPixel) + 1]); // still there
    }

    [Fact]
    public void A_step_is_resampled_with_the_cubic_kernel()
    {
        // Enlarged twice, output samples lie at quarters: the kernel (a = -1/2) at 1/4, 3/4, 5/4 and 7/4 of a pixel
        // weighs 0.8671875, 0.2265625, -0.0703125 and -0.0234375. Down-scaled by two it covers eight pixels.
        using var larger = PageResizer.Resize(Page(8, 1, (x, _) => x < 4 ? (byte)0 : (byte)255), new PixelSize(16, 1));
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 52, 203, 255, 255, 255], Red(larger, 0).Skip(0).Take(12).Select((v, i) => i < 5 ? 0 : (int)v));
        using var smaller = PageResizer.Resize(Page(16, 1, (x, _) => x < 8 ? (byte)0 : (byte)255), new PixelSize(8, 1));
        Assert.Equal([0, 0, 0, 0, 255, 255, 255, 255], Red(smaller, 0).Select(v => v < 30 ? 0 : v > 225 ? 255 : v));
    }

    [Fact]
    public void Any_page_is_resampled_like_the_plain_formula() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[0, 1000]).Sample((width, height, toWidth, toHeight, seed) =>
        {
            byte At(int x, int y) => (byte)(((x * 73) + (y * 151) + (x * y * 31) + seed) % 256);
            var expected = Plain(width, height, toWidth, toHeight, At);
            using var actual = PageResizer.Resize(Page(width, height, At), new PixelSize(toWidth, toHeight));
            for (var y = 0; y < toHeight; y++)
            {
                for (var x = 0; x < toWidth; x++)
                {
                    Assert.Equal(expected[y, x], actual.Row(y)[x * actual.BytesPerPixel], 2.0); // a half may round either way in each pass
                    Assert.Equal(255, actual.Row(y)[(x * actual.BytesPerPixel) + 3]);
                }
            }
        });

    [Fact]
    public void A_grey_page_gives_the_numbers_that_it_would_give_in_colour() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 40]).Sample((width, height, toWidth, toHeight) =>
        {
            byte At(int x, int y) => (byte)((x * 73) ^ (y * 151));
            var grey = new PageImage(new PixelSize(width, height), PixelFormat.Grey);
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    grey.Row(y)[x] = At(x, y);
                }
            }

            using var small = PageResizer.Resize(grey, new PixelSize(toWidth, toHeight));
            using var colored = PageResizer.Resize(Page(width, height, At), new PixelSize(toWidth, toHeight));
            Assert.Equal(PixelFormat.Grey, small.Format);
            Assert.Equal(colored.Pixels.ToArray().Chunk(4).Select(pixel => pixel[0]), small.Pixels.ToArray());
        });

    private static IEnumerable<byte> Red(PageImage page, int y) => page.Row(y).ToArray().Chunk(page.BytesPerPixel).Select(pixel => pixel[0]);

    private static PageImage Page(int width, int height, Func<int, int, byte> value)
    {
        var page = new PageImage(new PixelSize(width, height));
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                page.Row(y).Slice(x * page.BytesPerPixel, 3).Fill(value(x, y));
                page.Row(y)[(x * page.BytesPerPixel) + 3] = 255;
            }
        }

        return page;
    }

    /// <summary>The definition, in doubles and without reuse: each output sample is a normalised sum over the kernel's reach.</summary>
    private static double[,] Plain(int width, int height, int toWidth, int toHeight, Func<int, int, byte> value)
    {
        var across = new double[height, toWidth];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < toWidth; x++)
            {
                across[y, x] = Sample(width, toWidth, x, i => value(i, y));
            }
        }

        var result = new double[toHeight, toWidth];
        for (var y = 0; y < toHeight; y++)
        {
            for (var x = 0; x < toWidth; x++)
            {
                result[y, x] = Sample(height, toHeight, y, i => across[i, x]);
            }
        }

        return result;
    }

    private static double Sample(int length, int toLength, int index, Func<int, double> value)
    {
        var scale = (double)length / toLength;
        var center = (index + 0.5) * scale;
        double sum = 0, weights = 0;
        for (var i = 0; i < length; i++)
        {
            var weight = Kernel((i + 0.5 - center) / Math.Max(1, scale));
            sum += weight * value(i);
            weights += weight;
        }

        return Math.Clamp(Math.Floor((sum / weights) + 0.5), 0, 255);
    }

    private static double Kernel(double x)
    {
        x = Math.Abs(x);
        return x < 1 ? (1.5 * x * x * x) - (2.5 * x * x) + 1 : x < 2 ? (-0.5 * x * x * x) + (2.5 * x * x) - (4 * x) + 2 : 0;
    }
}
