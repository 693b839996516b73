using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Trials;
using Glyph.Evolution.Confirming;
using Glyph.Evolution.Surrogate;
using Glyph.Evolution.Tests.Fakes;
using Glyph.Testing;

namespace Glyph.Evolution.Tests.Loop;

/// <summary>What a search does when its reader ends it, and when what was read breaks a constraint.</summary>
public sealed class SpendingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ASpentLimitStopsTheSearchWithItsResultsAndARaisedOneGoesOn()
    {
        var limited = new InMemorySearchStore();
        var evaluator = new SyntheticEvaluator();
        var reads = 0;
        evaluator.BeforeReading = (_, _) => Interlocked.Increment(ref reads) > 17 ? throw new SpendLimitException("all 17 requests are spent") : Task.CompletedTask;
        var search = TestSearch.Create(limited, evaluations: 30);
        var events = await TestSearch.RunAsync(TestSearch.Loop(limited, evaluator, parallelism: 1), search, Token);

        Assert.Equal(new SearchStopped(SearchState.Finished, "all 17 requests are spent"), events[^1]);
        Assert.Equal(17, limited.Trials("test").Count(t => t.Status == TrialStatus.Complete));
        Assert.DoesNotContain(limited.Trials("test"), t => t.Status == TrialStatus.Failed);
        Assert.Contains(events.OfType<SearchNotice>(), notice => notice.Message.Contains("not wholly confirmed", StringComparison.Ordinal));

        evaluator.BeforeReading = (_, _) => Task.CompletedTask;
        await TestSearch.RunAsync(TestSearch.Loop(limited, evaluator, parallelism: 1), search, Token);
        var whole = new InMemorySearchStore();
        await TestSearch.RunAsync(TestSearch.Loop(whole, new SyntheticEvaluator()), TestSearch.Create(whole, evaluations: 30), Token);
        Assert.Equal(whole.Trials("test").Select(t => (t.Number, t.ConfigHash, t.Objectives)), limited.Trials("test").Select(t => (t.Number, t.ConfigHash, t.Objectives)));
    }

    [Fact]
    public async Task AReaderThatIsGoneEndsTheSearchAndBlamesNoTrial()
    {
        var store = new InMemorySearchStore();
        var evaluator = new SyntheticEvaluator();
        var reads = 0;
        evaluator.BeforeReading = (_, _) => Interlocked.Increment(ref reads) > 5 ? throw new ReaderUnavailableException("the key is not accepted") : Task.CompletedTask;
        var events = await TestSearch.RunAsync(TestSearch.Loop(store, evaluator), TestSearch.Create(store, evaluations: 30), Token);

        Assert.Equal(new SearchStopped(SearchState.Failed, "the key is not accepted"), events[^1]);
        Assert.DoesNotContain(store.Trials("test"), t => t.Status == TrialStatus.Failed);
        Assert.Equal(SearchState.Failed, store.Find("test")!.State);
    }

    [Fact]
    public async Task ASearchInWhichNothingCanBeReadStopsAfterItsFirstGeneration()
    {
        var store = new InMemorySearchStore();
        var evaluator = new SyntheticEvaluator { BeforeReading = (_, _) => throw new ReaderException("the context is too short") };
        var events = await TestSearch.RunAsync(TestSearch.Loop(store, evaluator), TestSearch.Create(store, evaluations: 50), Token);

        Assert.Equal(new SearchStopped(SearchState.Finished, "none of the first 5 configs could be read; the first: the context is too short"), events[^1]);
        Assert.Equal(5, store.Trials("test").Count(t => t.IsEvaluation));
    }

    [Fact]
    public async Task WhatReadsIdentifiersWronglyIsInfeasibleAndCountsAsAnEvaluationButTheMarkStays()
    {
        var store = new InMemorySearchStore();
        var search = TestSearch.Create(store, evaluations: 30, change: request => request with { MaxWrongIds = 0 });
        await TestSearch.RunAsync(TestSearch.Loop(store, new WrongIdsEvaluator()), search, Token);

        var trials = store.Trials("test");
        Assert.Equal(30, trials.Count(t => t.IsEvaluation));
        Assert.Equal(TrialStatus.Complete, trials[0].Status);
        Assert.All(trials.Skip(1).Where(t => t.Measurement is not null), t => Assert.Equal(t.Measurement!.WrongIds > 0 ? TrialStatus.Infeasible : TrialStatus.Complete, t.Status));
        var broken = trials.First(t => t is { Status: TrialStatus.Infeasible, Measurement: not null });
        Assert.Equal("1 of 20 identifiers came back silently wrong; at most 0 % may", Assert.Single(broken.Violations));
        Assert.Equal(0.05, broken.ViolationDegree, 1e-12);
    }

    [Fact]
    public async Task TheSurrogateLearnsWhereTheConstraintHolds()
    {
        var store = new InMemorySearchStore();
        var search = TestSearch.Create(store, evaluations: 60, change: request => request with { MaxWrongIds = 0 });
        await TestSearch.RunAsync(TestSearch.Loop(store, new WrongIdsEvaluator(), [new SurrogateProposer()]), search, Token);

        // The constraint holds from an accuracy of 0.99 on: what is read lies about there, not where the hypervolume would be won.
        var later = store.Trials("test").Where(t => t.Measurement is not null).Skip(20).ToList();
        Assert.True(later.Average(t => t.Measurement!.Accuracy.Mean) > 0.97);
        Assert.Contains(later, t => t.Status == TrialStatus.Complete && t.Cost!.Compression > 3);
    }

    [Fact]
    public async Task WhatBreaksTheConstraintWhenItIsReadAgainTakesNobodysPlace()
    {
        var store = new InMemorySearchStore();
        var search = TestSearch.Create(store, evaluations: 40, change: request => request with { MaxWrongIds = 0 });
        await TestSearch.RunAsync(TestSearch.Loop(store, new WrongIdsEvaluator { Purpose = SpendPurpose.Confirmation }), search, Token);

        var confirmations = store.Confirmations("test");
        Assert.Contains(confirmations, c => c.Trial != 1 && c.Measurement.WrongIds > 0);
        Assert.Contains(confirmations, c => c.Trial != 1 && c.Measurement.WrongIds == 0);
        Assert.NotEqual(1, new Recommendation(store.Points("test"), confirmations, store.Trial("test", 1), 0).Default()!.Trial.Number);
    }

    [Fact]
    public async Task ConfirmationsAreReadForTheirOwnShare()
    {
        var store = new InMemorySearchStore();
        await TestSearch.RunAsync(TestSearch.Loop(store, new SyntheticEvaluator()), TestSearch.Create(store, evaluations: 20), Token);

        Assert.NotEmpty(store.Confirmations("test"));
        Assert.All(store.Confirmations("test"), c => Assert.Equal(SpendPurpose.Confirmation, c.Plan.Purpose));
    }

    /// <summary>The synthetic landscape, where one of twenty identifiers is wrong below an accuracy, in readings for one purpose or for all.</summary>
    private sealed class WrongIdsEvaluator : IEvaluator
    {
        private readonly SyntheticEvaluator _landscape = new();

        public SpendPurpose? Purpose { get; init; }

        public Core.Costs.CostReport Cost(Core.Configs.RenderConfig config, Core.Corpora.CorpusSplit split) => _landscape.Cost(config, split);

        public string PagesHash(Core.Configs.RenderConfig config, Core.Corpora.CorpusSplit split, CancellationToken cancellationToken) => config.Hash();

        public async Task<Measurement> ReadAsync(Core.Configs.RenderConfig config, ReadPlan plan, Func<Measurement, bool>? readOn, CancellationToken cancellationToken)
        {
            var measurement = await _landscape.ReadAsync(config, plan, readOn, cancellationToken);
            return measurement with
            {
                Items = [new ItemScore("item", measurement.Accuracy.Mean, 1, ItemOutcome.Partial) { Ids = 20, WrongIds = measurement.Accuracy.Mean < 0.99 && (Purpose ?? plan.Purpose) == plan.Purpose ? 1 : 0 }],
            };
        }
    }
}
