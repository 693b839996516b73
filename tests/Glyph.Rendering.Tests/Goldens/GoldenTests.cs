using Glyph.Core.Configs;
using Glyph.Core.Rendering;
using Glyph.Rendering.Layout;

namespace Glyph.Rendering.Tests.Goldens;

/// <summary>What the Glyph authors' renderer really produced, page by page and line by line.</summary>
public sealed class GoldenTests
{
    private const double Points = 0.75;
    private const int Pixels = 1;

    public static TheoryData<string> Latin() => new(
        "c01_en_default_72__DejaVuSans",
        "c02_en_default_96__DejaVuSans",
        "c03_fs7_dpi120__DejaVuSans",
        "c04_fs12_m40_justify_nocrop__DejaVuSans",
        "c05_center_m40__DejaVuSans",
        "c06_right_dpi96__DejaVuSans",
        "c07_hscale08_justify_dpi96__DejaVuSans",
        "c08_firstindent20_justify__DejaVuSans",
        "c09_left15_right25__DejaVuSans",
        "c10_space_border_colors__DejaVuSans",
        "c11_newline_red__DejaVuSans",
        "c12_crop_off__DejaVuSans",
        "c13_edge_mixed__DejaVuSans",
        "c14_edge_mixed_justify_red_96__DejaVuSans",
        "c15_dark_fs8_defaultleading__DejaVuSans",
        "c16_small_page_400x300__DejaVuSans");

    [Theory]
    [MemberData(nameof(Latin))]
    public void AsGlyphEveryPageIsTheReferences(string name)
    {
        var golden = Load(name);
        var pages = TestFonts.LayOut(golden.Text, golden.Config, LayoutCompatibility.Glyph);

        Assert.Equal(golden.Pages.Count, pages.Count);
        AssertSize(golden.Uncropped, golden.Config.FullPagePixels);
        Assert.All(pages.Zip(golden.Pages), pair => AssertPage(pair.Second, pair.First, golden.Config));
    }

    [Theory]
    [InlineData("c04_fs12_m40_justify_nocrop__DejaVuSans")]
    [InlineData("c05_center_m40__DejaVuSans")]
    [InlineData("c06_right_dpi96__DejaVuSans")]
    [InlineData("c11_newline_red__DejaVuSans")]
    [InlineData("c12_crop_off__DejaVuSans")]
    [InlineData("c13_edge_mixed__DejaVuSans")]
    [InlineData("c14_edge_mixed_justify_red_96__DejaVuSans")]
    [InlineData("c16_small_page_400x300__DejaVuSans")]
    public void ByDefaultEveryLineIsTheReferencesWhereNoDefectShows(string name)
    {
        var golden = Load(name);
        var pages = TestFonts.LayOut(golden.Text, golden.Config);

        Assert.Equal(golden.Pages.Count, pages.Count);
        Assert.All(pages.Zip(golden.Pages), pair => AssertLines(pair.Second, pair.First, golden.Config));
    }

    [Theory]
    [InlineData("c01_en_default_72__DejaVuSans")]
    [InlineData("c02_en_default_96__DejaVuSans")]
    [InlineData("c03_fs7_dpi120__DejaVuSans")]
    [InlineData("c07_hscale08_justify_dpi96__DejaVuSans")]
    [InlineData("c09_left15_right25__DejaVuSans")]
    [InlineData("c15_dark_fs8_defaultleading__DejaVuSans")]
    public void ByDefaultAGhostLineMovesLinesToOtherPagesButChangesNone(string name)
    {
        var golden = Load(name);
        var pages = TestFonts.LayOut(golden.Text, golden.Config);

        Assert.Equal(golden.Pages.Count, pages.Count);
        Assert.Equal(
            golden.Pages.SelectMany(page => page.Lines).Select(line => line.Text),
            pages.SelectMany(page => page.Lines).Select(line => line.Text),
            StringComparer.Ordinal);
    }

    [Fact]
    public void ChineseLinesBreakAsTheReferences()
    {
        var golden = Load("c20_zh_tall_page_no_split__wqy-microhei-subset");
        var page = Assert.Single(TestFonts.LayOut(golden.Text, golden.Config));

        Assert.Equal(golden.Pages[0].Lines.Select(line => line.Text), page.Lines.Select(line => line.Text), StringComparer.Ordinal);
    }

    private static GoldenCase Load(string name)
    {
        Assert.SkipWhen(GoldenFolder.Path is null, "the reference's output (../shared/goldens, or GLYPH_GOLDENS) is not here");
        return GoldenCase.Load(GoldenFolder.Path!, name);
    }

    private static void AssertPage(GoldenPage expected, GlyphPage actual, RenderConfig config)
    {
        AssertLines(expected, actual, config);
        AssertSize(expected.Size, actual.Size);
    }

    private static void AssertSize(PixelSize expected, PixelSize actual)
    {
        Assert.InRange(actual.Width, expected.Width - Pixels, expected.Width + Pixels);
        Assert.InRange(actual.Height, expected.Height - Pixels, expected.Height + Pixels);
    }

    private static void AssertLines(GoldenPage expected, GlyphPage actual, RenderConfig config)
    {
        Assert.Equal(expected.Lines.Select(line => line.Text), actual.Lines.Select(line => line.Text), StringComparer.Ordinal);
        Assert.All(expected.Lines.Zip(actual.Content.Lines), pair =>
        {
            var (reference, line) = pair;
            Assert.Equal(reference.Width, line.Width * actual.Context.PointsPerUnit, Points);
            Assert.Equal(reference.X, line.X, Points);
            Assert.Equal(config.PageHeight - reference.BaselineFromBottom, line.Baseline, Points);
            Assert.Equal(reference.Extra, line.Extra, 0.01);
        });
    }
}
