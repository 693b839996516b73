using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Xunit;

namespace Glyph.Testing;

/// <summary>What every <see cref="ISearchStore"/> keeps.</summary>
public abstract class SearchStoreContract : IDisposable
{
    private ISearchStore? _store;

    /// <summary>The store under test, empty at the start of each test.</summary>
    protected ISearchStore Store => _store ??= Open();

    /// <summary>Opens an empty store.</summary>
    protected abstract ISearchStore Open();

    /// <summary>Closes the store and opens it again with what it holds; a store without a file gives itself back.</summary>
    protected abstract ISearchStore Reopen(ISearchStore store);

    public void Dispose()
    {
        _store?.Dispose();
        CleanUp();
        GC.SuppressFinalize(this);
    }

    /// <summary>Removes what the test left.</summary>
    protected virtual void CleanUp()
    {
    }

    [Fact]
    public void An_empty_store_has_no_search()
    {
        Assert.Empty(Store.Searches());
        Assert.Null(Store.Find(null));
        Assert.Null(Store.Find("2026"));
        Assert.Null(Store.Get("2026"));
        Assert.Empty(Store.Trials("2026"));
    }

    [Fact]
    public void Every_record_comes_back_as_it_was()
    {
        var search = SampleRecords.Search();
        Trial[] trials =
        [
            SampleRecords.Trial(1),
            SampleRecords.Trial(2, TrialStatus.Screened),
            SampleRecords.Trial(3, TrialStatus.Infeasible),
            SampleRecords.Trial(4, TrialStatus.Failed) with { Cost = null },
            SampleRecords.Trial(5) with { Candidate = SampleRecords.Trial().Candidate with { Genome = null } },
        ];
        Store.Create(search);
        Array.ForEach(trials, t => Store.Append(search.Id, t));
        Store.Append(search.Id, SampleRecords.Generation());
        Store.Append(search.Id, SampleRecords.Entry());
        Store.Append(search.Id, SampleRecords.Entry("g1-mutate") with { Answer = null, Error = "no answer" });
        Store.Append(search.Id, new IdeaOutcome("g0-mutate", 0, "repaired", "dpi 71.6 -> 72"));
        Store.Append(search.Id, SampleRecords.Confirmation());

        var store = Reopen(Store);

        Same(search, store.Find(search.Id)!);
        Same(trials, store.Trials(search.Id));
        Same(new[] { SampleRecords.Generation() }, store.Generations(search.Id));
        Same(new[] { SampleRecords.Entry(), SampleRecords.Entry("g1-mutate") with { Answer = null, Error = "no answer" } }, store.Journal(search.Id));
        Same(new[] { new IdeaOutcome("g0-mutate", 0, "repaired", "dpi 71.6 -> 72") }, store.Ideas(search.Id));
        Same(new[] { SampleRecords.Confirmation() }, store.Confirmations(search.Id));
        Assert.Equal(trials[0].Objectives, store.Trials(search.Id)[0].Objectives);
        Assert.Equal(trials[0].Candidate.Genome, store.Trials(search.Id)[0].Candidate.Genome);
        Assert.Equal(trials[0].Candidate.Config, store.Trials(search.Id)[0].Candidate.Config);
    }

    [Fact]
    public void Searches_come_newest_first_by_when_they_began_then_by_when_they_were_added()
    {
        Store.Create(SampleRecords.Search("middle-1", 5));
        Store.Create(SampleRecords.Search("newest", 9));
        Store.Create(SampleRecords.Search("middle-2", 5));
        Store.Create(SampleRecords.Search("oldest"));
        var store = Reopen(Store);

        Assert.Equal("newest middle-2 middle-1 oldest", string.Join(' ', store.Searches().Select(s => s.Id)));
        Assert.Equal("newest", store.Find(null)!.Id);
    }

    [Fact]
    public void A_search_is_found_by_its_id_and_by_an_unambiguous_beginning_of_it()
    {
        Store.Create(SampleRecords.Search("20261122-a"));
        Store.Create(SampleRecords.Search("20261122-ab"));
        Store.Create(SampleRecords.Search("20261123-c"));

        Assert.Equal("20261122-a", Store.Find("20261122-a")!.Id);
        Assert.Equal("20261122-ab", Store.Find("20261122-ab")!.Id);
        Assert.Equal("20261123-c", Store.Find("20261123")!.Id);
        Assert.Null(Store.Find("20261124"));
        Assert.Null(Store.Find("20261123-C"));
        Assert.Null(Store.Find("20261123-cc"));
        var error = Assert.Throws<InvalidInputException>(() => Store.Find("20261122"));
        Assert.Contains("'20261122'", error.Message, StringComparison.Ordinal);
        Assert.Contains("20261122-a", error.Message, StringComparison.Ordinal);
        Assert.Contains("20261122-ab", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("20261123", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void By_its_whole_id_a_search_is_found_however_many_begin_so()
    {
        Store.Create(SampleRecords.Search("20261122-a"));
        Store.Create(SampleRecords.Search("20261122-ab"));
        Store.Create(SampleRecords.Search("20261122-ac"));

        Same(SampleRecords.Search("20261122-a"), Store.Get("20261122-a")!);
        Assert.Null(Store.Get("20261122"));
        Assert.Null(Store.Get("20261122-"));
        Assert.Null(Store.Get("20261122-A"));
        Assert.Null(Store.Get(""));
        Assert.Null(Store.Get(new string('a', 5_000)));
    }

    [Fact]
    public void A_taken_id_is_refused_and_the_first_search_kept()
    {
        Store.Create(SampleRecords.Search("a"));

        var error = Assert.Throws<StoreException>(() => Store.Create(SampleRecords.Search("a", 7)));

        Assert.Contains("search a already", error.Message, StringComparison.Ordinal);
        Assert.Equal(SampleRecords.Epoch, Assert.Single(Store.Searches()).CreatedAt);
        Store.Create(SampleRecords.Search("A"));
    }

    [Fact]
    public void The_state_can_be_set_and_set_again()
    {
        Store.Create(SampleRecords.Search("a"));
        Store.Create(SampleRecords.Search("b"));

        Store.SetState("a", SearchState.Finished, "150 evaluations");
        var store = Reopen(Store);
        Assert.Equal((SearchState.Finished, "150 evaluations"), (store.Find("a")!.State, store.Find("a")!.StopReason));
        Assert.Equal((SearchState.Running, null), (store.Find("b")!.State, store.Find("b")!.StopReason));

        store.SetState("a", SearchState.Running, null);
        store = Reopen(store);
        Assert.Equal((SearchState.Running, null), (store.Find("a")!.State, store.Find("a")!.StopReason));
    }

    [Fact]
    public void Writing_to_an_unknown_search_is_refused()
    {
        Assert.Throws<StoreException>(() => Store.SetState("x", SearchState.Finished, null));
        Assert.Throws<StoreException>(() => Store.Append("x", SampleRecords.Trial()));
        Assert.Throws<StoreException>(() => Store.Append("x", SampleRecords.Generation()));
        Assert.Throws<StoreException>(() => Store.Append("x", SampleRecords.Entry()));
        Assert.Throws<StoreException>(() => Store.Append("x", new IdeaOutcome("g0", 0, "used", null)));
        var error = Assert.Throws<StoreException>(() => Store.Append("x", SampleRecords.Confirmation()));
        Assert.Contains("no search x", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_or_id_that_the_search_has_is_refused_and_the_first_record_kept()
    {
        Store.Create(SampleRecords.Search("a"));
        Store.Create(SampleRecords.Search("b"));
        Store.Append("a", SampleRecords.Trial(1, TrialStatus.Failed));
        Store.Append("a", SampleRecords.Generation(0));
        Store.Append("a", SampleRecords.Entry("g0"));

        Assert.Contains("trial 1 already", Assert.Throws<StoreException>(() => Store.Append("a", SampleRecords.Trial(1))).Message, StringComparison.Ordinal);
        Assert.Contains("generation 0 already", Assert.Throws<StoreException>(() => Store.Append("a", SampleRecords.Generation(0))).Message, StringComparison.Ordinal);
        Assert.Contains("journal entry g0 already", Assert.Throws<StoreException>(() => Store.Append("a", SampleRecords.Entry("g0"))).Message, StringComparison.Ordinal);

        Store.Append("a", SampleRecords.Trial(11));
        Store.Append("b", SampleRecords.Trial(1));
        Store.Append("b", SampleRecords.Generation(0));
        Store.Append("b", SampleRecords.Entry("g0"));
        Assert.Equal(TrialStatus.Failed, Store.Trials("a")[0].Status);
        Assert.Equal([1, 11], Store.Trials("a").Select(t => t.Number));
        Assert.Single(Store.Generations("a"));
        Assert.Single(Store.Journal("a"));
    }

    [Fact]
    public void A_confirmation_or_an_idea_that_is_there_already_is_kept()
    {
        Store.Create(SampleRecords.Search("a"));
        var first = SampleRecords.Confirmation();
        Store.Append("a", first);
        Store.Append("a", first with { Measurement = SampleRecords.Measurement(0.5) });
        Store.Append("a", SampleRecords.Confirmation(trial: 2));
        Store.Append("a", SampleRecords.Confirmation(split: Core.Corpora.CorpusSplit.Search));
        Store.Append("a", SampleRecords.Confirmation(seed: 6));
        Store.Append("a", new IdeaOutcome("g0", 0, "used", null));
        Store.Append("a", new IdeaOutcome("g0", 0, "dropped", "came again"));
        Store.Append("a", new IdeaOutcome("g0", 1, "dropped", "unknown parameter"));
        Store.Append("a", new IdeaOutcome("g01", 0, "used", null));

        var store = Reopen(Store);
        Assert.Equal(4, store.Confirmations("a").Count);
        Assert.Equal(0.97, store.Confirmations("a")[0].Measurement.Accuracy.Mean);
        Assert.Equal("g0/0 used, g0/1 dropped, g01/0 used", string.Join(", ", store.Ideas("a").Select(i => $"{i.Journal}/{i.Index} {i.Outcome}")));
        Assert.Equal("g0/0, g0/1", string.Join(", ", store.Ideas("a", "g0").Select(i => $"{i.Journal}/{i.Index}")));
        Assert.Empty(store.Ideas("a", "g_"));
    }

    [Fact]
    public void Trials_and_generations_come_by_number_and_the_rest_as_appended()
    {
        Store.Create(SampleRecords.Search("a"));
        foreach (var number in new[] { 10, 2, 100, 1 })
        {
            Store.Append("a", SampleRecords.Trial(number));
            Store.Append("a", SampleRecords.Generation(number));
            Store.Append("a", SampleRecords.Entry(FormattableString.Invariant($"g{number}")));
            Store.Append("a", new IdeaOutcome("g", number, "used", null));
            Store.Append("a", SampleRecords.Confirmation(number));
        }

        var store = Reopen(Store);
        Assert.Equal([1, 2, 10, 100], store.Trials("a").Select(t => t.Number));
        Assert.Equal([1, 2, 10, 100], store.Generations("a").Select(g => g.Number));
        Assert.Equal("g10 g2 g100 g1", string.Join(' ', store.Journal("a").Select(e => e.Id)));
        Assert.Equal([10, 2, 100, 1], store.Ideas("a").Select(i => i.Index));
        Assert.Equal([10, 2, 100, 1], store.Confirmations("a").Select(c => c.Trial));
    }

    [Fact]
    public void A_reading_is_a_snapshot()
    {
        Store.Create(SampleRecords.Search("a"));
        Store.Append("a", SampleRecords.Trial(1));
        var before = Store.Trials("a");
        Store.Append("a", SampleRecords.Trial(2));
        Assert.Single(before);
    }

    [Fact]
    public async Task Many_may_append_and_read_at_once()
    {
        const int writers = 4;
        const int each = 25;
        Store.Create(SampleRecords.Search("a"));
        var store = Store;

        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() =>
        {
            for (var i = 1; i <= each; i++)
            {
                store.Append("a", SampleRecords.Trial((writer * each) + i));
                Assert.Contains(store.Trials("a"), t => t.Number == (writer * each) + i);
            }
        })));

        Assert.Equal(Enumerable.Range(1, writers * each), Reopen(store).Trials("a").Select(t => t.Number));
    }

    [Fact]
    public async Task Of_many_that_append_one_number_at_once_one_succeeds()
    {
        Store.Create(SampleRecords.Search("a"));
        var store = Store;

        var refused = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            try
            {
                store.Append("a", SampleRecords.Trial(1));
                return 0;
            }
            catch (StoreException)
            {
                return 1;
            }
        })));

        Assert.Equal(7, refused.Sum());
        Assert.Single(store.Trials("a"));
    }

    private static void Same<T>(T expected, T actual) =>
        Assert.Equal(JsonSerializer.Serialize(expected, GlyphJson.Compact), JsonSerializer.Serialize(actual, GlyphJson.Compact));

    private static void Same<T>(IReadOnlyList<T> expected, IReadOnlyList<T> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected.Zip(actual), pair => Same(pair.First, pair.Second));
    }
}
