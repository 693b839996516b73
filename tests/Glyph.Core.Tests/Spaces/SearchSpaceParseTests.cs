using Glyph.Core.Spaces;

namespace Glyph.Core.Tests.Spaces;

public sealed class SearchSpaceParseTests
{
    private const string Sound = "\"dpi\": {\"type\": \"ordinal\", \"values\": [72, 96]}";

    [Theory]
    [InlineData("""{"type": "real", "low": 5, "high": 4}""", "upside down")]
    [InlineData("""{"type": "real", "low": 5, "high": 6, "step": 0}""", "step is 0; it must be above 0")]
    [InlineData("""{"type": "real", "low": 0, "high": 6, "log": true}""", "must start above 0")]
    [InlineData("""{"type": "integer", "low": 1.5, "high": 6}""", "must be whole numbers")]
    [InlineData("""{"type": "real", "high": 6}""", "low is missing")]
    [InlineData("""{"type": "real", "low": "5", "high": 6}""", "low is \"5\"; it must be a number")]
    [InlineData("""{"type": "real", "low": 5, "high": 6, "prior": [{"weight": 1, "low": 4, "high": 6}]}""", "must lie within the parameter's range")]
    [InlineData("""{"type": "real", "low": 5, "high": 6, "prior": [{"weight": -1, "low": 5, "high": 6}]}""", "weight is negative")]
    [InlineData("""{"type": "real", "low": -5, "high": 6}""", "font-size is -5")]
    [InlineData("""{"type": "ordinal", "values": []}""", "at least one number")]
    [InlineData("""{"type": "ordinal", "values": [6, 5]}""", "must rise")]
    [InlineData("""{"type": "ordinal", "values": [5, 6], "weights": [1]}""", "weights holds 1 numbers for 2 values")]
    [InlineData("""{"type": "ordinal", "values": [5, 6], "weights": [0, 0]}""", "all weights are 0")]
    [InlineData("""{"type": "ordinal", "values": [5], "stop": 1}""", "unknown key 'stop'")]
    [InlineData("""{"type": "categorical", "values": ["a", "a"]}""", "the choice 'a' is given twice")]
    [InlineData("""{"type": "categorical", "values": []}""", "nothing to choose")]
    [InlineData("""{"type": "categorical", "values": ["9"]}""", "font-size is \"9\"; it must be a number of points")]
    [InlineData("""{"type": "categorical", "choices": [{"name": "x", "set": {"font-sise": 9}}]}""", "unknown key 'font-sise'; nearest: 'font-size'")]
    [InlineData("""{"type": "categorical", "choices": [{"name": "x", "set": {"page-size": "1,2", "page-pixels": "3,4"}}]}""", "sets the page twice")]
    [InlineData("""{"type": "categorical", "choices": [{"name": "x", "set": {"page-patches": "28x40"}}]}""", "page-patches is \"28x40\"")]
    [InlineData("""{"type": "categorical", "choices": [{"name": "x", "set": {"dpi": 90}}]}""", "both set dpi")]
    [InlineData("""{"type": "cathegorical", "values": ["a"]}""", "nearest: 'categorical'")]
    [InlineData("""{"type": "ordinal", "values": [5], "when": {"dpy": [72]}}""", "there is no parameter 'dpy'; nearest: 'dpi'")]
    [InlineData("""{"type": "ordinal", "values": [5], "when": {"dpi": [73]}}""", "'dpi' is never 73; it is one of 72, 96")]
    [InlineData("""{"type": "ordinal", "values": [5], "when": {"font-size": [5]}}""", "in a circle")]
    public void ABrokenParameterIsNamedWithWhatWouldBeRight(string parameter, string expected)
    {
        var problem = Assert.Single(Problems($$"""{"name": "x", "parameters": {"font-size": {{parameter}}, {{Sound}} } }"""));
        Assert.StartsWith("space.json: ", problem, StringComparison.Ordinal);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" "name": "x" """, "parameters is missing or empty")]
    [InlineData(""" "name": "x", "parameters": {"dpi": {"type": "ordinal", "values": [72]}}, "bases": {} """, "unknown key 'bases'; nearest: 'base'")]
    [InlineData(""" "parameters": {"dpi": {"type": "ordinal", "values": [72]}} """, "name is missing")]
    [InlineData(""" "name": "x", "parameters": {"dpi": {"type": "ordinal", "values": [72]}, "dpi": {"type": "ordinal", "values": [72]}} """, "'dpi' is given twice")]
    [InlineData(""" "name": "x", "parameters": {"dpi": {"type": "ordinal", "values": [72]}}, "base": {"font-size": "big"} """, "base: font-size is \"big\"")]
    [InlineData(""" "name": "x", "parameters": {"dpi": {"type": "ordinal", "values": [72]}}, "base": {"margin-x": 400} """, "no room for text")]
    [InlineData(""" "name": "x", "parameters": {"dpi": {"type": "ordinal", "values": [72]}}, "derived": {"line-height": {"sum": ["font-sise", 1]}} """, "there is no numeric parameter or config key 'font-sise'; nearest: 'font-size'")]
    [InlineData(""" "name": "x", "parameters": {"dpi": {"type": "ordinal", "values": [72]}}, "derived": {"dpi": {"sum": [72]}} """, "'dpi' sets dpi too")]
    [InlineData(""" "name": "x", "parameters": {"dpi": {"type": "ordinal", "values": [72]}}, "derived": {"font-path": {"sum": [72]}} """, "font-path is not a number")]
    [InlineData(""" "name": "x", "parameters": {"dpi": {"type": "ordinal", "values": [72]}}, "constraints": {"contrasts": {"min": 3}} """, "unknown key 'contrasts'; nearest: 'contrast'")]
    [InlineData(""" "name": "x", "parameters": {"dpi": {"type": "ordinal", "values": [72]}}, "constraints": {"contrast": {"min": 3, "max": 2}} """, "min is above max")]
    public void ABrokenSpaceIsNamedWithWhatWouldBeRight(string members, string expected) =>
        Assert.Contains(expected, Assert.Single(Problems($"{{{members}}}")), StringComparison.Ordinal);

    [Fact]
    public void AllProblemsAreReportedAtOnce() => Assert.Equal(3, Problems(
        """{"name": "", "parameters": {"a": {"type": "real", "low": 2, "high": 1}, "b": {"type": "ordinal", "values": []}}}""").Count);

    [Fact]
    public void AParameterThatDecidesNothingIsTakenForAMistypedKey() => Assert.Contains(
        "'font-size'",
        Assert.Single(Problems("""{"name": "x", "parameters": {"font-sise": {"type": "ordinal", "values": [8, 9]}}}""")),
        StringComparison.Ordinal);

    [Fact]
    public void TextThatIsNotJsonIsSaidToBeSo() => Assert.Contains("space.json: not JSON", Assert.Single(Problems("{")), StringComparison.Ordinal);

    [Fact]
    public void TwoParametersMaySetOneKeyWhenTheirConditionsExcludeEachOther()
    {
        var space = SearchSpace.Parse(
            """
            {"name": "x", "base": {"page-size": "595,842"}, "parameters": {
              "mode": {"type": "categorical", "choices": [{"name": "paper"}, {"name": "grid"}]},
              "page-size": {"type": "categorical", "values": ["400,500"], "when": {"mode": ["paper"]}},
              "page-patches": {"type": "categorical", "values": ["10,20"], "when": {"mode": ["grid"]}}}}
            """,
            "space.json");
        var grid = space.Repair(Genome.Empty.With("mode", GeneValue.Of("grid")));
        Assert.Null(grid["page-size"]);
        Assert.Equal(280, space.Decode(grid, 28).FullPagePixels.Width);
        Assert.Equal(400, space.Decode(grid.With("mode", GeneValue.Of("paper")), 28).PageWidth);
    }

    private static IReadOnlyList<string> Problems(string json) =>
        Assert.Throws<InvalidInputException>(() => SearchSpace.Parse(json, "space.json")).Problems;
}
