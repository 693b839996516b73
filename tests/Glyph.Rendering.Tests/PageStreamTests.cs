using Glyph.Core.Rendering;
using SkiaSharp;

namespace Glyph.Rendering.Tests;

public sealed class PageStreamTests
{
    private static readonly string Text = string.Concat(Enumerable.Range(0, 2000).Select(i => $"word{i} "));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task PagesComeInOrderWithTheirLinesAndTheBytesOfTheirFiles(int threads)
    {
        var expected = TestFonts.LayOut(Text, TestFonts.Small);
        var number = 0;
        await foreach (var page in TestFonts.Renderer.RenderAsync(Text, TestFonts.Small, ImageEncoding.Png, threads, TestContext.Current.CancellationToken))
        {
            var layout = expected[number++];
            Assert.Equal(number, page.Layout.Number);
            Assert.Equal(layout.Lines.Select(line => (line.Source, line.Text)), page.Layout.Lines.Select(line => (line.Source, line.Text)));
            using var image = TestFonts.Renderer.Draw(layout);
            using var decoded = SKBitmap.Decode(page.Data.Span, new SKImageInfo(layout.Size.Width, layout.Size.Height, SKColorType.Gray8, SKAlphaType.Opaque));
            Assert.True(image.Pixels.SequenceEqual(decoded.GetPixelSpan()[..image.Pixels.Length]));
        }

        Assert.Equal(expected.Count, number);
    }
}
