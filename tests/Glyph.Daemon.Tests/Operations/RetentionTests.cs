using Glyph.Core.Searching;
using Glyph.Daemon.Operations;
using Glyph.Daemon.Queueing;
using Glyph.Daemon.Serving;
using Glyph.Store;
using Glyph.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Glyph.Daemon.Tests.Operations;

public sealed class RetentionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(SampleRecords.Epoch);
    private readonly LiteDbSearchStore _store;
    private readonly SearchQueue _queue;

    public RetentionTests()
    {
        _store = LiteDbSearchStore.Open(_folder.File("glyph.db"), _time);
        _queue = new SearchQueue(_store, _store);
    }

    public void Dispose()
    {
        _queue.Dispose();
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Only_searches_that_ended_long_ago_are_removed()
    {
        foreach (var (id, state) in new[]
        {
            ("finished", SearchState.Finished), ("failed", SearchState.Failed), ("cancelled", SearchState.Cancelled),
            ("running", SearchState.Running), ("queued", SearchState.Queued), ("paused", SearchState.Paused), ("interrupted", SearchState.Interrupted),
        })
        {
            _store.Create(SampleRecords.Search(id));
            _store.SetState(id, state, null);
        }

        // It began long ago, its last trial is old, and it ended only now.
        _store.Create(SampleRecords.Search("long"));
        _store.Append("long", SampleRecords.Trial());
        _time.SetUtcNow(SampleRecords.Epoch.AddDays(29));
        _store.SetState("long", SearchState.Finished, null);

        using var retention = Retention(30);
        Assert.Empty(retention.Sweep());
        _time.SetUtcNow(SampleRecords.Epoch.AddDays(31));
        using var later = Retention(30);
        Assert.Equal("cancelled failed finished", string.Join(' ', later.Sweep().Order(StringComparer.Ordinal)));
        Assert.Equal("interrupted long paused queued running", string.Join(' ', _store.Searches().Select(s => s.Id).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Nothing_is_removed_unless_the_operator_says_so()
    {
        _store.Create(SampleRecords.Search("finished"));
        _store.SetState("finished", SearchState.Finished, null);
        _time.SetUtcNow(SampleRecords.Epoch.AddYears(10));
        using var retention = Retention(null);
        Assert.Empty(retention.Sweep());
    }

    [Fact]
    public void What_another_search_began_from_stays_until_that_has_finished()
    {
        _store.Create(SampleRecords.Search("old"));
        _store.SetState("old", SearchState.Finished, null);
        var later = SampleRecords.Search("later");
        _store.Create(later with { Request = later.Request with { Earlier = [new EarlierSearch("old", [1])] } });
        _store.SetState("later", SearchState.Interrupted, null);
        _time.SetUtcNow(SampleRecords.Epoch.AddYears(1));
        using var retention = Retention(30);
        Assert.Empty(retention.Sweep());
        _store.SetState("later", SearchState.Finished, null);
        Assert.Equal("old", Assert.Single(retention.Sweep()));
    }

    private Retention Retention(int? days) =>
        new(_store, _queue, new DaemonOptions { Database = _store.Location, RetainDays = days }, _time, NullLogger<Retention>.Instance);
}
