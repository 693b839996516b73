using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;
using Glyph.Daemon.Composition;
using Glyph.Testing;

namespace Glyph.Daemon.Tests.Composition;

public sealed class WarmStartTests : IDisposable
{
    private const string Space = """{"name":"small","parameters":{"font-size":{"type":"ordinal","values":[6,7,8,9]},"dpi":{"type":"ordinal","values":[60,72,84]}}}""";
    private const string Narrower = """{"name":"narrower","parameters":{"font-size":{"type":"ordinal","values":[6,7]},"dpi":{"type":"ordinal","values":[60,72,84]}}}""";
    private const int Grid = 28;

    private readonly InMemorySearchStore _store = new();

    public void Dispose() => _store.Dispose();

    private static string Prose(int seed) => string.Join(' ', Enumerable.Range(0, 90).Select(i => new RandomStream(seed, FormattableString.Invariant($"word/{i}")).Next(100_000).ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static SearchRequest Request(int searched, int heldOut) => SampleRecords.Search().Request with
    {
        SpaceJson = Space,
        TargetJson = """{"id":"t"}""",
        Earlier = [],
        Corpus = new Corpus("texts", [new CorpusItem("a", Prose(searched))], [new CorpusItem("b", Prose(heldOut))]),
    };

    private void Add(string id, SearchRequest request, SearchState state = SearchState.Finished)
    {
        _store.Create(SampleRecords.Search(id) with { Request = request });
        _store.SetState(id, state, null);
        var space = SearchSpace.Parse(request.SpaceJson, "test");
        var number = 0;
        foreach (var size in new[] { 6, 7, 8, 9 })
        {
            var genome = space.Repair(Genome.Empty.With("font-size", GeneValue.Of(size)).With("dpi", GeneValue.Of(72)));
            var trial = SampleRecords.Trial(++number, accuracy: 0.9);
            _store.Append(id, trial with { Candidate = trial.Candidate with { Genome = genome, Config = space.Decode(genome, Grid) } });
        }

        _store.Append(id, SampleRecords.Trial(++number, TrialStatus.Failed));
    }

    private string Chosen(SearchRequest request) => string.Join("; ", WarmStart.Choose(_store, request, Grid).Searches.Select(s => $"{s.Id}: {string.Join(' ', s.Trials)}").Order(StringComparer.Ordinal));

    [Fact]
    public void Trials_that_were_read_for_the_same_target_tokenizer_and_reader_are_taken()
    {
        var request = Request(1, 2);
        Add("same", Request(3, 4));
        Add("interrupted", Request(5, 6), SearchState.Interrupted);
        Add("failed", request, SearchState.Failed);
        Add("target", request with { TargetJson = """{"id":"u"}""" });
        Add("old", request with { TargetJson = null });
        Add("tokenizer", request with { Tokenizer = "cl100k_base" });
        Add("reader", request with { Reader = new ReaderRequest { Kind = ReaderKind.Onnx, Folder = "/models/a" } });
        Add("tasks", request with { Corpus = request.Corpus with { Search = [request.Corpus.Search[0] with { Tasks = [new ReadingTask { Id = "q", Kind = TaskKind.Question, Metric = TaskMetric.TokenF1 }] }] } });
        Assert.Equal("interrupted: 1 2 3 4; same: 1 2 3 4", Chosen(request));
    }

    [Fact]
    public void How_fast_a_reader_is_asked_does_not_matter_and_which_model_it_is_does()
    {
        ReaderRequest Reader(string model, int concurrency) => new() { Kind = ReaderKind.Served, Endpoint = new Uri("http://127.0.0.1:8000/v1"), Model = model, Concurrency = concurrency };
        Add("a", Request(3, 4) with { Reader = Reader("m", 1) });
        Add("b", Request(3, 4) with { Reader = Reader("n", 1) });
        Assert.Equal("a: 1 2 3 4", Chosen(Request(1, 2) with { Reader = Reader("m", 9) }));
    }

    [Fact]
    public void What_the_new_space_cannot_make_is_left_out_and_the_rest_has_its_genomes()
    {
        Add("a", Request(3, 4));
        var request = Request(1, 2) with { SpaceJson = Narrower };
        var start = WarmStart.Choose(_store, request, Grid);
        Assert.Equal("a: 1 2", Chosen(request));
        Assert.Contains("2 of 4 trials of search a", Assert.Single(start.Notes), StringComparison.Ordinal);

        var space = SearchSpace.Parse(Narrower, "test");
        var loaded = WarmStart.Load(_store, request with { Earlier = start.Searches }, space, Grid);
        Assert.Equal([1, 2], loaded.Select(t => t.Number));
        Assert.All(loaded, t => Assert.Equal(t.Candidate.Config, space.Decode(t.Candidate.Genome!, Grid)));
        Assert.All(loaded, t => Assert.Equal(0.9, t.Accuracy.Mean));
    }

    [Fact]
    public void What_read_the_held_out_text_is_left_out_also_by_way_of_another_and_that_is_told()
    {
        Add("leaks", Request(2, 9));
        Add("through", Request(3, 4) with { Earlier = [new EarlierSearch("leaks", [1])] });
        Add("clean", Request(5, 2));
        var start = WarmStart.Choose(_store, Request(1, 2), Grid);
        Assert.Equal("clean", Assert.Single(start.Searches).Id);
        Assert.Contains(start.Notes, n => n.StartsWith("warm start: search leaks is left out", StringComparison.Ordinal) && n.Contains(Prose(2).Replace(" ", "", StringComparison.Ordinal)[..20], StringComparison.Ordinal));
        Assert.Contains(start.Notes, n => n.StartsWith("warm start: search through is left out", StringComparison.Ordinal));
    }

    [Fact]
    public void What_began_from_a_search_that_is_gone_is_left_out_and_what_names_itself_ends()
    {
        Add("orphan", Request(3, 4) with { Earlier = [new EarlierSearch("gone", [1])] });
        Add("ring-a", Request(5, 6) with { Earlier = [new EarlierSearch("ring-b", [1]), new EarlierSearch("ring-a", [1])] });
        Add("ring-b", Request(7, 8) with { Earlier = [new EarlierSearch("ring-a", [1])] });
        var start = WarmStart.Choose(_store, Request(1, 2), Grid);
        Assert.Equal("ring-a ring-b", string.Join(' ', start.Searches.Select(s => s.Id).Order(StringComparer.Ordinal)));
        Assert.Contains(start.Notes, n => n.StartsWith("warm start: search orphan is left out", StringComparison.Ordinal) && n.Contains("search gone", StringComparison.Ordinal));
        Assert.Empty(WarmStart.Choose(_store, Request(1, 7), Grid).Searches);
    }

    [Fact]
    public void The_trials_are_those_of_the_start_whatever_comes_later()
    {
        Add("a", Request(3, 4), SearchState.Interrupted);
        var request = Request(1, 2);
        request = request with { Earlier = WarmStart.Choose(_store, request, Grid).Searches };
        var space = SearchSpace.Parse(Space, "test");
        var before = WarmStart.Load(_store, request, space, Grid);
        _store.Append("a", SampleRecords.Trial(6));
        Assert.Equal(before.Select(t => t.Number), WarmStart.Load(_store, request, space, Grid).Select(t => t.Number));
    }

    [Fact]
    public void Without_any_that_is_told() =>
        Assert.Contains("no earlier search", Assert.Single(WarmStart.Choose(_store, Request(1, 2), Grid).Notes), StringComparison.Ordinal);
}
