using CsCheck;
using Glyph.Core.Configs;

namespace Glyph.Core.Tests.Configs;

public sealed class NewlineMarkupTests
{
    [Theory]
    [InlineData("<br/>")]
    [InlineData("<br>")]
    [InlineData(" <br /> ")]
    public void A_break_shows_nothing(string markup)
    {
        Assert.True(NewlineMarkup.TryParse(markup, out var result));
        Assert.Null(result.Mark);
        Assert.Null(result.Color);
        Assert.Equal(markup, result.ToString());
    }

    [Fact]
    public void A_coloured_mark_has_its_text_and_colour()
    {
        Assert.True(NewlineMarkup.TryParse("<font color=\"#FF0000\"> \\n </font>", out var result));
        Assert.Equal((" \\n ", new Rgb(255, 0, 0)), (result.Mark, result.Color));
    }

    [Fact]
    public void Plain_text_is_a_mark_in_the_colour_of_the_text_and_entities_are_resolved()
    {
        Assert.True(NewlineMarkup.TryParse(" &lt;&para;&gt; ", out var result));
        Assert.Equal((" <\u00B6> ", null), (result.Mark, result.Color));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<b>x</b>")]
    [InlineData("<font color=\"red\">x</font>")]
    [InlineData("<font color=\"#FF0000\"></font>")]
    [InlineData("<font color=\"#FF0000\">x</font> y")]
    [InlineData("<font size=\"3\">x</font>")]
    [InlineData("a < b")]
    public void Other_markup_is_refused(string markup) => Assert.False(NewlineMarkup.TryParse(markup, out _));
}

public sealed class RgbTests
{
    [Fact]
    public void Text_and_back_is_the_same() => Gen.Select(Gen.Byte, Gen.Byte, Gen.Byte, (r, g, b) => new Rgb(r, g, b)).Sample(color =>
    {
        Assert.True(Rgb.TryParse(color.ToString(), out var back));
        Assert.Equal(color, back);
        Assert.True(Rgb.TryParse(color.ToString().ToLowerInvariant(), out back));
        Assert.Equal(color, back);
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("#FFF")]
    [InlineData("FF0000")]
    [InlineData("#FF00000")]
    [InlineData("#GG0000")]
    [InlineData("# F0000")]
    [InlineData("#+12345")]
    public void Other_text_is_refused(string? text) => Assert.False(Rgb.TryParse(text, out _));

    [Theory]
    [InlineData("#000000", 0)]
    [InlineData("#FFFFFF", 1)]
    [InlineData("#FF0000", 0.2126)]
    [InlineData("#00FF00", 0.7152)]
    [InlineData("#0000FF", 0.0722)]
    [InlineData("#808080", 0.215861)]
    [InlineData("#0A0A0A", 0.003035)]
    public void Luminance_is_that_of_WCAG(string color, double expected)
    {
        Assert.True(Rgb.TryParse(color, out var rgb));
        Assert.Equal(expected, rgb.Luminance, 6);
    }

    [Fact]
    public void Contrast_is_21_for_black_on_white_1_for_the_same_and_symmetric()
    {
        Assert.Equal(21, Rgb.Contrast(Rgb.Black, Rgb.White), 10);
        Assert.Equal(1, Rgb.Contrast(new Rgb(9, 8, 7), new Rgb(9, 8, 7)));
        Assert.Equal(4.478, Rgb.Contrast(new Rgb(0x77, 0x77, 0x77), Rgb.White), 3);
        Gen.Select(Gen.Byte.Array[3], Gen.Byte.Array[3]).Sample((a, b) =>
        {
            var (first, second) = (new Rgb(a[0], a[1], a[2]), new Rgb(b[0], b[1], b[2]));
            var contrast = Rgb.Contrast(first, second);
            Assert.InRange(contrast, 1, 21);
            Assert.Equal(contrast, Rgb.Contrast(second, first));
        });
    }
}
