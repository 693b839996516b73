using System.Globalization;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Glyph.Testing;

namespace Glyph.Daemon.Tests.Serving;

/// <summary>The stream of events: nothing twice, nothing missing, in order, from wherever a client takes it up.</summary>
public sealed class EventStreamTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_that_was_cut_off_goes_on_without_a_gap()
    {
        await using var daemon = await DaemonFixture.StartAsync();
        daemon.Store.Create(SampleRecords.Search("s"));
        var seen = new List<int>();
        long last = 0;
        var writing = Task.Run(
            () =>
            {
                for (var number = 1; number <= 120; number++)
                {
                    daemon.Store.Append("s", SampleRecords.Trial(number));
                }
            },
            Stop);
        while (seen.Count < 120)
        {
            var some = 0;
            await foreach (var (id, kind, data) in daemon.NumberedEventsAsync("s", last))
            {
                last = id;
                if (kind is "trial")
                {
                    seen.AddRange(data.GetProperty("trials").GetProperty("number").EnumerateArray().Select(n => n.GetInt32()));
                    if (++some == 17 || seen.Count == 120)
                    {
                        break;
                    }
                }
            }
        }

        await writing;
        Assert.Equal(Enumerable.Range(1, 120), seen);
    }

    [Fact]
    public async Task A_client_that_is_far_behind_reads_what_is_not_kept_any_more()
    {
        await using var daemon = await DaemonFixture.StartAsync();
        daemon.Store.Create(SampleRecords.Search("s"));
        for (var i = 1; i <= 5_000; i++)
        {
            daemon.Store.Say("s", FormattableString.Invariant($"sentence {i}"));
        }

        var sentences = new List<string>();
        await foreach (var (kind, data) in daemon.EventsAsync("s", 0))
        {
            if (kind is "notice")
            {
                sentences.Add(data.GetProperty("message").GetString()!);
                if (sentences.Count == 5_000)
                {
                    break;
                }
            }
        }

        Assert.Equal(Enumerable.Range(1, 5_000), sentences.Select(sentence => int.Parse(sentence["sentence ".Length..], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Every_kind_of_record_is_told_and_those_who_follow_all_searches_hear_where_they_stand()
    {
        await using var daemon = await DaemonFixture.StartAsync();
        var store = daemon.Store;
        store.Create(SampleRecords.Search("s"));
        store.Append("s", SampleRecords.Trial(1));
        store.Append("s", SampleRecords.Trial(2, TrialStatus.Failed));
        store.Append("s", SampleRecords.Generation());
        store.Append("s", SampleRecords.Entry());
        store.Append("s", SampleRecords.Confirmation(split: Core.Corpora.CorpusSplit.Search));
        store.Say("s", "</script> is \"text\"\n\ndata: not an event");
        store.Wish("s", QueueWish.Cancel, Core.Searching.SearchState.Cancelled, "enough");

        var kinds = new List<string>();
        await foreach (var (kind, data) in daemon.EventsAsync("s", 0))
        {
            kinds.Add(kind);
            if (kind is "notice")
            {
                Assert.Equal("</script> is \"text\"\n\ndata: not an event", data.GetProperty("message").GetString());
            }

            if (kind is "search" && data.GetProperty("state").GetString() is "cancelled" && kinds.Contains("notice", StringComparer.Ordinal))
            {
                store.Remove("s");
            }

            if (kind is "removed")
            {
                break;
            }
        }

        Assert.Equal("confirmed generation journal notice removed search trial", string.Join(' ', kinds.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_daemon_that_stops_ends_the_streams_at_once()
    {
        await using var daemon = await DaemonFixture.StartAsync();
        daemon.Store.Create(SampleRecords.Search("s"));
        await using var events = daemon.EventsAsync("s", 0).GetAsyncEnumerator(Stop);
        Assert.True(await events.MoveNextAsync());
        var next = events.MoveNextAsync().AsTask();
        var stopping = daemon.StopAsync();
        Assert.False(await next.WaitAsync(TimeSpan.FromSeconds(5), Stop));
        await stopping;
        await daemon.StartAgainAsync();
    }
}
