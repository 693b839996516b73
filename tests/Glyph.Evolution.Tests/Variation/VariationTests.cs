using CsCheck;
using Glyph.Core;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;
using Glyph.Evolution.Tests.Fakes;
using Glyph.Evolution.Variation;

namespace Glyph.Evolution.Tests.Variation;

public sealed class VariationTests
{
    private static readonly SearchSpace Mixed = SearchSpace.Parse(
        """
        {"name": "mixed", "base": {"page-size": "595,842"}, "parameters": {
          "mode": {"type": "categorical", "choices": [{"name": "a"}, {"name": "b"}]},
          "dpi": {"type": "integer", "low": 45, "high": 300, "log": true},
          "font-size": {"type": "real", "low": 5, "high": 12, "step": 0.25},
          "horizontal-scale": {"type": "real", "low": 0.7, "high": 1},
          "gap": {"type": "ordinal", "values": [0, 1, 2, 3]},
          "first-line-indent": {"type": "integer", "low": 5, "high": 9, "when": {"mode": ["b"]}}},
         "derived": {"line-height": {"sum": ["font-size", "gap"]}}}
        """,
        "mixed.json");

    [Fact]
    public void ChildrenBelongToTheSpace() => Gen.Long.Sample(seed =>
    {
        var random = new RandomStream(seed, "variation");
        var (a, b) = (Mixed.Sample(random), Mixed.Sample(random));
        var crossed = Crossover.Cross(Mixed, a, b, random);
        Assert.Equal(crossed, Mixed.Repair(crossed));
        var mutated = Mutation.Mutate(Mixed, a, random, always: true);
        Assert.Equal(mutated, Mixed.Repair(mutated));
        Assert.NotEqual(a, mutated);
    });

    [Fact]
    public void OfTwoStepsTheOtherIsTaken() => Gen.Long.Sample(seed =>
    {
        var space = SearchSpace.Parse("""{"name": "two", "base": {"page-size": "595,842"}, "parameters": {"dpi": {"type": "ordinal", "values": [72, 96]}}}""", "two.json");
        var random = new RandomStream(seed, "variation");
        var genome = space.Sample(random);
        Assert.NotEqual(genome, Mutation.Mutate(space, genome, random, always: true));
    });

    [Fact]
    public void AChoiceComesFromAParentAndANumberFromAroundThem() => Gen.Long.Sample(seed =>
    {
        var random = new RandomStream(seed, "crossover");
        var (a, b) = (Mixed.Sample(random), Mixed.Sample(random));
        var child = Crossover.Cross(Mixed, a, b, random);
        Assert.Contains(child["mode"], new[] { a["mode"], b["mode"] });
        var (low, high) = (Math.Min(a["font-size"]!.Value.Number, b["font-size"]!.Value.Number), Math.Max(a["font-size"]!.Value.Number, b["font-size"]!.Value.Number));
        Assert.InRange(child["font-size"]!.Value.Number, low - ((high - low) / 2) - 0.25, high + ((high - low) / 2) + 0.25);
    });

    [Fact]
    public void MutationChangesAboutOneGene()
    {
        var random = new RandomStream(3, "mutation");
        var changed = Enumerable.Range(0, 500).Average(_ =>
        {
            var parent = Mixed.Sample(random).With("mode", GeneValue.Of("a"));
            parent = Mixed.Repair(parent);
            var child = Mutation.Mutate(Mixed, parent, random, always: true);
            return parent.Genes.Count(g => child[g.Key] != g.Value);
        });
        Assert.InRange(changed, 1.2, 2.2);
    }

    [Fact]
    public void OtherChoicesDifferInOneChoiceAndWhatDependsOnIt()
    {
        var parent = Mixed.Repair(Mixed.Sample(new RandomStream(1, "parent")).With("mode", GeneValue.Of("b")));
        var other = Assert.Single(Mutation.OtherChoices(Mixed, parent, new RandomStream(2, "others")));
        Assert.Equal(GeneValue.Of("a"), other["mode"]);
        Assert.Null(other["first-line-indent"]);
        Assert.All(other.Genes.Where(g => g.Key is not "mode"), g => Assert.Equal(parent[g.Key], g.Value));
    }

    [Fact]
    public async Task ProposalsAreNewDifferentAndNameTheirParents()
    {
        var trials = TrialMaker.Read(30, seed: 4);
        var context = TestSearch.Context(trials);
        var candidates = new List<Candidate>();
        await foreach (var candidate in new VariationProposer().ProposeAsync(context, 10, TestContext.Current.CancellationToken))
        {
            candidates.Add(candidate);
        }

        Assert.Equal(10, candidates.Select(c => c.Config.Hash()).Except(trials.Select(t => t.ConfigHash), StringComparer.Ordinal).Count());
        Assert.All(candidates, c => Assert.Equal(c.Provenance.Operator is "prior sample", c.Provenance.Parents.Count == 0));
        Assert.Contains(candidates, c => c.Provenance.Parents.Count > 0);
        Assert.All(candidates, c => Assert.Equal(c.Config, TestSearch.Space.Decode(c.Genome!, TestSearch.PixelGrid)));
    }
}
