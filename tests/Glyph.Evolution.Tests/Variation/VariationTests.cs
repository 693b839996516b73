using CsCheck;
using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;
using Glyph.Evolution.Nsga2;
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
    public void ThePredictorOrdersWhatItHasNotSeen()
    {
        var trials = Read(40, seed: 1);
        var predictor = new AccuracyPredictor(new Features(TestSearch.Space, TestSearch.PixelGrid), trials);
        var fresh = Read(60, seed: 2);
        var pairs = fresh.SelectMany(a => fresh.Select(b => (a, b)))
            .Where(p => Truth(p.a) > Truth(p.b) + 0.02)
            .ToList();
        var right = pairs.Count(p => Predict(p.a) > Predict(p.b));
        Assert.InRange((double)right / pairs.Count, 0.85, 1);

        double Predict(Trial t) => predictor.Predict(t.Candidate, t.Objectives!.Value.Compression);
        static double Truth(Trial t) => SyntheticEvaluator.Truth(t.Candidate.Config);
    }

    [Fact]
    public void RidgeFindsTheLineWhereThePenaltyIsSmall()
    {
        double[][] rows = [[1, 0], [1, 1], [1, 2], [1, 3]];
        var weights = Ridge.Solve(rows, [1, 3, 5, 7], [1, 1, 1, 1], _ => 1e-9);
        Assert.Equal(1, weights[0], 1e-6);
        Assert.Equal(2, weights[1], 1e-6);
        Assert.True(Ridge.Solve(rows, [1, 3, 5, 7], [1, 1, 1, 1], i => i == 0 ? 1e-9 : 10)[1] < 1.5);
    }

    [Fact]
    public async Task ProposalsAreNewDifferentAndNameTheirParents()
    {
        var trials = Read(30, seed: 4);
        var context = Context(trials);
        var candidates = new List<Candidate>();
        await foreach (var candidate in new VariationProposer().ProposeAsync(context, 10, TestContext.Current.CancellationToken))
        {
            candidates.Add(candidate);
        }

        Assert.Equal(10, candidates.Select(c => c.Config.Hash()).Except(trials.Select(t => t.ConfigHash), StringComparer.Ordinal).Count());
        Assert.All(candidates, c => Assert.NotEmpty(c.Provenance.Parents));
        Assert.All(candidates, c => Assert.Equal(c.Config, TestSearch.Space.Decode(c.Genome!, TestSearch.PixelGrid)));
    }

    private static ProposalContext Context(IReadOnlyList<Trial> trials)
    {
        var evaluator = new SyntheticEvaluator();
        return new ProposalContext
        {
            SearchId = "test",
            Space = TestSearch.Space,
            PixelGrid = TestSearch.PixelGrid,
            Generation = 1,
            Trials = trials,
            Population = Survivors.Select(trials, 20),
            Random = new RandomStream(1, "proposals"),
            Compression = c => evaluator.Cost(c, CorpusSplit.Search).Compression,
        };
    }

    /// <summary>Random configs as trials, read with noise.</summary>
    private static List<Trial> Read(int count, long seed)
    {
        var evaluator = new SyntheticEvaluator();
        var random = new RandomStream(seed, "read");
        var plan = new ReadPlan { Split = CorpusSplit.Search, Samples = 24, Seed = seed };
        return [.. Enumerable.Range(1, count).Select(number =>
        {
            var genome = TestSearch.Space.Sample(random);
            var config = TestSearch.Space.Decode(genome, TestSearch.PixelGrid);
            return TrialMaker.Complete(number, 1, 1) with
            {
                Candidate = new Candidate(genome, config, new Provenance { Proposer = "random", Operator = "prior sample" }),
                ConfigHash = config.Hash(),
                Cost = evaluator.Cost(config, CorpusSplit.Search),
                Measurement = evaluator.ReadAsync(config, plan, CancellationToken.None).GetAwaiter().GetResult(),
            };
        })];
    }
}
