using System.Runtime.CompilerServices;
using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;
using Glyph.Evolution.Tests.Fakes;
using Glyph.Testing;

namespace Glyph.Evolution.Tests.Loop;

public sealed class SearchLoopTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ItReadsTheMarkFirstStoresEachTrialBeforeItsEventAndSaysWhyItStops()
    {
        var store = new InMemorySearchStore();
        var search = TestSearch.Create(store, evaluations: 25);
        var events = new List<SearchEvent>();
        await foreach (var e in TestSearch.Loop(store, new SyntheticEvaluator()).RunAsync(search, Token))
        {
            events.Add(e);
            if (e is TrialFinished finished)
            {
                Assert.Contains(store.Trials("test"), t => t.Number == finished.Trial.Number);
            }
        }

        var trials = store.Trials("test");
        Assert.Equal(TestSearch.Mark.Config, trials[0].Candidate.Config);
        Assert.Equal(Enumerable.Range(1, trials.Count), trials.Select(t => t.Number));
        Assert.Equal(25, trials.Count(t => t.Status is TrialStatus.Complete));
        Assert.Equal(trials.Count, trials.Select(t => t.ConfigHash).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], store.Generations("test").Select(g => g.Number));
        Assert.Equal([1, 5, 9, 13, 17, 21, 25], store.Generations("test").Select(g => g.Evaluations));
        Assert.Equal(store.Confirmations("test").Count, events.OfType<TrialConfirmed>().Count());
        Assert.IsType<SearchStarted>(events[0]);
        Assert.Equal(new SearchStopped(SearchState.Finished, "all 25 evaluations are done"), events[^1]);
        Assert.Equal(SearchState.Finished, store.Find("test")!.State);
        Assert.All(store.Generations("test"), g => Assert.Equal(
            ParetoFront.Of(trials.Where(t => t.Generation <= g.Number).Select(TrialPoint.Of)).Select(t => t.Number), g.Front));
    }

    [Fact]
    public async Task TheSameSeedGivesTheSameSearchAndAnotherSeedAnother()
    {
        async Task<IEnumerable<string>> Hashes(long seed, int parallelism)
        {
            var store = new InMemorySearchStore();
            await TestSearch.RunAsync(TestSearch.Loop(store, new SyntheticEvaluator(), parallelism: parallelism), TestSearch.Create(store, seed, 40), Token);
            return store.Trials("test").Select(t => t.ConfigHash);
        }

        var first = await Hashes(7, 1);
        Assert.Equal(first, await Hashes(7, 4), StringComparer.Ordinal);
        Assert.NotEqual(first, await Hashes(8, 1), StringComparer.Ordinal);
    }

    [Fact]
    public async Task AFailedReadingIsATrialAndTheSearchGoesOn()
    {
        var store = new InMemorySearchStore();
        var evaluator = new SyntheticEvaluator { BeforeReading = (c, _) => c.MarginX == 0 ? throw new ReaderException("the model choked") : Task.CompletedTask };
        await TestSearch.RunAsync(TestSearch.Loop(store, evaluator), TestSearch.Create(store, evaluations: 30), Token);
        var failed = store.Trials("test").Where(t => t.Status == TrialStatus.Failed).ToList();
        Assert.NotEmpty(failed);
        Assert.All(failed, t => Assert.Equal("the model choked", t.Error));
        Assert.Equal(30, store.Trials("test").Count(t => t.Status is TrialStatus.Complete or TrialStatus.Failed));
    }

    [Fact]
    public async Task AnErrorThatNobodyExpectedEndsTheSearchAsFailedAndIsPassedOn()
    {
        var store = new InMemorySearchStore();
        var evaluator = new SyntheticEvaluator { BeforeReading = (_, _) => throw new InvalidOperationException("a defect") };
        await Assert.ThrowsAsync<InvalidOperationException>(() => TestSearch.RunAsync(TestSearch.Loop(store, evaluator), TestSearch.Create(store), Token));
        Assert.Equal(SearchState.Failed, store.Find("test")!.State);
    }

    [Fact]
    public async Task CancellingAbandonsReadingsEvenStubbornOnesAndTheSearchCanBeResumed()
    {
        var store = new InMemorySearchStore();
        var search = TestSearch.Create(store, evaluations: 30);
        var stuck = new TaskCompletionSource();
        var evaluator = new SyntheticEvaluator { BeforeReading = (_, _) => store.Trials("test").Count >= 12 ? stuck.Task : Task.CompletedTask };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var events = new List<SearchEvent>();
        var parts = TestSearch.Parts(store, evaluator) with { Grace = TimeSpan.FromMilliseconds(100) };
        await foreach (var e in new SearchLoop(parts).RunAsync(search, stop.Token))
        {
            events.Add(e);
            if (e is TrialFinished { Trial.Number: >= 12 })
            {
                await stop.CancelAsync();
            }
        }

        Assert.Equal(SearchState.Interrupted, Assert.IsType<SearchStopped>(events[^1]).State);
        Assert.Equal(SearchState.Interrupted, store.Find("test")!.State);
        stuck.SetResult();

        var resumed = await TestSearch.RunAsync(TestSearch.Loop(store, new SyntheticEvaluator()), search, Token);
        Assert.NotEmpty(Assert.IsType<SearchStarted>(resumed[0]).Trials);
        Assert.Equal(SearchState.Finished, store.Find("test")!.State);
        Assert.Equal(30, store.Trials("test").Count(t => t.Status is TrialStatus.Complete));
    }

    [Fact]
    public async Task AReadingThatEndsAfterTheCancellationIsKept()
    {
        var store = new InMemorySearchStore();
        var cancelled = new TaskCompletionSource();
        var reads = 0;
        var evaluator = new SyntheticEvaluator { BeforeReading = (_, _) => Interlocked.Increment(ref reads) > 6 ? cancelled.Task : Task.CompletedTask };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var told = stop.Token.Register(cancelled.SetResult);
        await foreach (var e in TestSearch.Loop(store, evaluator, parallelism: 1).RunAsync(TestSearch.Create(store, evaluations: 30), stop.Token))
        {
            if (e is TrialFinished { Trial.Number: 6 })
            {
                await stop.CancelAsync();
            }
        }

        Assert.Equal(7, store.Trials("test").Count);
        Assert.Equal(SearchState.Interrupted, store.Find("test")!.State);
    }

    [Fact]
    public async Task CandidatesThatBreakAConstraintAreNotReadAndSayWhy()
    {
        var space = SearchSpace.Parse(
            """
            {"name": "small", "base": {"page-size": "595,842"}, "parameters": {
              "font-size": {"type": "integer", "low": 5, "high": 30},
              "font-color": {"type": "categorical", "values": ["#000000", "#DDDDDD"]}},
             "constraints": {"contrast": {"min": 4.5}, "compression": {"min": 1}}}
            """,
            "small.json");
        var store = new InMemorySearchStore();
        var evaluator = new SyntheticEvaluator();
        var events = await TestSearch.RunAsync(TestSearch.Loop(store, evaluator, space: space), TestSearch.Create(store, evaluations: 60), Token);
        var infeasible = store.Trials("test").Where(t => t.Status == TrialStatus.Infeasible).ToList();
        Assert.NotEmpty(infeasible);
        Assert.All(infeasible, t => Assert.True(t.ViolationDegree > 0 && t.Violations.Count > 0 && t.Measurement is null));
        Assert.Equal("the proposers have no new candidate left", Assert.IsType<SearchStopped>(events[^1]).Reason);
    }

    [Fact]
    public async Task WhatAPerfectTrialAlreadyBeatsIsScreenedOut()
    {
        // Compression, and whether the reading is perfect, follow from the font size alone.
        var space = SearchSpace.Parse("""{"name": "sizes", "base": {"page-size": "595,842", "alignment": "LEFT"}, "parameters": {"font-size": {"type": "integer", "low": 5, "high": 40}}}""", "sizes.json");
        var store = new InMemorySearchStore();
        var search = TestSearch.Create(store, evaluations: 12, change: r => r with { BatchSize = 4 });
        var evaluator = new PerfectAbove(12);
        await TestSearch.RunAsync(TestSearch.Loop(store, evaluator, [new PriorProposer()], space), search, Token);
        var trials = store.Trials("test");
        var screened = trials.Where(t => t.Status == TrialStatus.Screened).ToList();
        Assert.NotEmpty(screened);
        Assert.All(screened, s => Assert.Contains(trials, t => t.Generation < s.Generation && t.Objectives is { Accuracy: 1 } o && o.Compression >= s.Cost!.Compression));
    }

    [Fact]
    public async Task WallTimeStopsBetweenReadingsAndStagnationAfterGenerationsWithoutGain()
    {
        var store = new InMemorySearchStore();
        var search = TestSearch.Create(store, evaluations: 50, change: r => r with { Budget = r.Budget with { WallTime = TimeSpan.Zero } });
        var events = await TestSearch.RunAsync(TestSearch.Loop(store, new SyntheticEvaluator()), search, Token);
        Assert.Contains("wall time", Assert.IsType<SearchStopped>(events[^1]).Reason, StringComparison.Ordinal);
        Assert.Empty(store.Trials("test"));

        var flat = new InMemorySearchStore();
        var stagnant = TestSearch.Create(flat, evaluations: 100, change: r => r with { Budget = r.Budget with { StagnantGenerations = 2 } });
        var evaluator = new SyntheticEvaluator { BeforeReading = (c, _) => c == TestSearch.Mark.Config ? Task.CompletedTask : throw new ReaderException("no") };
        events = await TestSearch.RunAsync(TestSearch.Loop(flat, evaluator), stagnant, Token);
        Assert.Equal("the hypervolume has not grown for 2 generations", Assert.IsType<SearchStopped>(events[^1]).Reason);
        Assert.Equal(3, flat.Generations("test").Count);
    }

    [Fact]
    public async Task WhereAProposerHasNothingToSayTheOthersFillIn()
    {
        var store = new InMemorySearchStore();
        var counting = new CountingProposer();
        await TestSearch.RunAsync(
            TestSearch.Loop(store, new SyntheticEvaluator(), [counting, new PriorProposer()]),
            TestSearch.Create(store, evaluations: 20), Token);
        Assert.NotEmpty(counting.Asked);
        Assert.Equal(20, store.Trials("test").Count(t => t.IsEvaluation));
    }

    private sealed class CountingProposer : IProposer
    {
        public List<int> Asked { get; } = [];

        public string Name => "counting";

        public async IAsyncEnumerable<Candidate> ProposeAsync(ProposalContext context, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Asked.Add(count);
            await Task.CompletedTask;
            yield break;
        }
    }

    private sealed class PerfectAbove(double size) : IEvaluator
    {
        private readonly SyntheticEvaluator _inner = new(noisy: false);

        public Core.Costs.CostReport Cost(Core.Configs.RenderConfig config, Core.Corpora.CorpusSplit split) => _inner.Cost(config, split);

        public string PagesHash(Core.Configs.RenderConfig config, Core.Corpora.CorpusSplit split, CancellationToken cancellationToken) => config.Hash();

        public async Task<Measurement> ReadAsync(Core.Configs.RenderConfig config, ReadPlan plan, Func<Measurement, bool>? readOn, CancellationToken cancellationToken)
        {
            var measurement = await _inner.ReadAsync(config, plan, readOn, cancellationToken);
            return config.FontSize >= size ? measurement with { Accuracy = measurement.Accuracy with { Mean = 1 } } : measurement;
        }
    }
}
