using CsCheck;
using Glyph.Core.Configs;
using Glyph.Core.Rendering;

namespace Glyph.Core.Tests.Configs;

public sealed class RenderConfigTests
{
    [Fact]
    public void The_hash_of_the_published_config_never_changes() =>
        Assert.Equal("1a057543d20e5430", RenderConfig.Published().Hash());

    [Fact]
    public void Two_configs_have_one_hash_exactly_when_they_are_equal() =>
        Gen.Select(RenderConfigGen.Any, RenderConfigGen.Any).Sample((a, b) =>
        {
            Assert.Equal(a.Hash(), (a with { }).Hash());
            Assert.Equal(a == b, string.Equals(a.Hash(), b.Hash(), StringComparison.Ordinal));
            Assert.Equal(16, a.Hash().Length);
        });

    [Fact]
    public void Every_parameter_counts_in_the_hash()
    {
        var config = RenderConfig.Published();
        RenderConfig[] changed =
        [
            config with { PageWidth = 596 },
            config with { PageHeight = 841 },
            config with { Dpi = 73 },
            config with { MarginX = 10.5 },
            config with { MarginY = 11 },
            config with { Font = "DejaVu Sans Bold" },
            config with { FontSize = 9.000000000000002 },
            config with { LineHeight = 11 },
            config with { FontColor = new Rgb(0, 0, 1) },
            config with { Alignment = Alignment.Right },
            config with { HorizontalScale = 0.9 },
            config with { FirstLineIndent = 1 },
            config with { LeftIndent = 1 },
            config with { RightIndent = 1 },
            config with { SpaceBefore = 1 },
            config with { SpaceAfter = 1 },
            config with { BorderWidth = 1 },
            config with { BorderPadding = 1 },
            config with { PageBackground = Rgb.Black },
            config with { ParagraphBackground = Rgb.Black },
            config with { ParagraphBorderColor = Rgb.Black },
            config with { AutoCropWidth = false },
            config with { AutoCropLastPage = false },
            config with { NewlineMarkup = NewlineMarkup.TryParse("|", out var markup) ? markup : NewlineMarkup.Break },
        ];

        Assert.Equal(changed.Length + 1, changed.Append(config).Select(c => c.Hash()).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Minus_zero_is_zero()
    {
        var config = new RenderConfig { FirstLineIndent = -0.0 };
        Assert.Equal(new RenderConfig(), config);
        Assert.Equal(new RenderConfig().Hash(), config.Hash());
    }

    [Fact]
    public void The_room_for_text_is_the_page_less_margins_frame_and_indents()
    {
        var config = RenderConfig.Published();
        Assert.Equal((563.0, 810.0), (config.TextWidth, config.TextHeight));
        Assert.Equal(550, (config with { LeftIndent = 10, RightIndent = 3 }).TextWidth);
    }

    [Theory]
    [InlineData(595, 842, 72, 595, 842)]
    [InlineData(595, 842, 96, 794, 1123)]
    [InlineData(595, 842, 120, 992, 1404)]
    [InlineData(595.28, 841.89, 72, 596, 842)]
    public void A_page_is_rounded_up_to_whole_pixels(double width, double height, int dpi, int pixelsWide, int pixelsHigh) =>
        Assert.Equal(new PixelSize(pixelsWide, pixelsHigh), new RenderConfig { PageWidth = width, PageHeight = height, Dpi = dpi }.FullPagePixels);

    [Theory]
    [InlineData(28, 1, 588, 840)]
    [InlineData(32, 1, 576, 832)]
    [InlineData(28, 0.8, 476, 840)]
    [InlineData(0, 0.8, 476, 842)]
    public void A_page_on_a_grid_has_whole_cells(int grid, double scale, int width, int height)
    {
        var config = RenderConfig.Published() with { PageGrid = grid, HorizontalScale = scale };
        Assert.Equal(new PixelSize(width, height), config.FullImagePixels);
        Assert.Equal(height, config.ShownHeight * config.PixelsPerPointY, 1e-9);
        Assert.Equal(width, config.ShownWidth * config.PixelsPerPointX, 1e-9);
    }

    [Fact]
    public void Columns_share_the_width_and_an_instruction_takes_a_line()
    {
        var config = RenderConfig.Published() with { Columns = 3, ColumnGap = 10, LeftIndent = 1, Instruction = "x" };
        Assert.Equal((181.0, 180.0, 800.0), (config.ColumnWidth, config.TextWidth, config.TextHeight));
    }

    [Fact]
    public void The_published_configs_hash_is_what_it_always_was() => Assert.Equal("1a057543d20e5430", RenderConfig.Published().Hash());
}
