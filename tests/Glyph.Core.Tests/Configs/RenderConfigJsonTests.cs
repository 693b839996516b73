using System.Text.Json;
using CsCheck;
using Glyph.Core.Configs;

namespace Glyph.Core.Tests.Configs;

public sealed class RenderConfigJsonTests
{
    private const string PublishedFile = """
        {
          "page-size": "595,842",
          "dpi": 72,
          "margin-x": 10,
          "margin-y": 10,
          "font-path": "Verdana.ttf",
          "font-size": 9,
          "line-height": 10,
          "font-color": "#000000",
          "alignment": "LEFT",
          "horizontal-scale": 1.0,
          "first-line-indent": 0,
          "left-indent": 0,
          "right-indent": 0,
          "space-before": 0,
          "space-after": 0,
          "border-width": 0,
          "border-padding": 0,
          "page-bg-color": "#FFFFFF",
          "para-bg-color": "#FFFFFF",
          "para-border-color": "#FFFFFF",
          "auto-crop-width": true,
          "auto-crop-last-page": true
        }
        """;

    [Fact]
    public void What_is_written_reads_back_the_same() => RenderConfigGen.Any.Sample(config =>
    {
        foreach (var indented in new[] { true, false })
        {
            using var document = JsonDocument.Parse(RenderConfigJson.Write(config, indented));
            var back = RenderConfigJson.Read(document.RootElement, out var problems);
            Assert.Empty(problems);
            Assert.Equal(config, back);
        }

        Assert.Equal(config, JsonSerializer.Deserialize<RenderConfig>(JsonSerializer.Serialize(config, GlyphJson.Compact), GlyphJson.Compact));
    });

    [Fact]
    public void The_published_file_is_the_published_config() =>
        Assert.Equal(RenderConfig.Published("Verdana.ttf"), RenderConfigJson.Parse(PublishedFile, "config_en.json"));

    [Fact]
    public void Every_key_is_written_in_the_order_of_the_published_file()
    {
        using var written = JsonDocument.Parse(RenderConfigJson.Write(new RenderConfig()));
        using var published = JsonDocument.Parse(PublishedFile);

        var keys = written.RootElement.EnumerateObject().Select(p => p.Name).ToList();

        Assert.Equal(23, keys.Count);
        Assert.Equal(string.Join(' ', published.RootElement.EnumerateObject().Select(p => p.Name)) + " newline-markup", string.Join(' ', keys));
    }

    [Fact]
    public void Keys_that_the_authors_do_not_know_are_written_only_where_they_say_something()
    {
        var config = new RenderConfig { Columns = 2, Hinting = Hinting.Full, SubpixelPositions = false };

        Assert.Empty(RenderConfigKeys.Extras(new RenderConfig()));
        Assert.Equal(["columns", "hinting", "subpixel-positions"], RenderConfigKeys.Extras(config));
        Assert.EndsWith("\"newline-markup\":\"<br/>\",\"columns\":2,\"hinting\":\"full\",\"subpixel-positions\":false}", RenderConfigJson.Write(config, indented: false), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("columns", "1.5", "a whole number")]
    [InlineData("glyph-mode", "\"Mono\"", "grey or mono")]
    [InlineData("hinting", "1", "none or slight or full")]
    [InlineData("subpixel-positions", "\"no\"", "true or false")]
    [InlineData("embolden", "\"bold\"", "a number")]
    [InlineData("instruction", "null", "a string")]
    public void A_value_of_another_form_is_refused_in_the_new_keys_too(string key, string value, string expected) =>
        Assert.Equal($"x.json: {key} is {value}; it must be {expected}", Problem($$"""{"{{key}}": {{value}}}"""));

    [Fact]
    public void Absent_keys_take_the_authors_defaults()
    {
        var config = RenderConfigJson.Parse("{}", "empty.json");

        Assert.Equal(new RenderConfig(), config);
        Assert.Equal((595.28, 841.89, 72, 20.0, 20.0), (config.PageWidth, config.PageHeight, config.Dpi, config.MarginX, config.MarginY));
        Assert.Equal((9.0, 10.0, Alignment.Justify, 1.0), (config.FontSize, config.LineHeight, config.Alignment, config.HorizontalScale));
        Assert.Equal((Rgb.Black, Rgb.White, Rgb.White, Rgb.White), (config.FontColor, config.PageBackground, config.ParagraphBackground, config.ParagraphBorderColor));
        Assert.Equal((false, false, NewlineMarkup.Break), (config.AutoCropWidth, config.AutoCropLastPage, config.NewlineMarkup));
    }

    [Theory]
    [InlineData("""{"font-size": 12}""", 13)]
    [InlineData("""{"font-size": 12, "line-height": 0}""", 13)]
    [InlineData("""{"line-height": null, "font-size": 12}""", 13)]
    [InlineData("""{"line-height": 0.5, "font-size": 12}""", 0.5)]
    public void A_line_height_of_none_is_the_font_size_and_one(string json, double expected) =>
        Assert.Equal(expected, RenderConfigJson.Parse(json, "x.json").LineHeight);

    [Fact]
    public void Comments_and_trailing_commas_are_read_and_null_markup_is_a_break()
    {
        var config = RenderConfigJson.Parse("{ // small\n \"dpi\": 96.0, \"newline-markup\": null, }", "x.json");
        Assert.Equal((96, NewlineMarkup.Break), (config.Dpi, config.NewlineMarkup));
    }

    [Theory]
    [InlineData("595,842", 595, 842)]
    [InlineData("595.5, 842.25", 595.5, 842.25)]
    [InlineData(" 100 ,1e2", 100, 100)]
    public void A_page_size_is_two_numbers(string text, double width, double height)
    {
        var config = RenderConfigJson.Parse($$"""{"page-size": "{{text}}"}""", "x.json");
        Assert.Equal((width, height), (config.PageWidth, config.PageHeight));
    }

    [Theory]
    [InlineData("\"595\"")]
    [InlineData("\"595,842,1\"")]
    [InlineData("\"a,b\"")]
    [InlineData("\"595;842\"")]
    [InlineData("\"\"")]
    [InlineData("[595, 842]")]
    [InlineData("595")]
    [InlineData("null")]
    public void Another_page_size_is_refused(string value) =>
        Assert.StartsWith($"x.json: page-size is {value}; it must be a string \"width,height\" in pt", Problem($$"""{"page-size": {{value}}}"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("dpi", "\"72\"", "a whole number")]
    [InlineData("dpi", "72.5", "a whole number")]
    [InlineData("margin-x", "\"10\"", "a number of points")]
    [InlineData("font-size", "null", "a number of points")]
    [InlineData("font-size", "1e999", "a number of points")]
    [InlineData("line-height", "\"10\"", "a number of points")]
    [InlineData("font-path", "7", "a font file or the name of an installed font")]
    [InlineData("font-path", "\" \"", "a font file or the name of an installed font")]
    [InlineData("font-color", "\"red\"", "a colour \"#RRGGBB\"")]
    [InlineData("font-color", "0", "a colour \"#RRGGBB\"")]
    [InlineData("alignment", "\"left\"", "LEFT, JUSTIFY, RIGHT or CENTER")]
    [InlineData("alignment", "1", "LEFT, JUSTIFY, RIGHT or CENTER")]
    [InlineData("horizontal-scale", "true", "a number")]
    [InlineData("auto-crop-width", "\"true\"", "true or false")]
    [InlineData("auto-crop-last-page", "1", "true or false")]
    [InlineData("newline-markup", "\"<b>x</b>\"", "\"<br/>\", plain text, or plain text in <font color=\"#RRGGBB\">...</font>")]
    [InlineData("newline-markup", "\"\"", "\"<br/>\", plain text, or plain text in <font color=\"#RRGGBB\">...</font>")]
    public void A_value_of_a_wrong_form_is_refused(string key, string value, string expectation) =>
        Assert.Equal($"x.json: {key} is {value}; it must be {expectation}", Problem($$"""{"{{key}}": {{value}}}"""));

    [Fact]
    public void An_unknown_key_is_refused_and_the_nearest_are_offered()
    {
        var problem = Problem("""{"font-sise": 9}""");
        Assert.StartsWith("x.json: unknown key 'font-sise'; nearest: 'font-size', ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_given_twice_is_refused() =>
        Assert.Equal("x.json: dpi is given twice", Problem("""{"dpi": 72, "dpi": 96}"""));

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var error = Assert.Throws<InvalidInputException>(() =>
            RenderConfigJson.Parse("""{"dpi": "x", "colour": 1, "margin-x": -1, "font-size": 0}""", "x.json"));

        Assert.Equal(4, error.Problems.Count);
        Assert.Contains("dpi is \"x\"", error.Problems[0], StringComparison.Ordinal);
        Assert.Contains("unknown key 'colour'", error.Problems[1], StringComparison.Ordinal);
        Assert.Contains("margin-x is -1; it must be from 0 to 7200 pt", error.Problems[2], StringComparison.Ordinal);
        Assert.Contains("font-size is 0; it must be from 0.1 to 1000 pt", error.Problems[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{", "not JSON")]
    [InlineData("[]", "must be one JSON object")]
    [InlineData("null", "must be one JSON object")]
    public void Another_text_is_refused(string json, string expected) =>
        Assert.Contains(expected, Problem(json), StringComparison.Ordinal);

    [Fact]
    public void Inside_other_JSON_a_broken_config_is_a_JSON_error()
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<RenderConfig>("5", GlyphJson.Compact));
        var error = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<RenderConfig>("""{"dpi": "x"}""", GlyphJson.Compact));
        Assert.Contains("dpi is \"x\"", error.Message, StringComparison.Ordinal);
    }

    private static string Problem(string json) =>
        Assert.Single(Assert.Throws<InvalidInputException>(() => RenderConfigJson.Parse(json, "x.json")).Problems);
}
