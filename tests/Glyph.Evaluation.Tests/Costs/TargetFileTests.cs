using Glyph.Core;
using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Tests.Costs;

public sealed class TargetFileTests
{
    private static readonly PixelSize A4AtDouble = new(1190, 1684);

    [Fact]
    public void A_file_changes_constants_of_a_shipped_target()
    {
        var targets = VisionTargets.Parse(
            """
            { // as a processor without its config
              "targets": [ { "id": "my-qwen", "base": "qwen2.5-vl", "constants": { "max-area": 1003520 }, }, ] }
            """,
            "mine.json");

        var mine = targets.Find("MY-QWEN");
        Assert.Equal(1260, mine.Count(A4AtDouble).Features);
        Assert.Equal(1262, mine.Count(A4AtDouble).Total);
        Assert.Equal("1003520; mine.json; status: user", mine.Constants["max-area"]);
        Assert.Equal(2520, targets.Find("qwen2.5-vl").Count(A4AtDouble).Features);
        Assert.Equal(targets.Find("qwen2-vl").Id, targets.Find("qwen2.5-vl").Id);
    }

    [Fact]
    public void A_target_of_a_shipped_id_takes_its_place()
    {
        var targets = VisionTargets.Parse("""{ "targets": [ { "id": "glm-4.1v", "base": "glm-4.1v", "constants": { "max-area": 47040000 } } ] }""", "mine.json");

        Assert.Equal(targets.Find("glm-4.1v").Definition, targets.Find("glyph").Definition); // its aliases stay
        Assert.True(targets.Find("glm-4.1v").Count(new PixelSize(2480, 3508)).Features > 6144);
        Assert.Equal(VisionTargets.Shipped.All.Count, targets.All.Count);
        Assert.Equal(6045, VisionTargets.Shipped.Find("glm-4.1v").Count(new PixelSize(2480, 3508)).Features);
    }

    [Fact]
    public void A_file_may_state_a_target_of_its_own()
    {
        var target = VisionTargets.Parse(
            """
            { "targets": [ { "id": "mine", "aliases": ["m"], "title": "My model", "rule": "fixed", "constants": { "tokens": 100, "side": 560 },
                             "imageMarkers": 3, "requestOverhead": { "value": 7, "source": "the template", "status": "docs" }, "tokenizer": "o200k_base" } ] }
            """,
            "mine.json").Find("m");

        Assert.Equal(new VisionTokens(200, 206), target.Count([A4AtDouble, A4AtDouble]));
        Assert.Equal(new PixelSize(560, 560), target.Resize(A4AtDouble));
        Assert.Equal((7, 56, "user"), (target.RequestOverhead, target.PixelGrid, target.Status));
    }

    [Fact]
    public void Every_problem_is_named_at_once_with_file_and_field()
    {
        var error = Assert.Throws<InvalidInputException>(() => VisionTargets.Parse(
            """
            { "targets": [
                { "title": "no id" },
                { "id": "a", "base": "qwen3-vl", "constants": { "max-aera": 5, "cell": "wide" } },
                { "id": "b", "title": "B", "rule": "smart-resise", "requestOverhead": -1 },
                { "id": "c", "base": "none", "titel": "C", "rule": "fixed" },
                { "id": "d", "title": "D", "rule": { "name": "fixed", "status": "sure" } } ] }
            """,
            "mine.json"));

        Assert.All(error.Problems, problem => Assert.StartsWith("mine.json: ", problem, StringComparison.Ordinal));
        foreach (var part in new[]
        {
            "targets[0].id", "'a'.constants.max-aera is unknown to this rule; nearest: 'max-area'", "'a'.constants.cell is \"wide\"; it must be a whole number",
            "'b'.rule is 'smart-resise'; it must be one of", "nearest: 'smart-resize'", "'b'.requestOverhead is -1", "'c'.base is 'none'", "'titel'; nearest: 'title'",
            "'c'.title is missing", "'c'.constants.tokens is missing", "'d'.rule.status is 'sure'; it must be one of user, executed",
        })
        {
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{ \"targets\": 1 }")]
    [InlineData("{")]
    public void What_is_no_target_file_is_refused(string json) =>
        Assert.Contains("mine.json", Assert.Throws<InvalidInputException>(() => VisionTargets.Parse(json, "mine.json")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("deepseek-ocr-gundam", "min-tiles", "7")]
    [InlineData("llava-next", "grids", "[\"2\"]")]
    [InlineData("internvl3", "thumbnail", "1")]
    [InlineData("pixtral", "rounding", "\"up\"")]
    [InlineData("gpt-4.1-mini", "multiplier", "0")]
    [InlineData("glm-4.1v", "max-area", "1.5")]
    public void A_constant_out_of_range_is_refused_by_its_name(string id, string constant, string value)
    {
        var json = $$"""{ "targets": [ { "id": "x", "base": "{{id}}", "constants": { "{{constant}}": {{value}} } } ] }""";

        Assert.Contains($"'x'.constants.{constant} is {value}", Assert.Throws<InvalidInputException>(() => VisionTargets.Parse(json, "f")).Message, StringComparison.Ordinal);
    }
}
