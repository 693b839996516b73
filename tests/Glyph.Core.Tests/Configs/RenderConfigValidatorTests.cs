using Glyph.Core.Configs;

namespace Glyph.Core.Tests.Configs;

public sealed class RenderConfigValidatorTests
{
    public static TheoryData<string, Func<RenderConfig, double, RenderConfig>, double, double> Ranges => new()
    {
        { "dpi", (c, v) => c with { Dpi = (int)v }, 1, 1200 },
        { "margin-x", (c, v) => c with { MarginX = v }, 0, 7200 },
        { "margin-y", (c, v) => c with { MarginY = v }, 0, 7200 },
        { "font-size", (c, v) => c with { FontSize = v }, 0.1, 1000 },
        { "line-height", (c, v) => c with { LineHeight = v }, 0.1, 2000 },
        { "first-line-indent", (c, v) => c with { FirstLineIndent = v }, -7200, 7200 },
        { "left-indent", (c, v) => c with { LeftIndent = v }, -7200, 7200 },
        { "right-indent", (c, v) => c with { RightIndent = v }, -7200, 7200 },
        { "space-before", (c, v) => c with { SpaceBefore = v }, 0, 7200 },
        { "space-after", (c, v) => c with { SpaceAfter = v }, 0, 7200 },
        { "border-width", (c, v) => c with { BorderWidth = v }, 0, 1000 },
        { "border-padding", (c, v) => c with { BorderPadding = v }, 0, 1000 },
        { "columns", (c, v) => c with { Columns = (int)v }, 1, 8 },
        { "column-gap", (c, v) => c with { ColumnGap = v }, 0, 7200 },
        { "embolden", (c, v) => c with { Embolden = v }, -0.05, 0.1 },
    };

    [Theory]
    [MemberData(nameof(Ranges))]
    public void A_value_outside_its_range_is_named_with_the_range(string key, Func<RenderConfig, double, RenderConfig> set, double low, double high)
    {
        foreach (var bad in new[] { low - 1, high + 1 })
        {
            var problem = Assert.Single(RenderConfigValidator.Problems(set(RenderConfig.Published(), bad)));
            Assert.StartsWith(FormattableString.Invariant($"{key} is {bad}; it must be from {low} to {high}"), problem, StringComparison.Ordinal);
        }

        foreach (var good in new[] { low, high })
        {
            Assert.DoesNotContain(RenderConfigValidator.Problems(set(RenderConfig.Published(), good)), p => p.StartsWith(key, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(0, 842, 1, "page-size (width) is 0; it must be above 0 and at most 14400 pt")]
    [InlineData(595, -1, 1, "page-size (height) is -1; it must be above 0 and at most 14400 pt")]
    [InlineData(double.NaN, 842, 1, "page-size (width) is NaN; it must be above 0 and at most 14400 pt")]
    [InlineData(595, double.PositiveInfinity, 1, "page-size (height) is Infinity; it must be above 0 and at most 14400 pt")]
    [InlineData(595, 842, 0, "horizontal-scale is 0; it must be above 0 and at most 4")]
    [InlineData(595, 842, 4.1, "horizontal-scale is 4.1; it must be above 0 and at most 4")]
    public void Sizes_and_scale_must_be_above_0(double width, double height, double scale, string expected) =>
        Assert.Equal(expected, Assert.Single(RenderConfigValidator.Problems(new RenderConfig { PageWidth = width, PageHeight = height, HorizontalScale = scale })));

    [Fact]
    public void The_default_and_the_published_config_are_sound()
    {
        Assert.Empty(RenderConfigValidator.Problems(new RenderConfig()));
        Assert.Empty(RenderConfigValidator.Problems(RenderConfig.Published()));
        RenderConfigValidator.ThrowIfInvalid(RenderConfig.Published());
    }

    public static TheoryData<RenderConfig, string> Joint => new()
    {
        { RenderConfig.Published() with { LetterSpacing = -10.5 }, "letter-spacing is -10.5; it must be from -10 to 100 pt" },
        { RenderConfig.Published() with { LetterSpacing = -4.6 }, "letter-spacing is -4.6; at font-size 9 it must be at least -4.5 pt, half an em" },
        { RenderConfig.Published() with { Instruction = "two\nlines" }, "instruction is 9 characters long, and blank or with control characters, or too long; it must be one line of text" },
        { RenderConfig.Published() with { Instruction = " " }, "instruction is 1 characters long" },
        { RenderConfig.Published() with { Instruction = new string('x', 1001) }, "instruction is 1,001 characters long" },
        { RenderConfig.Published() with { GlyphMode = GlyphMode.Mono, Embolden = -0.01 }, "embolden is -0.01; where glyph-mode is mono it must be at least 0" },
        { RenderConfig.Published() with { Hinting = Hinting.Slight, Embolden = 0.01 }, "embolden is 0.01; where hinting is slight it must be 0" },
        { RenderConfig.Published() with { PageGrid = 1001 }, "page-grid is 1001; it must be from 0 to 1000 px" },
        { RenderConfig.Published() with { PageGrid = 700 }, "page-grid is 700; a page of 595x842 px at horizontal-scale 1 has no whole cell of it" },
        { RenderConfig.Published() with { Columns = 8, ColumnGap = 75 }, "no room for text: 595 pt of page-size leave 4.75 pt a line after margin-x, indents and 12 pt of frame, in each of the columns" },
        { RenderConfig.Published() with { PageWidth = 9000, PageHeight = 9000, HorizontalScale = 4 }, "a page is 36000x9000 px" },
    };

    [Theory]
    [MemberData(nameof(Joint))]
    public void What_does_not_go_together_is_named(RenderConfig config, string expected) =>
        Assert.StartsWith(expected, Assert.Single(RenderConfigValidator.Problems(config)), StringComparison.Ordinal);

    [Fact]
    public void A_font_must_be_named() =>
        Assert.Contains("font-path is empty", Assert.Single(RenderConfigValidator.Problems(new RenderConfig { Font = " " })), StringComparison.Ordinal);

    [Fact]
    public void A_line_must_have_room_for_one_em()
    {
        // 595 - 2 * 288 - 12 = 7 pt a line, for 9 pt of font size.
        var problem = Assert.Single(RenderConfigValidator.Problems(RenderConfig.Published() with { MarginX = 288 }));
        Assert.Contains("595 pt of page-size leave 7 pt a line", problem, StringComparison.Ordinal);
        Assert.Contains("at least one em (9 pt)", problem, StringComparison.Ordinal);
        Assert.Empty(RenderConfigValidator.Problems(RenderConfig.Published() with { MarginX = 287 }));
        Assert.Single(RenderConfigValidator.Problems(RenderConfig.Published() with { FirstLineIndent = 555 }));
        Assert.Empty(RenderConfigValidator.Problems(RenderConfig.Published() with { FirstLineIndent = 554 }));
    }

    [Fact]
    public void A_page_must_have_room_for_one_line()
    {
        var problem = Assert.Single(RenderConfigValidator.Problems(RenderConfig.Published() with { MarginY = 410.5 }));
        Assert.Contains("842 pt of page-size leave 9 pt after margin-y", problem, StringComparison.Ordinal);
        Assert.Contains("at least one line (10 pt)", problem, StringComparison.Ordinal);
        Assert.Empty(RenderConfigValidator.Problems(RenderConfig.Published() with { MarginY = 410 }));
    }

    [Fact]
    public void A_page_must_not_be_larger_than_memory_allows()
    {
        var problem = Assert.Single(RenderConfigValidator.Problems(new RenderConfig { PageWidth = 1000, PageHeight = 1000, Dpi = 721 }));
        Assert.Equal("a page is 10014x10014 px; page-size and dpi must keep it within 100,000,000 pixels", problem);
        Assert.Empty(RenderConfigValidator.Problems(new RenderConfig { PageWidth = 1000, PageHeight = 1000, Dpi = 720 }));
    }

    [Fact]
    public void All_problems_come_in_one_exception()
    {
        var error = Assert.Throws<InvalidInputException>(() => RenderConfigValidator.ThrowIfInvalid(new RenderConfig { Dpi = 0, MarginX = -1, Font = "" }));
        Assert.Equal(3, error.Problems.Count);
        Assert.All(error.Problems, p => Assert.StartsWith("render config: ", p, StringComparison.Ordinal));
    }
}
