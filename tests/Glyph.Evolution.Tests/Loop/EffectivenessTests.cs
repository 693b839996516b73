using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Evolution.Confirming;
using Glyph.Evolution.Surrogate;
using Glyph.Evolution.Tests.Fakes;
using Glyph.Evolution.Variation;
using Glyph.Testing;

namespace Glyph.Evolution.Tests.Loop;

/// <summary>What the search is for, on a landscape like the measured one, whose best is found by 20,000 random samples.</summary>
public sealed class EffectivenessTests
{
    private static readonly double MarkAccuracy = SyntheticEvaluator.Truth(TestSearch.Mark.Config);

    [Fact]
    public async Task AHundredAndFiftyEvaluationsComeNearWhatTwentyThousandSamplesFind()
    {
        var best = BestOfSamples(20_000);
        for (var seed = 1; seed <= 3; seed++)
        {
            var store = await SearchAsync(seed, 150, [new SurrogateProposer(), new VariationProposer(), new PriorProposer()]);
            Assert.InRange(Best(store.Trials("test")), 0.9 * best, double.MaxValue);
        }
    }

    [Fact]
    public async Task ItBeatsRandomSearchWithTheSameEvaluations()
    {
        var (wins, seeds) = (0, 6);
        for (var seed = 1; seed <= seeds; seed++)
        {
            var ours = await SearchAsync(seed, 60, [new SurrogateProposer(), new VariationProposer(), new PriorProposer()]);
            var random = await SearchAsync(seed, 60, [new PriorProposer()]);
            wins += Best(ours.Trials("test")) > Best(random.Trials("test")) ? 1 : 0;
        }

        Assert.InRange(wins, seeds - 1, seeds);
    }

    [Fact]
    public async Task TheRecommendedTrialIsTrulyNearTheMarksAccuracyAndWellAboveItsCompression()
    {
        for (var seed = 1; seed <= 4; seed++)
        {
            var store = await SearchAsync(seed, 100, [new SurrogateProposer(), new VariationProposer(), new PriorProposer()]);
            var pick = new Recommendation(store.Points("test"), store.Confirmations("test"), store.Trial("test", 1)).Default()!;
            Assert.InRange(SyntheticEvaluator.Truth(store.Trial("test", pick.Trial.Number)!.Candidate.Config), MarkAccuracy - 0.003, 1);
            Assert.InRange(pick.Compression, 1.15 * store.Trials("test")[0].Cost!.Compression, double.MaxValue);
        }
    }

    private static async Task<InMemorySearchStore> SearchAsync(long seed, int evaluations, IReadOnlyList<IProposer> proposers)
    {
        var store = new InMemorySearchStore();
        var search = TestSearch.Create(store, seed, evaluations);
        await TestSearch.RunAsync(TestSearch.Loop(store, new SyntheticEvaluator(), proposers), search, TestContext.Current.CancellationToken);
        return store;
    }

    private static double Best(IReadOnlyList<Trial> trials) => trials
        .Where(t => t.Status == TrialStatus.Complete && SyntheticEvaluator.Truth(t.Candidate.Config) >= MarkAccuracy)
        .Max(t => t.Cost!.Compression);

    private static double BestOfSamples(int count)
    {
        var evaluator = new SyntheticEvaluator();
        var random = new RandomStream(1, "samples");
        return Enumerable.Range(0, count)
            .Select(_ => TestSearch.Space.Decode(TestSearch.Space.Sample(random), TestSearch.PixelGrid))
            .Where(c => SyntheticEvaluator.Truth(c) >= MarkAccuracy)
            .Max(c => evaluator.Cost(c, CorpusSplit.Search).Compression);
    }
}
