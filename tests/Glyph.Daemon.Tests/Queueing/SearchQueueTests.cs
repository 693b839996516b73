using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Stores;
using Glyph.Daemon.Queueing;
using Glyph.Store;
using Glyph.Testing;

namespace Glyph.Daemon.Tests.Queueing;

public sealed class SearchQueueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LiteDbSearchStore _store;
    private readonly SearchQueue _queue;

    public SearchQueueTests()
    {
        _store = LiteDbSearchStore.Open(_folder.File("glyph.db"));
        _queue = new SearchQueue(_store, _store);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _queue.Dispose();
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_next_is_the_oldest_of_the_highest_priority()
    {
        Submit("a");
        Submit("b");
        Submit("c", 1);
        Assert.Equal("c", (await _queue.NextAsync(Stop)).Search.Id);
        Assert.Equal("a", (await _queue.NextAsync(Stop)).Search.Id);
        Assert.Equal("b", (await _queue.NextAsync(Stop)).Search.Id);
    }

    [Fact]
    public async Task Who_waits_for_work_gets_it_when_it_comes()
    {
        var next = _queue.NextAsync(Stop);
        Assert.False(next.IsCompleted);
        Submit("a");
        Assert.Equal("a", (await next).Search.Id);
    }

    [Fact]
    public async Task A_daemon_that_stops_takes_no_more_work()
    {
        Submit("a");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _queue.NextAsync(new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData(QueueWish.Pause, SearchState.Paused)]
    [InlineData(QueueWish.Cancel, SearchState.Cancelled)]
    public async Task A_running_search_is_stopped_and_stands_where_it_was_wished(QueueWish wish, SearchState state)
    {
        Submit("a");
        var turn = await _queue.NextAsync(Stop);
        _store.SetState("a", SearchState.Running, null);
        if (wish == QueueWish.Pause)
        {
            _queue.Pause(turn.Search);
        }
        else
        {
            _queue.Cancel(turn.Search);
        }

        Assert.True(turn.Stop.IsCancellationRequested);
        _store.SetState("a", SearchState.Interrupted, "interrupted");
        _queue.Stopped("a");
        Assert.Equal(state, _store.Find("a")!.State);

        _queue.Resume(turn.Search);
        Assert.Equal("a", (await _queue.NextAsync(Stop)).Search.Id);
    }

    /// <summary>Whatever was written last before a kill, the next process finds what was wished.</summary>
    [Theory]
    [InlineData(QueueWish.Run, SearchState.Running, SearchState.Queued)]
    [InlineData(QueueWish.Run, SearchState.Interrupted, SearchState.Queued)]
    [InlineData(QueueWish.Run, SearchState.Finished, SearchState.Finished)]
    [InlineData(QueueWish.Run, SearchState.Failed, SearchState.Failed)]
    [InlineData(QueueWish.Pause, SearchState.Running, SearchState.Paused)]
    [InlineData(QueueWish.Pause, SearchState.Interrupted, SearchState.Paused)]
    [InlineData(QueueWish.Cancel, SearchState.Running, SearchState.Cancelled)]
    [InlineData(QueueWish.Cancel, SearchState.Finished, SearchState.Finished)]
    public void After_a_kill_searches_stand_where_they_were_wished(QueueWish wish, SearchState before, SearchState after)
    {
        Submit("a");
        _store.Wish("a", wish, before, null);
        _queue.Reconcile();
        Assert.Equal(after, _store.Find("a")!.State);
        Assert.Equal(after is SearchState.Queued or SearchState.Paused ? 1 : 0, _store.Queue().Count);
    }

    [Fact]
    public void A_search_that_the_command_line_left_running_is_not_the_daemons()
    {
        _store.Create(SampleRecords.Search("own") with { State = SearchState.Running });
        _queue.Reconcile();
        Assert.Equal(SearchState.Running, _store.Find("own")!.State);
    }

    [Fact]
    public void What_has_ended_is_not_paused()
    {
        Submit("a");
        _store.SetState("a", SearchState.Finished, "done");
        _queue.Pause(_store.Find("a")!);
        Assert.Equal(SearchState.Finished, _store.Find("a")!.State);
    }

    private void Submit(string id, int priority = 0) => _queue.Submit(SampleRecords.Search(id) with { State = SearchState.Queued }, SpendTerms.None, priority);
}
