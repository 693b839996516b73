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

    [Theory]
    [InlineData("#000000", "#FFFFFF", "#FFFFFF", 0)]
    [InlineData("#DDDDDD", "#222222", "#333333", 1.3)]
    public void APageIsGreyWhereItsColoursAreAndSaysTheSameAsInColour(string ink, string paper, string paragraph, double border)
    {
        var config = TestFonts.Small with
        {
            FontColor = Color(ink),
            PageBackground = Color(paper),
            ParagraphBackground = Color(paragraph),
            BorderWidth = border,
            AutoCropWidth = true,
        };
        using var grey = TestFonts.Renderer.Draw(TestFonts.LayOut("Grey, jumping\nfox", config)[0]);
        using var colored = TestFonts.Renderer.Draw(TestFonts.LayOut("Grey, jumping\nfox", config with { FontColor = Color(ink) with { R = 1 } })[0]);

        Assert.Equal(PixelFormat.Grey, grey.Format);
        Assert.Equal(PixelFormat.Rgba, colored.Format);
        Assert.Equal(grey.Size, colored.Size);
        for (var i = 0; i < grey.Pixels.Length; i++)
        {
            // Green and blue of the page in colour are the grey page's.
            Assert.Equal((grey.Pixels[i], grey.Pixels[i], byte.MaxValue), (colored.Pixels[(i * 4) + 1], colored.Pixels[(i * 4) + 2], colored.Pixels[(i * 4) + 3]));
        }
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

    [Theory]
    [InlineData(10, 25)]
    [InlineData(10.5, 25)]
    [InlineData(10.9, 25)]
    [InlineData(11, 26)]
    public void AGlyphStandsOnAWholeRowOfPixelsRoundedDown(double margin, int baseline)
    {
        using var image = TestFonts.Renderer.Draw(TestFonts.LayOut("HHHH", TestFonts.Small with { MarginY = margin })[0]);

        Assert.True(Darkest(image.Row(baseline - 1)) < 128);
        Assert.Equal(255, Darkest(image.Row(baseline)));
    }

    [Fact]
    public void APixelTakesTheShareOfInkThatTheOutlineCovers()
    {
        // The stem of an I in DejaVu Sans is 201 of 2,048 units wide: at 40 px an em 3.93 columns of ink in each row.
        var config = TestFonts.Small with { FontSize = 40, LineHeight = 40 };
        using var image = TestFonts.Renderer.Draw(TestFonts.LayOut("I", config)[0]);
        var row = image.Row(10 + 6 + 40 - 15);
        var ink = 0.0;
        foreach (var grey in row)
        {
            ink += (255 - grey) / 255.0;
        }

        Assert.Equal(40 * 201 / 2048.0, ink, 0.03);
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

    private static int Darkest(ReadOnlySpan<byte> greyRow)
    {
        var darkest = byte.MaxValue;
        foreach (var grey in greyRow)
        {
            darkest = Math.Min(darkest, grey);
        }

        return darkest;
    }

    private static Rgb Color(string text) => Rgb.TryParse(text, out var color) ? color : throw new ArgumentException(text, nameof(text));

    private static string Hash(PageLayout page)
    {
        using var image = TestFonts.Renderer.Draw(page);
        return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(image.Pixels));
    }
}
