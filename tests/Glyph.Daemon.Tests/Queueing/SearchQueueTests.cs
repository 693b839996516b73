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

    [Fact]
    public void What_was_cancelled_is_not_paused()
    {
        Submit("a");
        _queue.Cancel(_store.Get("a")!);
        _queue.Pause(_store.Get("a")!);
        Assert.Equal(SearchState.Cancelled, _store.Get("a")!.State);
        Assert.Empty(_store.Queue());
    }

    [Fact]
    public async Task A_search_that_ends_by_itself_while_it_is_being_paused_has_ended()
    {
        Submit("a");
        var turn = await _queue.NextAsync(Stop);
        _store.SetState("a", SearchState.Finished, "done");
        _queue.Pause(turn.Search);
        Assert.Equal((SearchState.Finished, "done"), (_store.Get("a")!.State, _store.Get("a")!.StopReason));
        _queue.Stopped("a");
        Assert.Equal(SearchState.Finished, _store.Get("a")!.State);
        Assert.Empty(_store.Queue());
    }

    [Fact]
    public async Task A_search_that_is_resumed_before_it_has_paused_goes_on()
    {
        Submit("a");
        var turn = await _queue.NextAsync(Stop);
        _store.SetState("a", SearchState.Running, null);
        _queue.Pause(turn.Search);
        _queue.Resume(turn.Search);
        _store.SetState("a", SearchState.Interrupted, "interrupted");
        _queue.Stopped("a");
        var again = await _queue.NextAsync(Stop);
        Assert.Equal("a", again.Search.Id);
        Assert.False(again.Stop.IsCancellationRequested);
    }

    [Fact]
    public async Task A_search_that_ended_just_now_is_queued_again_when_it_is_resumed()
    {
        Submit("a");
        var turn = await _queue.NextAsync(Stop);
        _store.SetState("a", SearchState.Finished, "a limit");
        _queue.Resume(turn.Search);
        _queue.Stopped("a");
        Assert.Equal("a", (await _queue.NextAsync(Stop)).Search.Id);
    }

    [Fact]
    public async Task What_runs_is_held_or_needed_is_not_removed()
    {
        var gone = new List<string>();
        _queue.OnRemoval(gone.Add);
        Submit("a");
        var turn = await _queue.NextAsync(Stop);
        Assert.Contains("runs", _queue.Remove("a"), StringComparison.Ordinal);
        _queue.Cancel(turn.Search);
        _store.SetState("a", SearchState.Interrupted, null);
        _queue.Stopped("a");

        using (_queue.TryHold("a"))
        {
            Assert.Contains("exported", _queue.Remove("a"), StringComparison.Ordinal);
        }

        Assert.Contains("changed", _queue.Remove("a", search => search.State == SearchState.Finished), StringComparison.Ordinal);
        var later = SampleRecords.Search("later");
        _store.Create(later with { Request = later.Request with { Earlier = [new EarlierSearch("a", [1])] } });
        Assert.Contains("later", _queue.Remove("a"), StringComparison.Ordinal);
        Assert.Empty(gone);

        _store.SetState("later", SearchState.Finished, null);
        Assert.Null(_queue.Remove("a"));
        Assert.Equal("a", Assert.Single(gone));
        Assert.Null(_queue.Remove("a"));
        Assert.Equal("later", Assert.Single(_store.Searches()).Id);
    }

    [Fact]
    public async Task What_is_held_runs_once_it_is_let_go_and_what_runs_is_not_held()
    {
        Submit("a");
        var hold = _queue.TryHold("a");
        Assert.NotNull(hold);
        Assert.Null(_queue.TryHold("a"));
        var next = _queue.NextAsync(Stop);
        Assert.False(next.IsCompleted);
        hold.Dispose();
        Assert.Equal("a", (await next).Search.Id);
        Assert.Null(_queue.TryHold("a"));
    }

    private void Submit(string id, int priority = 0) => _queue.Submit(SampleRecords.Search(id) with { State = SearchState.Queued }, SpendTerms.None, priority);
}
