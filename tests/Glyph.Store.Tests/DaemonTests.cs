using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Stores;
using Glyph.Testing;

namespace Glyph.Store.Tests;

public sealed class DaemonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private LiteDbSearchStore _store;

    public DaemonTests() => _store = LiteDbSearchStore.Open(_folder.File("glyph.db"));

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Every_append_is_a_change_in_order_and_nothing_else_is()
    {
        _store.Create(SampleRecords.Search("a"));
        _store.Append("a", SampleRecords.Trial(1));
        _store.Append("a", SampleRecords.Generation());
        _store.Append("a", SampleRecords.Entry());
        _store.Append("a", SampleRecords.Confirmation());
        _store.Append("a", SampleRecords.Confirmation());
        _store.Say("a", "a sentence");
        _store.SetState("a", SearchState.Finished, "done");
        Assert.Throws<StoreException>(() => _store.Append("a", SampleRecords.Trial(1)));

        var changes = _store.Changes(0, 100);
        Assert.Equal(
            [ChangeKind.Search, ChangeKind.Trial, ChangeKind.Generation, ChangeKind.Journal, ChangeKind.Confirmation, ChangeKind.Notice, ChangeKind.Search],
            changes.Select(c => c.Kind));
        Assert.Equal("1", changes[1].Key);
        Assert.Equal("a sentence", changes[5].Key);
        Assert.Equal(Enumerable.Range(1, 7).Select(i => (long)i), changes.Select(c => c.Id));
        Assert.Equal(7, _store.LastChange());
        Assert.Equal(changes.Skip(3).Take(2), _store.Changes(3, 2));
    }

    [Fact]
    public void An_idea_is_a_change_of_its_exchange_once()
    {
        _store.Create(SampleRecords.Search("a"));
        _store.Append("a", SampleRecords.Entry());
        var idea = new IdeaOutcome(SampleRecords.Entry().Id, 0, "used", null);
        _store.Append("a", idea);
        _store.Append("a", idea);
        Assert.Equal(
            [(ChangeKind.Journal, idea.Journal), (ChangeKind.Journal, idea.Journal)],
            _store.Changes(1, 10).Select(c => (c.Kind, c.Key)));
    }

    [Fact]
    public void Numbers_of_changes_are_never_used_again()
    {
        _store.Create(SampleRecords.Search("a"));
        _store.Append("a", SampleRecords.Trial(1));
        _store.Remove("a");
        _store.Create(SampleRecords.Search("b"));
        Reopen();
        Assert.Equal([(3, ChangeKind.Removal, "a"), (4, ChangeKind.Search, "b")], _store.Changes(0, 10).Select(c => (c.Id, c.Kind, c.Search)));
    }

    [Fact]
    public void A_watcher_is_told_after_the_write()
    {
        var seen = new List<long>();
        _store.Changed += (_, _) => seen.Add(_store.LastChange());
        _store.Create(SampleRecords.Search("a"));
        _store.Append("a", SampleRecords.Trial(1));
        Assert.Equal([1, 2], seen);
    }

    [Fact]
    public void The_queue_runs_by_priority_then_in_the_order_of_submitting()
    {
        foreach (var (id, priority) in new[] { ("a", 0), ("b", 5), ("c", 0) })
        {
            _store.Submit(SampleRecords.Search(id) with { State = SearchState.Queued }, SpendTerms.None, priority);
        }

        _store.Prioritise("c", 1);
        _store.Wish("a", QueueWish.Pause, SearchState.Paused, "for now");
        Reopen();
        var paused = _store.Searches().Single(s => s.Id.StartsWith('a'));
        Assert.Equal("b c a", string.Join(' ', _store.Queue().Select(e => e.Search)));
        Assert.Equal((SearchState.Paused, "for now"), (paused.State, paused.StopReason));
        Assert.Equal(QueueWish.Pause, _store.Queue()[2].Wish);
        Assert.Throws<StoreException>(() => _store.Submit(SampleRecords.Search("a"), SpendTerms.None, 0));
        Assert.Throws<StoreException>(() => _store.Prioritise("nobody", 1));
    }

    [Fact]
    public void A_search_that_is_not_queued_gets_no_priority_for_it_is_not_to_run()
    {
        _store.Create(SampleRecords.Search("a"));
        Assert.False(_store.Prioritise("a", 1));
        Assert.Empty(_store.Queue());
        _store.Wish("a", QueueWish.Pause, SearchState.Paused, null);
        Assert.True(_store.Prioritise("a", 1));
        Assert.Equal(new QueueEntry("a", 1, 1, QueueWish.Pause), Assert.Single(_store.Queue()));
    }

    [Fact]
    public void A_wish_alone_leaves_a_search_where_it_stands()
    {
        _store.Submit(SampleRecords.Search("a") with { State = SearchState.Queued }, SpendTerms.None, 0);
        _store.SetState("a", SearchState.Finished, "done");
        _store.Wish("a", QueueWish.Cancel);
        Assert.Equal((SearchState.Finished, "done"), (_store.Get("a")!.State, _store.Get("a")!.StopReason));
        Assert.Equal(QueueWish.Cancel, Assert.Single(_store.Queue()).Wish);
        Assert.True(Assert.Throws<StoreException>(() => _store.Wish("nobody", QueueWish.Run)).IsRefusal);
    }

    [Fact]
    public void It_is_known_when_a_search_was_added_and_when_where_it_stands_was_set()
    {
        var before = TimeProvider.System.GetUtcNow();
        _store.Create(SampleRecords.Search("a"));
        var added = _store.ChangedAt("a");
        _store.SetState("a", SearchState.Finished, "done");
        Reopen();
        Assert.True(before <= added && added <= _store.ChangedAt("a"));
        Assert.Null(_store.ChangedAt("nobody"));
    }

    [Fact]
    public void A_search_of_the_command_line_can_be_queued_later()
    {
        _store.Create(SampleRecords.Search("a"));
        _store.Wish("a", QueueWish.Run, SearchState.Queued, null);
        Assert.Equal(new QueueEntry("a", 1, 0, QueueWish.Run), Assert.Single(_store.Queue()));
    }

    [Fact]
    public void Removing_a_search_leaves_nothing_of_it_and_all_of_the_others()
    {
        foreach (var id in new[] { "a", "ab" })
        {
            _store.Submit(SampleRecords.Search(id), SpendTerms.None, 0);
            for (var number = 1; number <= 40; number++)
            {
                _store.Append(id, SampleRecords.Trial(number));
            }

            _store.Reserve(id, LedgerContract.Sample("1"));
        }

        _store.Remove("a");
        Reopen();
        Assert.Equal("ab", Assert.Single(_store.Searches()).Id);
        Assert.Empty(_store.Trials("a"));
        Assert.Empty(_store.Points("a"));
        Assert.Empty(_store.Lines("a"));
        Assert.Equal(default, _store.Spent("a"));
        Assert.Equal("ab", Assert.Single(_store.Queue()).Search);
        Assert.Equal((40, 40, 1), (_store.Trials("ab").Count, _store.Points("ab").Count, _store.Lines("ab").Count));
    }

    [Fact]
    public void After_an_older_search_was_removed_others_are_added_behind_the_newest()
    {
        foreach (var id in new[] { "a", "b" })
        {
            _store.Create(SampleRecords.Search(id));
        }

        _store.Remove("a");
        _store.Create(SampleRecords.Search("c"));
        _store.Remove("c");
        _store.Submit(SampleRecords.Search("d"), SpendTerms.None, 0);
        Assert.Equal("d b", string.Join(' ', _store.Searches().Select(s => s.Id)));
    }

    [Fact]
    public async Task A_copy_is_whole_while_others_write()
    {
        _store.Create(SampleRecords.Search("a"));
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(
            () =>
            {
                for (var number = 1; !stop.IsCancellationRequested; number++)
                {
                    _store.Append("a", SampleRecords.Trial(number));
                }
            },
            TestContext.Current.CancellationToken);
        for (var i = 0; i < 5; i++)
        {
            var path = _folder.File($"copy-{i}.db");
            _store.CopyTo(path);
            using var copy = LiteDbSearchStore.Open(path);
            Assert.Equal(copy.Trials("a").Count, copy.Points("a").Count);
        }

        await stop.CancelAsync();
        await writing;
        Assert.Contains("copy cannot be written", Assert.Throws<StoreException>(() => _store.CopyTo(_folder.File("copy-0.db"))).Message, StringComparison.Ordinal);
    }

    private void Reopen()
    {
        _store.Dispose();
        _store = LiteDbSearchStore.Open(_folder.File("glyph.db"));
    }
}
