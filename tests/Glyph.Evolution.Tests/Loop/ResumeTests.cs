using CsCheck;
using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Evolution.Tests.Fakes;
using Glyph.Testing;

namespace Glyph.Evolution.Tests.Loop;

public sealed class ResumeTests
{
    private const int Evaluations = 35;

    [Fact]
    public async Task KilledAtAnyWriteAndResumedASearchIsTheOneThatWasNotKilled()
    {
        var whole = new InMemorySearchStore();
        var wholeEvaluator = new SyntheticEvaluator();
        await TestSearch.RunAsync(TestSearch.Loop(whole, wholeEvaluator), TestSearch.Create(whole, evaluations: Evaluations), TestContext.Current.CancellationToken);
        var expected = Story(whole);

        await Gen.Int[0, 55].Array[1, 3].SampleAsync(async kills =>
        {
            var store = new InMemorySearchStore();
            var search = TestSearch.Create(store, evaluations: Evaluations);
            foreach (var kill in kills)
            {
                var writes = 0;
                var dying = new WatchedStore(store) { BeforeWrite = () => ThrowIf(writes++ >= kill) };
                await KilledAsync(dying, search);
            }

            await TestSearch.RunAsync(TestSearch.Loop(store, new SyntheticEvaluator()), search);
            Assert.Equal(expected, Story(store));
        }, iter: 15, threads: 1);
    }

    [Fact]
    public async Task WhatIsStoredIsNotReadAgain()
    {
        var store = new InMemorySearchStore();
        var search = TestSearch.Create(store, evaluations: Evaluations);
        await TestSearch.RunAsync(TestSearch.Loop(store, new SyntheticEvaluator()), search, TestContext.Current.CancellationToken);
        var again = new SyntheticEvaluator();
        var events = await TestSearch.RunAsync(TestSearch.Loop(store, again), search, TestContext.Current.CancellationToken);
        Assert.Equal(0, again.Reads);
        Assert.Equal(SearchState.Finished, Assert.IsType<SearchStopped>(events[^1]).State);
        Assert.DoesNotContain(events, e => e is TrialFinished or TrialConfirmed or GenerationFinished);
    }

    private static async Task KilledAsync(WatchedStore store, Search search)
    {
        try
        {
            await TestSearch.RunAsync(TestSearch.Loop(store, new SyntheticEvaluator()), search);
        }
        catch (StoreException)
        {
            // As after kill -9: what was written is there, and nothing else.
        }
    }

    internal static void ThrowIf(bool dead)
    {
        if (dead)
        {
            throw new StoreException("killed");
        }
    }

    /// <summary>All that a search is, but for times.</summary>
    internal static string Story(InMemorySearchStore store) => string.Join('\n',
    [
        .. store.Trials("test").Select(t => $"{t.Number} {t.Generation} {t.ConfigHash} {t.Status} {t.Objectives} {t.Candidate.Provenance.Operator} {string.Join(',', t.Candidate.Provenance.Parents)}"),
        .. store.Generations("test").Select(g => $"{g.Number} {string.Join(',', g.Front)} {string.Join(',', g.Population)} {g.Hypervolume} {g.Evaluations}"),
        .. store.Confirmations("test").OrderBy(c => c.Trial).ThenBy(c => c.Plan.Seed).Select(c => $"{c.Trial} {c.Plan} {c.Measurement.Accuracy}"),
        $"{store.Find("test")!.State} {store.Find("test")!.StopReason}",
    ]);
}
