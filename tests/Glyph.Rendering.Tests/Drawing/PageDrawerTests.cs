using Glyph.Core.Configs;
using Glyph.Core.Rendering;

namespace Glyph.Rendering.Tests.Drawing;

/// <summary>What pages look like.</summary>
public sealed class PageDrawerTests
{
    [Fact]
    public void APageIsOpaqueAndHasItsColours()
    {
        var config = TestFonts.Small with { PageBackground = new Rgb(1, 2, 3), ParagraphBackground = new Rgb(9, 8, 7), FontColor = Rgb.White };
        using var image = TestFonts.Renderer.Draw(TestFonts.LayOut("I", config)[0]);

        Assert.Equal([1, 2, 3, 255], image.Row(139)[^4..].ToArray());
        Assert.Equal([9, 8, 7, 255], image.Row(20).Slice(100 * 4, 4).ToArray());
        Assert.Contains(Enumerable.Range(0, 140), y => image.Row(y)[17 * 4] > 100 || image.Row(y)[18 * 4] > 100);
    }

    [Fact]
    public void DescendersAreNotPaintedOverByTheNextParagraph()
    {
        var config = TestFonts.Small with { ParagraphBackground = new Rgb(230, 230, 230), SpaceBefore = 0.01, LineHeight = 9 };
        using var alone = TestFonts.Renderer.Draw(TestFonts.LayOut("ggg", config)[0]);
        using var followed = TestFonts.Renderer.Draw(TestFonts.LayOut("ggg\n.", config)[0]);

        // The descender of the first line lies below its own paragraph: rows 25 to 27.
        for (var y = 25; y < 27; y++)
        {
            Assert.Equal(Darkest(alone.Row(y)), Darkest(followed.Row(y)), 25.0);
        }
    }

    [Fact]
    public void TheBaselineIsNotSnappedToAPixel()
    {
        // Baselines at 25.0 and 25.5 px: were they snapped, one picture would be the other moved by whole pixels.
        using var whole = TestFonts.Renderer.Draw(TestFonts.LayOut("HHHH", TestFonts.Small)[0]);
        using var half = TestFonts.Renderer.Draw(TestFonts.LayOut("HHHH", TestFonts.Small with { MarginY = 10.5 })[0]);

        Assert.True(Darkest(whole.Row(24)) < 128);
        Assert.Equal(255, Darkest(whole.Row(25)));
        Assert.InRange(Darkest(half.Row(25)), 60, 230);
    }

    [Fact]
    public void PagesCanBeDrawnAtTheSameTime()
    {
        var text = string.Concat(Enumerable.Range(0, 400).Select(i => $"word{i} 中文é "));
        var pages = TestFonts.LayOut(text, TestFonts.SmallChinese);
        var expected = pages.Select(Hash).ToList();
        using var fresh = new PageRenderer(TestFonts.Catalog);

        Parallel.For(0, 8, _ => Assert.Equal(expected, fresh.LayOut(text, TestFonts.SmallChinese).Select(Hash), StringComparer.Ordinal));
    }

    private static int Darkest(ReadOnlySpan<byte> row)
    {
        var darkest = 255;
        for (var i = 0; i < row.Length; i += PageImage.BytesPerPixel)
        {
            darkest = Math.Min(darkest, row[i]);
        }

        return darkest;
    }

    private static string Hash(PageLayout page)
    {
        using var image = TestFonts.Renderer.Draw(page);
        return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(image.Pixels));
    }
}
