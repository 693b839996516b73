using CsCheck;
using Glyph.Core;
using Glyph.Core.Spaces;
using Glyph.Evolution.Variation;

namespace Glyph.Evolution.Tests.Variation;

public sealed class ReaderMovesTests
{
    private static readonly SearchSpace Space = SearchSpace.Parse(
        """
        {"name": "moves", "base": {"page-size": "595,842"}, "parameters": {
          "dpi": {"type": "integer", "low": 50, "high": 200},
          "font-size": {"type": "real", "low": 4, "high": 20, "step": 0.25},
          "horizontal-scale": {"type": "real", "low": 0.5, "high": 1.2},
          "line-height": {"type": "real", "low": 4, "high": 30, "step": 0.25},
          "alignment": {"type": "categorical", "values": ["LEFT", "JUSTIFY"]}}}
        """,
        "moves.json");

    private static readonly SearchSpace Still = SearchSpace.Parse(
        """{"name": "still", "base": {"page-size": "595,842"}, "parameters": {"alignment": {"type": "categorical", "values": ["LEFT", "JUSTIFY"]}}}""", "still.json");

    [Fact]
    public void AMoveStaysInTheSpaceAndLeavesChoicesAlone() => Gen.Long.Sample(seed =>
    {
        var random = new RandomStream(seed, "moves");
        var genome = Space.Sample(random);
        var moved = ReaderMoves.Move(Space, genome, random)!;
        Assert.Equal(moved, Space.Repair(moved));
        Assert.Equal(genome["alignment"], moved["alignment"]);
    });

    [Fact]
    public void HalfOfTheMovesKeepTheWidthOfLetters()
    {
        var random = new RandomStream(1, "moves");
        var centre = new Genome([new("dpi", GeneValue.Of(100)), new("font-size", GeneValue.Of(9)), new("horizontal-scale", GeneValue.Of(0.8)), new("line-height", GeneValue.Of(11)), new("alignment", GeneValue.Of("LEFT"))]);
        var changes = Enumerable.Range(0, 1000).Select(_ => Math.Abs(Math.Log(Width(ReaderMoves.Move(Space, centre, random)!) / Width(centre)))).ToList();
        Assert.InRange(changes.Count(c => c < 0.03), 500, 750);
        Assert.InRange(changes.Count(c => c > 0.08), 150, 400);
    }

    [Fact]
    public void ASpaceWithoutTheseGenesHasNoMoves() => Assert.Null(ReaderMoves.Move(Still, Still.Sample(new RandomStream(1, "still")), new RandomStream(2, "still")));

    private static double Width(Genome genome) => genome["dpi"]!.Value.Number * genome["font-size"]!.Value.Number * genome["horizontal-scale"]!.Value.Number;
}
