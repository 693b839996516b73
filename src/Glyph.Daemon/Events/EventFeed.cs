using Glyph.Core.Stores;
using Microsoft.Extensions.Hosting;

namespace Glyph.Daemon.Events;

/// <summary>
/// The stream of events: the store's changes in order, each written as an event once, and kept for those who were cut off. Who is
/// further behind than what is kept reads the store itself. Nobody's slowness holds up another: every client reads at its own pace.
/// </summary>
internal sealed class EventFeed(IChangeLog log, EventWriter writer) : BackgroundService
{
    /// <summary>Events that are kept in memory.</summary>
    private const int Kept = 4_096;

    /// <summary>Changes that are read at once.</summary>
    private const int Page = 256;

    private readonly Lock _gate = new();
    private readonly Queue<FeedItem> _recent = new();
    private readonly SemaphoreSlim _wake = new(0);
    private TaskCompletionSource _published = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _last;
    private long _from;
    private int _watchers;

    /// <summary>The number of the newest event.</summary>
    public long Last
    {
        get
        {
            lock (_gate)
            {
                return _last;
            }
        }
    }

    /// <summary>How many follow.</summary>
    public int Watchers => Volatile.Read(ref _watchers);

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _last = _from = log.LastChange();
        log.Changed += OnChanged;
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        log.Changed -= OnChanged;
        return base.StopAsync(cancellationToken);
    }

    /// <summary>Follows the events after one, as they come.</summary>
    /// <param name="after">The number of the last one that is known.</param>
    /// <param name="search">The search whose events are wanted; null for what everyone sees of all searches.</param>
    /// <param name="cancellationToken">Ends the following.</param>
    public async IAsyncEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> FollowAsync(
        long after, string? search, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _watchers);
        try
        {
            while (true)
            {
                var (items, next, more) = Read(after);
                List<ReadOnlyMemory<byte>> wanted = search is null
                    ? [.. items.Select(item => item.Public).OfType<ReadOnlyMemory<byte>>()]
                    : [.. items.Where(item => string.Equals(item.Search, search, StringComparison.Ordinal)).Select(item => item.Own)];
                wanted.RemoveAll(frame => frame.IsEmpty);
                after = next;
                if (wanted.Count > 0)
                {
                    yield return wanted;
                }

                if (more is { } published)
                {
                    await published.WaitAsync(cancellationToken);
                }

                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _watchers);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _wake.WaitAsync(stoppingToken);
            while (log.Changes(_last, Page) is { Count: > 0 } changes)
            {
                stoppingToken.ThrowIfCancellationRequested();
                Publish(writer.Write(changes), changes[^1].Id);
            }
        }
    }

    private void OnChanged(object? sender, EventArgs e) => _wake.Release();

    private void Publish(IReadOnlyList<FeedItem> items, long last)
    {
        TaskCompletionSource published;
        lock (_gate)
        {
            foreach (var item in items)
            {
                _recent.Enqueue(item);
            }

            while (_recent.Count > Kept)
            {
                _from = _recent.Dequeue().Id;
            }

            _last = last;
            published = _published;
            _published = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        published.SetResult();
    }

    /// <summary>What comes after an event; with the task to wait for, where that is all.</summary>
    private (IReadOnlyList<FeedItem> Items, long Next, Task? More) Read(long after)
    {
        long last;
        lock (_gate)
        {
            last = _last;
            if (after >= _from)
            {
                List<FeedItem> items = [.. _recent.Where(item => item.Id > after)];
                return (items, Math.Max(after, _last), _published.Task);
            }
        }

        List<StoreChange> changes = [.. log.Changes(after, Page).TakeWhile(change => change.Id <= last)];
        return changes.Count == 0 ? ([], last, null) : (writer.Write(changes), changes[^1].Id, null);
    }
}
