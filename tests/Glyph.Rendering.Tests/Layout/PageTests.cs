using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Rendering;
using Glyph.Rendering.Layout;

namespace Glyph.Rendering.Tests.Layout;

/// <summary>Where lines stand, how pages break, and how large pages are.</summary>
public sealed class PageTests
{
    [Fact]
    public void NoPageIsMadeOfNothing() =>
        Assert.All(["", " ", "\n\n \t\u00A0\r\n", "\u200B\uFEFF"], text => Assert.Empty(TestFonts.LayOut(text, TestFonts.Small)));

    [Fact]
    public void BlankLinesAreNeitherAddedNorLost()
    {
        // 10 lines a page; every source line is one line, and line 30 ends a chunk of the reference's.
        var text = string.Join('\n', Enumerable.Range(0, 35).Select(i => i is 9 or 29 or 30 ? "" : $"L{i}"));

        var pages = TestFonts.LayOut(text, TestFonts.Small);

        Assert.All(
            pages.SelectMany((page, number) => page.Lines.Zip(page.Content.Lines).Select(pair => (number, pair.First.Text, pair.Second.Baseline))),
            line =>
            {
                var expected = int.Parse(line.Text[1..], System.Globalization.CultureInfo.InvariantCulture);
                Assert.Equal((expected / 10, 16 + 9 + (10.0 * (expected % 10))), (line.number, line.Baseline));
            });
        Assert.Equal(32, pages.Sum(page => page.Lines.Count));
    }

    [Fact]
    public void ParagraphsHaveTheirOwnIndentsAndSpacing()
    {
        var config = TestFonts.Small with { FirstLineIndent = 12, LeftIndent = 5, SpaceBefore = 3, SpaceAfter = 7 };
        var page = TestFonts.LayOut("one\ntwo is longer than a line of this page\nthree", config)[0];

        Assert.Equal([33, 33, 21, 33], page.Content.Lines.Select(line => line.X));
        Assert.Equal([25, 42, 52, 69], page.Content.Lines.Select(line => line.Baseline));
    }

    [Fact]
    public void BordersStandRoundEachParagraph()
    {
        var config = TestFonts.Small with { BorderWidth = 1, BorderPadding = 2, ParagraphBorderColor = Rgb.Black, SpaceAfter = 6 };
        var page = TestFonts.LayOut("one\n\ntwo", config)[0];

        Assert.Equal([new BlockBox(16, 26), new BlockBox(48, 58)], page.Content.Blocks);
        using var image = TestFonts.Renderer.Draw(page);
        Assert.True(image.Row(60)[100] < 200, "the second box's lower edge");
        Assert.Equal(255, image.Row(42)[100]);
    }

    [Theory]
    [InlineData(Alignment.Left, 16)]
    [InlineData(Alignment.Right, 184)]
    [InlineData(Alignment.Center, 100)]
    public void AlignmentMovesTheLine(Alignment alignment, double expected)
    {
        var box = TestFonts.LayOut("short", TestFonts.Small with { Alignment = alignment })[0].Lines[0].Box;
        var actual = alignment switch { Alignment.Left => box.Left, Alignment.Right => box.Right, _ => (box.Left + box.Right) / 2 };

        Assert.Equal(expected, actual, 0.01);
    }

    [Fact]
    public void JustifiedLinesFillTheWidthButForAParagraphsLast()
    {
        var lines = TestFonts.LayOut("The quick brown fox jumps over the lazy dog and on", TestFonts.Small with { Alignment = Alignment.Justify })[0].Lines;

        Assert.Equal(184, lines[0].Box.Right, 0.01f);
        Assert.True(lines[^1].Box.Right < 170);
    }

    [Fact]
    public void HorizontalScaleSqueezesThePageAndItsBoxes()
    {
        var whole = TestFonts.LayOut("some words", TestFonts.Small with { Dpi = 96 })[0];
        var squeezed = TestFonts.LayOut("some words", TestFonts.Small with { Dpi = 96, HorizontalScale = 0.5 })[0];

        Assert.Equal(new PixelSize(267, 187), whole.Size);
        Assert.Equal(new PixelSize(133, 187), squeezed.Size);
        Assert.Equal(whole.Lines[0].Box.Right * 133 / 267, squeezed.Lines[0].Box.Right, 0.01f);
        Assert.Equal(whole.Lines[0].Box.Top, squeezed.Lines[0].Box.Top);
    }

    [Theory]
    [InlineData(733.09, 77, 784)]
    [InlineData(784 * 72.0 / 77, 77, 784)]
    [InlineData(595, 96, 794)]
    [InlineData(595.28, 72, 596)]
    [InlineData(595, 120, 992)]
    public void APageIsAsManyPixelsAsItNeedsAndNotOneMore(double points, int dpi, int pixels) =>
        Assert.Equal(pixels, TestFonts.LayOut("x", TestFonts.Small with { PageWidth = points, Dpi = dpi })[0].Size.Width);

    [Fact]
    public void EveryWholeNumberOfPixelsComesBackFromItsPoints()
    {
        for (var dpi = 40; dpi <= 200; dpi++)
        {
            for (var pixels = 28; pixels <= 2800; pixels += 28)
            {
                Assert.Equal(pixels, (TestFonts.Small with { PageWidth = pixels * 72.0 / dpi, Dpi = dpi }).FullPagePixels.Width);
            }
        }
    }

    [Fact]
    public void CropsLeaveTheMarginInPixels()
    {
        var config = TestFonts.Small with { AutoCropWidth = true, AutoCropLastPage = true, Dpi = 144 };
        var page = TestFonts.LayOut("HH", config)[0];

        // The margin of 10 pt is 20 px; an H has a side bearing of about 2 px here, and stands on its baseline at 25 pt.
        Assert.InRange(page.Size.Width, page.Lines[0].Box.Right + 18 - 2, page.Lines[0].Box.Right + 20);
        Assert.Equal(50 + 20 - 1, page.Size.Height);
    }

    [Fact]
    public void APageWithoutInkIsNotCropped()
    {
        var config = TestFonts.Small with { AutoCropWidth = true, AutoCropLastPage = true, FontColor = Rgb.White };

        Assert.Equal(new PixelSize(200, 140), TestFonts.LayOut("hidden", config)[0].Size);
    }

    [Fact]
    public void AllProblemsAreNamedAtOnce()
    {
        var config = TestFonts.Small with { FontSize = 0, Dpi = 0, Font = "No Such Font" };

        var error = Assert.Throws<InvalidInputException>(() => TestFonts.Renderer.LayOut("x", config));

        Assert.Equal(3, error.Problems.Count);
        Assert.Contains(error.Problems, problem => problem.Contains("font-path: no font is called 'No Such Font'", StringComparison.Ordinal));
    }

    [Fact]
    public void PagesAreLaidOutWhenTheyAreAskedFor()
    {
        var pages = TestFonts.Renderer.LayOut(string.Concat(Enumerable.Repeat("word ", 2_000_000)), TestFonts.Small);

        Assert.Equal([1, 2], pages.Take(2).Select(page => page.Number));
    }
}
