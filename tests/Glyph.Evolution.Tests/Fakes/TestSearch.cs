using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Glyph.Evolution.Loop;

namespace Glyph.Evolution.Tests.Fakes;

/// <summary>Makes searches over the shipped compact space.</summary>
internal static class TestSearch
{
    public const int PixelGrid = 28;

    public static SearchSpace Compact { get; } = Load("compact");

    public static Candidate Mark { get; } = new(
        Compact.Encode(RenderConfig.Published(), PixelGrid), RenderConfig.Published(), new Provenance { Proposer = "seed", Operator = "published config" });

    public static Search Create(ISearchStore store, long seed = 1, int evaluations = 60, Func<SearchRequest, SearchRequest>? change = null)
    {
        var request = new SearchRequest
        {
            Seed = seed,
            SpaceJson = Compact.Json,
            Corpus = new Corpus("test", [new CorpusItem("a.txt", "some text")], [new CorpusItem("b.txt", "other text")]),
            Target = "glm-4.1v",
            Tokenizer = "o200k_base",
            Budget = new Budget { Evaluations = evaluations },
        };
        var search = new Search { Id = "test", Request = change?.Invoke(request) ?? request, CreatedAt = DateTimeOffset.UnixEpoch };
        store.Create(search);
        return search;
    }

    public static SearchLoop Loop(ISearchStore store, IEvaluator evaluator, IReadOnlyList<ProposerSlot>? proposers = null, SearchSpace? space = null, int parallelism = 2) =>
        new(store, evaluator, space ?? Compact, PixelGrid, proposers ?? Proposers.Create(), [Mark], TimeProvider.System, parallelism);

    public static async Task<List<SearchEvent>> RunAsync(SearchLoop loop, Search search, CancellationToken cancellationToken = default)
    {
        var events = new List<SearchEvent>();
        await foreach (var e in loop.RunAsync(search, cancellationToken))
        {
            events.Add(e);
        }

        return events;
    }

    private static SearchSpace Load(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Glyph.sln")))
        {
            folder = folder.Parent;
        }

        return SearchSpace.Parse(File.ReadAllText(Path.Combine(folder.FullName, "search-spaces", $"{name}.json")), $"{name}.json");
    }
}
