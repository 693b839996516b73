using Glyph.Core.Searching;
using Glyph.Daemon.Operations;
using Glyph.Daemon.Serving;
using Glyph.Store;
using Glyph.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Glyph.Daemon.Tests.Operations;

public sealed class RetentionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LiteDbSearchStore _store;

    public RetentionTests() => _store = LiteDbSearchStore.Open(_folder.File("glyph.db"));

    public void Dispose()
    {
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

        // It began long ago, and its last trial is recent.
        _store.Create(SampleRecords.Search("long"));
        _store.Append("long", SampleRecords.Trial() with { FinishedAt = SampleRecords.Epoch.AddDays(29) });
        _store.SetState("long", SearchState.Finished, null);

        using var retention = Retention(30, SampleRecords.Epoch.AddDays(29));
        Assert.Empty(retention.Sweep());
        using var later = Retention(30, SampleRecords.Epoch.AddDays(31));
        Assert.Equal("cancelled failed finished", string.Join(' ', later.Sweep().Order(StringComparer.Ordinal)));
        Assert.Equal("interrupted long paused queued running", string.Join(' ', _store.Searches().Select(s => s.Id).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Nothing_is_removed_unless_the_operator_says_so()
    {
        _store.Create(SampleRecords.Search("finished"));
        _store.SetState("finished", SearchState.Finished, null);
        using var retention = Retention(null, SampleRecords.Epoch.AddYears(10));
        Assert.Empty(retention.Sweep());
    }

    private Retention Retention(int? days, DateTimeOffset now) =>
        new(_store, new DaemonOptions { Database = _store.Location, RetainDays = days }, new FakeTimeProvider(now), NullLogger<Retention>.Instance);
}
