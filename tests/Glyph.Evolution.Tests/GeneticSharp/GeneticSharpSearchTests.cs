using CsCheck;
using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;
using Glyph.Evolution.GeneticSharp;
using Glyph.Evolution.Tests.Fakes;
using Glyph.Evolution.Tests.Loop;
using Glyph.Testing;

namespace Glyph.Evolution.Tests.GeneticSharp;

/// <summary>Whole searches that GeneticSharp evolves, on the loop, evaluator and store of every search.</summary>
public sealed class GeneticSharpSearchTests
{
    private const int Evaluations = 40;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ASearchFinishesAndItsChildrenNameTheTrialsTheyComeFrom()
    {
        var (store, events) = await RunAsync(seed: 1, Evaluations);
        Assert.Equal("all 40 evaluations are done", Assert.IsType<SearchStopped>(events[^1]).Reason);
        var trials = store.Trials("test");
        Assert.Equal(Evaluations, trials.Count(t => t.IsEvaluation));
        Assert.Equal(trials.Count, trials.Select(t => t.ConfigHash).Distinct(StringComparer.Ordinal).Count());

        var ours = trials.Where(t => t.Candidate.Provenance.Proposer is "geneticsharp").ToList();
        Assert.Equal(["crossover+mutation", "mutation", "prior sample"], ours.Select(t => t.Candidate.Provenance.Operator).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.All(ours, t => Assert.All(t.Candidate.Provenance.Parents, parent => Assert.True(trials[parent - 1].Generation < t.Generation)));
        Assert.All(ours.Where(t => t.Generation > 1), t => Assert.Equal(t.Candidate.Provenance.Operator is "mutation" ? 1 : 2, t.Candidate.Provenance.Parents.Count));
        Assert.Equal(store.Generations("test")[^1].Population, new GeneticSharpEngine([]).Survivors(store.Points("test"), 20).Select(p => p.Number));
    }

    [Fact]
    public async Task TheSameSeedGivesTheSameSearchAlsoBesideAnother()
    {
        var alone = await HashesAsync(seed: 7);
        Assert.NotEqual(alone, await HashesAsync(seed: 8), StringComparer.Ordinal);
        var beside = await Task.WhenAll(new long[] { 7, 8, 9, 7 }.Select(seed => Task.Run(() => HashesAsync(seed), Token)));
        Assert.Equal(alone, beside[0], StringComparer.Ordinal);
        Assert.Equal(alone, beside[3], StringComparer.Ordinal);
    }

    [Fact]
    public async Task KilledAtAnyWriteAndResumedASearchIsTheOneThatWasNotKilled()
    {
        var expected = ResumeTests.Story((await RunAsync(seed: 1, Evaluations, ["llm:tiny"])).Store);
        await Gen.Int[0, 60].Array[1, 3].SampleAsync(async kills =>
        {
            var store = new InMemorySearchStore();
            var search = TestSearch.Create(store, evaluations: Evaluations);
            foreach (var kill in kills)
            {
                var writes = 0;
                var dying = new WatchedStore(store) { BeforeWrite = () => ResumeTests.ThrowIf(writes++ >= kill) };
                await Record.ExceptionAsync(() => TestSearch.RunAsync(Loop(dying, ["llm:tiny"]), search, Token));
            }

            await TestSearch.RunAsync(Loop(store, ["llm:tiny"]), search, Token);
            Assert.Equal(expected, ResumeTests.Story(store));
        }, iter: 10, threads: 1);
    }

    [Fact]
    public async Task AskedTwiceTheProposerSaysTheSameAndAskedOnOtherThings()
    {
        var trials = TrialMaker.Read(30, seed: 4);
        var proposer = new GeneticSharpProposer();
        var context = Context(trials);
        var first = await ListAsync(proposer.ProposeAsync(context, 10, Token));
        Assert.Equal(10, first.Select(c => c.Config.Hash()).Except(trials.Select(t => t.ConfigHash), StringComparer.Ordinal).Count());
        Assert.Equal(first.Select(Essence), (await ListAsync(proposer.ProposeAsync(Context(trials), 10, Token))).Select(Essence));
        Assert.NotEqual(first.Select(Essence), (await ListAsync(proposer.ProposeAsync(context, 10, Token))).Select(Essence));

        static (string, string, string) Essence(Candidate c) => (c.Config.Hash(), c.Provenance.Operator, string.Join(',', c.Provenance.Parents));
    }

    [Fact]
    public async Task AModelsIdeasGoThroughTheMutationAndStayItsOwn()
    {
        var model = new EditingModel("llm:tiny");
        var (store, _) = await RunAsync(seed: 3, evaluations: 60, [model]);
        var ideas = store.Trials("test").Where(t => t.Candidate.Provenance.Proposer is "llm:tiny").ToList();
        Assert.NotEmpty(ideas);
        Assert.All(ideas, t => Assert.Equal(FormattableString.Invariant($"g{t.Generation}-llm:tiny"), t.Candidate.Provenance.Journal));
        Assert.All(ideas, t => Assert.EndsWith($"for {Assert.Single(t.Candidate.Provenance.Parents)}", t.Candidate.Provenance.Reason, StringComparison.Ordinal));
        Assert.All(ideas, t => Assert.Equal(t.Candidate.Config, TestSearch.Space.Decode(t.Candidate.Genome!, TestSearch.PixelGrid)));
        Assert.Equal(model.Asked, model.Asked.Distinct());

        // The same ideas as under the default engine, where they are taken as they are.
        var context = Context(TrialMaker.Read(30, seed: 4));
        foreach (var idea in await ListAsync(model.ProposeAsync(context with { Front = context.Population }, 10, Token)))
        {
            var adopted = new GeneticSharpEngine([model]).Adopt(context, idea);
            Assert.NotSame(idea, adopted);
            Assert.Equal(idea, adopted);
            Assert.Same(idea, new GeneticSharpEngine([]).Adopt(context, idea));
            var stray = idea with { Provenance = idea.Provenance with { Parents = [999] } };
            Assert.Same(stray, new GeneticSharpEngine([model]).Adopt(context, stray));
        }
    }

    [Fact]
    public async Task TheLedgerAddsUpForEveryProposer()
    {
        var (store, _) = await RunAsync(seed: 3, evaluations: 60, ["llm:tiny", "llm:large"]);
        var (trials, generations) = (store.Trials("test"), store.Generations("test"));
        foreach (var tallies in generations.SelectMany(g => g.Proposers).GroupBy(t => t.Proposer, StringComparer.Ordinal))
        {
            Assert.Equal(tallies.Sum(t => t.Proposed), tallies.Sum(t => t.Evaluations + t.Dropped.Values.Sum()));
            Assert.Equal(trials.Count(t => t.IsEvaluation && string.Equals(t.Candidate.Provenance.Proposer, tallies.Key, StringComparison.Ordinal)), tallies.Sum(t => t.Evaluations));
            Assert.Equal(tallies.Key.StartsWith("llm:", StringComparison.Ordinal) ? generations.Count - 1 : 0, tallies.Sum(t => t.Spent.Requests));
        }

        Assert.Equal(["geneticsharp", "llm:large", "llm:tiny", "random", "seed"], generations.SelectMany(g => g.Proposers).Select(t => t.Proposer).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal(60, generations.Sum(g => g.Proposers.Sum(t => t.Evaluations)));
        Assert.Equal(generations[^1].Hypervolume, generations.Sum(g => g.Proposers.Sum(t => t.Gained)), 1e-9);
    }

    [Fact]
    public async Task ASpaceOfOneParameterIsSearchedToItsEnd()
    {
        var space = SearchSpace.Parse("""{"name": "sizes", "base": {"page-size": "595,842"}, "parameters": {"font-size": {"type": "integer", "low": 5, "high": 24}}}""", "sizes.json");
        var store = new InMemorySearchStore();
        var parts = TestSearch.Parts(store, new SyntheticEvaluator(), space: space) with { Engine = new GeneticSharpEngine([]) };
        var events = await TestSearch.RunAsync(new SearchLoop(parts), TestSearch.Create(store, evaluations: 100), Token);
        Assert.Equal("the proposers have no new candidate left", Assert.IsType<SearchStopped>(events[^1]).Reason);
        Assert.Equal(20, store.Trials("test").Count(t => t.Candidate.Config.FontSize is >= 5 and <= 24 && t.Number > 1));
    }

    [Fact]
    public async Task AHypervolumeThatStandsStillEndsTheSearch()
    {
        var store = new InMemorySearchStore();
        var search = TestSearch.Create(store, evaluations: 100, change: r => r with { Budget = r.Budget with { StagnantGenerations = 2 } });
        var evaluator = new SyntheticEvaluator { BeforeReading = (c, _) => c == TestSearch.Mark.Config ? Task.CompletedTask : throw new ReaderException("no") };
        var events = await TestSearch.RunAsync(new SearchLoop(TestSearch.Parts(store, evaluator) with { Engine = new GeneticSharpEngine([]) }), search, Token);
        Assert.Equal("the hypervolume has not grown for 2 generations", Assert.IsType<SearchStopped>(events[^1]).Reason);
        Assert.Equal(3, store.Generations("test").Count);
    }

    [Fact]
    public async Task ItFindsMoreThanRandomSearch()
    {
        var (wins, seeds) = (0, 6);
        for (var seed = 1; seed <= seeds; seed++)
        {
            var random = new InMemorySearchStore();
            await TestSearch.RunAsync(TestSearch.Loop(random, new SyntheticEvaluator(), [new PriorProposer()]), TestSearch.Create(random, seed, 100), Token);
            var (ours, _) = await RunAsync(seed, evaluations: 100);
            wins += ours.Generations("test")[^1].Hypervolume > random.Generations("test")[^1].Hypervolume ? 1 : 0;
        }

        Assert.InRange(wins, seeds - 1, seeds);
    }

    private static async Task<IEnumerable<string>> HashesAsync(long seed) =>
        (await RunAsync(seed, Evaluations)).Store.Trials("test").Select(t => t.ConfigHash);

    private static Task<(InMemorySearchStore Store, List<SearchEvent> Events)> RunAsync(long seed, int evaluations, IReadOnlyList<string>? models = null) =>
        RunAsync(seed, evaluations, [.. (models ?? []).Select(name => new EditingModel(name))]);

    private static async Task<(InMemorySearchStore Store, List<SearchEvent> Events)> RunAsync(long seed, int evaluations, IReadOnlyList<IProposer> models)
    {
        var store = new InMemorySearchStore();
        return (store, await TestSearch.RunAsync(Loop(store, models), TestSearch.Create(store, seed, evaluations), Token));
    }

    private static SearchLoop Loop(Core.Stores.ISearchStore store, IReadOnlyList<string> models) => Loop(store, [.. models.Select(name => new EditingModel(name))]);

    private static SearchLoop Loop(Core.Stores.ISearchStore store, IReadOnlyList<IProposer> models) =>
        new(TestSearch.Parts(store, new SyntheticEvaluator()) with { Engine = new GeneticSharpEngine(models) });

    private static ProposalContext Context(IReadOnlyList<Trial> trials)
    {
        var evaluator = new SyntheticEvaluator();
        return new ProposalContext
        {
            SearchId = "test",
            Space = TestSearch.Space,
            PixelGrid = TestSearch.PixelGrid,
            Generation = 1,
            History = new ListHistory(trials),
            Population = [.. new GeneticSharpEngine([]).Survivors([.. trials.Select(TrialPoint.Of)], 20).Select(p => trials[p.Number - 1])],
            Front = [],
            Random = new RandomStream(1, "proposals"),
            Cost = c => evaluator.Cost(c, CorpusSplit.Search),
        };
    }

    private static async Task<List<Candidate>> ListAsync(IAsyncEnumerable<Candidate> candidates)
    {
        var list = new List<Candidate>();
        await foreach (var candidate in candidates)
        {
            list.Add(candidate);
        }

        return list;
    }
}
