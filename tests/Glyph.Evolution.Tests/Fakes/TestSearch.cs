using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Glyph.Evolution.Nsga2;
using Glyph.Evolution.Surrogate;
using Glyph.Evolution.Variation;

namespace Glyph.Evolution.Tests.Fakes;

/// <summary>Makes searches over the space of the synthetic landscape.</summary>
internal static class TestSearch
{
    public const int PixelGrid = 28;

    public static SearchSpace Space { get; } = Load();

    public static Candidate Mark { get; } = new(
        Space.Encode(RenderConfig.Published(), PixelGrid), RenderConfig.Published(), new Provenance { Proposer = "seed", Operator = "published config" });

    public static Search Create(ISearchStore store, long seed = 1, int evaluations = 60, Func<SearchRequest, SearchRequest>? change = null)
    {
        var request = new SearchRequest
        {
            Seed = seed,
            SpaceJson = Space.Json,
            Corpus = new Corpus("test", [new CorpusItem("a.txt", "some text")], [new CorpusItem("b.txt", "other text")]),
            Target = "glm-4.1v",
            Tokenizer = "o200k_base",
            Budget = new Budget { Evaluations = evaluations },
        };
        var search = new Search { Id = "test", Request = change?.Invoke(request) ?? request, CreatedAt = DateTimeOffset.UnixEpoch };
        store.Create(search);
        return search;
    }

    public static SearchLoop Loop(ISearchStore store, IEvaluator evaluator, IReadOnlyList<IProposer>? proposers = null, SearchSpace? space = null, int parallelism = 2) =>
        new(Parts(store, evaluator, proposers, space, parallelism));

    public static SearchParts Parts(ISearchStore store, IEvaluator evaluator, IReadOnlyList<IProposer>? proposers = null, SearchSpace? space = null, int parallelism = 2) => new()
    {
        Store = store,
        Evaluator = evaluator,
        Space = space ?? Space,
        PixelGrid = PixelGrid,
        Engine = new GlyphEngine(proposers ?? [new SurrogateProposer(), new VariationProposer(), new PriorProposer()]),
        Marks = [Mark],
        Time = TimeProvider.System,
        Parallelism = parallelism,
    };

    public static async Task<List<SearchEvent>> RunAsync(SearchLoop loop, Search search, CancellationToken cancellationToken = default)
    {
        var events = new List<SearchEvent>();
        await foreach (var e in loop.RunAsync(search, cancellationToken))
        {
            events.Add(e);
        }

        return events;
    }

    /// <summary>What a proposer is shown after these trials.</summary>
    public static ProposalContext Context(IReadOnlyList<Trial> trials, long seed = 1)
    {
        var evaluator = new SyntheticEvaluator();
        var history = new ListHistory(trials);
        return new ProposalContext
        {
            SearchId = "test",
            Space = Space,
            PixelGrid = PixelGrid,
            Generation = 1,
            History = history,
            Population = [.. Survivors.Select(history.Points, 20).Select(p => history.Get(p.Number))],
            Front = [.. ParetoFront.Of(history.Points).Select(p => history.Get(p.Number))],
            Random = new RandomStream(seed, "proposals"),
            Cost = c => evaluator.Cost(c, CorpusSplit.Search),
        };
    }

    private static SearchSpace Load()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Fakes", "synthetic-space.json");
        return SearchSpace.Parse(File.ReadAllText(path), path);
    }
}
