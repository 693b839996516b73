using Glyph.Core.Configs;
using Glyph.Daemon.Exporting;
using YamlDotNet.Serialization;

namespace Glyph.Daemon.Tests.Exporting;

public sealed class VtcBenchYamlTests
{
    private static Dictionary<string, object> Read(RenderConfig config, params string[] head) =>
        new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<Dictionary<string, object>>(VtcBenchYaml.Write(config, head));

    [Fact]
    public void The_arguments_are_those_that_vtcbench_knows_with_sizes_in_css_pixels()
    {
        var yaml = Read(RenderConfig.Published("/fonts/a b.ttf") with { PageWidth = 600, PageHeight = 840, Dpi = 96 });
        Assert.Equal(
            ["pagesize", "marginLeft", "marginRight", "marginTop", "marginBottom", "forceOnePage", "autoAdjustHeight", "savePDF", "saveImage", "dpi", "overwrite", "save_format", "save_kwargs", "css", "css_path"],
            yaml.Keys, StringComparer.Ordinal);
        Assert.Equal(["800", "1120"], ((List<object>)yaml["pagesize"]).Select(v => v.ToString()), StringComparer.Ordinal);
        Assert.Equal("96", yaml["dpi"].ToString());
        Assert.Equal("png", yaml["save_format"]);
        var css = Assert.IsType<string>(yaml["css"]);
        Assert.Contains("src: url(\"file:///fonts/a%20b.ttf\")", css, StringComparison.Ordinal);
        Assert.Contains("line-height: 10pt", css, StringComparison.Ordinal);
        Assert.Contains("p { font-size: 9pt", css, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_said_is_told_in_comments_and_nothing_else_is()
    {
        Assert.Empty(VtcBenchYaml.Lacks(new RenderConfig { PageWidth = 600, PageHeight = 840, Alignment = Alignment.Left }));
        var lacks = VtcBenchYaml.Lacks(RenderConfig.Published() with { HorizontalScale = 0.9, PageGrid = 28, Hinting = Hinting.Slight, Instruction = "Read." }).ToList();
        foreach (var key in new[] { "horizontal-scale 0.9", "page-grid 28", "hinting \"slight\"", "instruction \"Read.\"", "auto-crop-width true", "Rounded: pagesize" })
        {
            Assert.Contains(lacks, line => line.Contains(key, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("x\ny: 1")]
    [InlineData("\u2028dpi: 5\r\n# \u0085z: 2")]
    public void Whatever_stands_in_names_and_texts_stays_a_comment_or_a_string(string hostile)
    {
        var yaml = Read(RenderConfig.Published("/fonts/\"); } * { x: y} \n.ttf") with { Instruction = hostile }, hostile);
        Assert.Equal(15, yaml.Count);
        Assert.Equal("72", yaml["dpi"].ToString());
        Assert.DoesNotContain("{ x: y}", (string)yaml["css"], StringComparison.Ordinal);
    }
}
