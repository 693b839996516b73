using Glyph.Core.Configs;
using Glyph.Core.Rendering;
using Glyph.Rendering.Layout;

namespace Glyph.Rendering.Tests.Layout;

/// <summary>Text in columns, below an instruction, on whole cells.</summary>
public sealed class ColumnTests
{
    // 188 pt between the margins' frames of a 220 pt page; two columns of 90 and a gap of 8.
    private static readonly RenderConfig TwoColumns = TestFonts.Small with { PageWidth = 220, Columns = 2, ColumnGap = 8 };

    [Fact]
    public void TextFlowsDownOneColumnAndThenTheNext()
    {
        var pages = TestFonts.LayOut(string.Join('\n', Enumerable.Range(0, 25).Select(i => $"L{i}")), TwoColumns);

        // Ten lines a column.
        Assert.Equal([20, 5], pages.Select(page => page.Lines.Count));
        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"L{i}"), pages.SelectMany(page => page.Lines).Select(line => line.Text), StringComparer.Ordinal);
        Assert.Equal(
            Enumerable.Range(0, 20).Select(i => (i < 10 ? 16.0 : 114.0, 25 + (10.0 * (i % 10)))),
            pages[0].Content.Lines.Select(line => (line.X, line.Baseline)));
    }

    [Fact]
    public void AlignmentAndIndentsHoldWithinAColumn()
    {
        var lines = TestFonts.LayOut(string.Concat(Enumerable.Repeat("word\n", 11)), TwoColumns with { Alignment = Alignment.Right, RightIndent = 5 })[0].Lines;

        Assert.Equal(16 + 90 - 5, lines[0].Box.Right, 0.01f);
        Assert.Equal(114 + 90 - 5, lines[10].Box.Right, 0.01f);
    }

    [Fact]
    public void BoxesStandInTheirColumn()
    {
        var page = TestFonts.LayOut(string.Concat(Enumerable.Repeat("word\n", 11)), TwoColumns with { ParagraphBackground = new Rgb(9, 9, 9), FontColor = Rgb.White })[0];
        using var image = TestFonts.Renderer.Draw(page);

        Assert.Equal([new BlockBox(16, 116), new BlockBox(16, 26, 1)], page.Content.Blocks);
        Assert.Equal([255, 9, 9, 255, 9, 9, 255], new[] { 15, 16, 105, 107, 115, 203, 204 }.Select(x => (int)image.Row(17)[x * image.BytesPerPixel]));
    }

    [Fact]
    public void AWidthCropKeepsTheLastColumnAndALastPageCropTheLongest()
    {
        var page = Assert.Single(TestFonts.LayOut(string.Concat(Enumerable.Repeat("HH\n", 11)), TwoColumns with { AutoCropWidth = true, AutoCropLastPage = true }));

        Assert.InRange(page.Size.Width, 114 + 10, 220 - 60);
        Assert.Equal(115 + 10 - 1, page.Size.Height);
    }

    [Fact]
    public void AnInstructionStandsAboveTheTextAndIsNoPartOfIt()
    {
        var text = string.Join('\n', Enumerable.Range(0, 12).Select(i => $"L{i}"));
        var config = TestFonts.Small with { Instruction = "Read this page:", LeftIndent = 30 };
        var pages = TestFonts.LayOut(text, config);

        Assert.Equal([9, 3], pages.Select(page => page.Lines.Count));
        Assert.Equal(35, pages[1].Content.Lines[0].Baseline);
        foreach (var page in pages)
        {
            using var image = TestFonts.Renderer.Draw(page);
            using var without = TestFonts.Renderer.Draw(TestFonts.LayOut(text, config with { Instruction = "," })[page.Number - 1]);
            Assert.False(image.Row(22).SequenceEqual(without.Row(22)), "the instruction's row");
            Assert.True(image.Row(32).SequenceEqual(without.Row(32)), "the first line's row");
        }
    }

    [Fact]
    public void AWidthCropKeepsTheInstruction()
    {
        var config = TestFonts.Small with { AutoCropWidth = true };
        var size = TestFonts.LayOut("i", config with { Instruction = "A long instruction" })[0].Size;

        Assert.Equal(TestFonts.LayOut("A long instruction", config)[0].Size, size);
    }

    [Fact]
    public void AnInstructionThatDoesNotFitIsAProblem()
    {
        var problem = Assert.Single(TestFonts.Renderer.Problems(TestFonts.Small with { Instruction = new string('x', 60) }));

        Assert.StartsWith("instruction is wider than the 168 pt between the page's margins", problem, StringComparison.Ordinal);
        Assert.Empty(TestFonts.Renderer.Problems(TestFonts.Small with { Instruction = "x x" }));
    }

    [Theory]
    [InlineData(1, 72, 196, 140)]
    [InlineData(0.8, 96, 196, 168)]
    [InlineData(1.5, 72, 280, 140)]
    public void APageOnAGridHasWholeCells(double scale, int dpi, int width, int height)
    {
        var config = TestFonts.Small with { PageGrid = 28, HorizontalScale = scale, Dpi = dpi };
        var page = TestFonts.LayOut("word", config with { Alignment = Alignment.Right })[0];

        // Text keeps its margin from what the image shows of the page.
        Assert.Equal(new PixelSize(width, height), page.Size);
        Assert.Equal(width - (16 * config.PixelsPerPointX), page.Lines[0].Box.Right, 0.01);
    }

    [Fact]
    public void ACroppedPageOnAGridIsFilledUp()
    {
        var config = TestFonts.Small with { AutoCropWidth = true, AutoCropLastPage = true };
        var free = TestFonts.LayOut("word", config)[0].Size;
        var grid = TestFonts.LayOut("word", config with { PageGrid = 28 })[0].Size;

        Assert.Equal(new PixelSize((free.Width + 27) / 28 * 28, (free.Height + 27) / 28 * 28), grid);
    }
}
