using Glyph.Core.Configs;
using Glyph.Core.Costs;
using Glyph.Core.Spaces;

namespace Glyph.Core.Tests.Spaces;

public sealed class SearchSpaceTests
{
    private static readonly SearchSpace Space = SearchSpace.Parse(
        """
        {"name": "x", "base": {"font-size": 8, "alignment": "LEFT"},
         "parameters": {
           "indent": {"type": "categorical", "choices": [{"name": "none", "weight": 3}, {"name": "first"}]},
           "ems": {"type": "ordinal", "values": [1, 2], "when": {"indent": ["first"]}},
           "gap": {"type": "real", "low": 0, "high": 2, "step": 0.1},
           "palette": {"type": "categorical", "choices": [
             {"name": "black", "set": {"font-color": "#000000"}},
             {"name": "grey", "weight": 0.5, "set": {"font-color": "#999999"}}]}},
         "derived": {"line-height": {"sum": ["font-size", "gap"]}, "first-line-indent": {"product": ["font-size", "ems"]}},
         "constraints": {"contrast": {"min": 4.5}, "compression": {"min": 2}, "missing-glyphs": {"max": 0.01}, "page-tokens": {"max": 100}}}
        """,
        "x.json");

    [Fact]
    public void DerivedKeysFollowAndInactiveParametersCountAsZero()
    {
        var genome = Genome.Empty.With("gap", GeneValue.Of(0.7)).With("indent", GeneValue.Of("first")).With("ems", GeneValue.Of(2));
        var config = Space.Decode(genome, 28);
        Assert.Equal(8.7, config.LineHeight);
        Assert.Equal(16, config.FirstLineIndent);
        Assert.Equal(0, Space.Decode(genome.With("indent", GeneValue.Of("none")), 28).FirstLineIndent);
    }

    [Fact]
    public void RepairSnapsIntoTheDomainAndTakesTheLikeliestValueForWhatIsMissing()
    {
        var genome = Space.Repair(Genome.Empty.With("gap", GeneValue.Of("0.53")).With("palette", GeneValue.Of("gray")).With("ems", GeneValue.Of(1)));
        Assert.Equal("gap=0.5 indent=none palette=grey", genome.ToString());
    }

    [Fact]
    public void ALineHeightThatNothingSetsIsFontSizePlusOne()
    {
        var space = SearchSpace.Parse("""{"name": "x", "parameters": {"font-size": {"type": "ordinal", "values": [6, 7]}}}""", "x.json");
        Assert.Equal(8, space.Decode(Genome.Empty.With("font-size", GeneValue.Of(7)), 28).LineHeight);
    }

    [Fact]
    public void BrokenConstraintsSayByHowMuch()
    {
        var grey = Space.Decode(Genome.Empty.With("palette", GeneValue.Of("grey")), 28);
        var violation = Assert.Single(Space.Violations(grey));
        Assert.StartsWith("contrast is 2.8", violation.Message, StringComparison.Ordinal);
        Assert.InRange(violation.Degree, 0.3, 0.4);
        Assert.Empty(Space.Violations(grey with { FontColor = Rgb.Black }));
        Assert.NotEmpty(Space.Violations(grey with { FontColor = Rgb.Black, MarginX = 300 }));
    }

    [Fact]
    public void CostConstraintsLookAtThePagesTokensAndMissingGlyphs()
    {
        var cost = new CostReport { Pages = 2, TextTokens = 300, VisionTokens = new VisionTokens(300, 304), AllInclusiveTokens = 310, MissingGlyphs = 20 };
        Assert.Equal(
            ["compression is 1; it must be at least 2", "missing-glyphs is 0.02; it must be at most 0.01", "page-tokens is 150; it must be at most 100"],
            Space.Violations(cost, 1000).Select(v => v.Message).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.All(Space.Violations(cost, 1000), v => Assert.InRange(v.Degree, 0.49, 1.01));
        Assert.Empty(Space.Violations(cost with { TextTokens = 600, Pages = 4, MissingGlyphs = 3 }, 1000));
    }

    [Fact]
    public void AConfigOutsideTheSpaceIsNotEncoded()
    {
        var inside = Space.Decode(Genome.Empty, 28);
        Assert.NotNull(Space.Encode(inside, 28));
        Assert.Null(Space.Encode(inside with { Dpi = 73 }, 28));
        Assert.Null(Space.Encode(inside with { LineHeight = 8.75 }, 28));
    }

    [Fact]
    public void SamplesFollowTheWeights()
    {
        var random = new RandomStream(5, "weights");
        var share = Enumerable.Range(0, 2000).Count(_ => Space.Sample(random)["indent"] == GeneValue.Of("none")) / 2000.0;
        Assert.InRange(share, 0.72, 0.78);
    }
}
