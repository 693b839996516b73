using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Stores;

namespace Glyph.Daemon.Queueing;

/// <summary>A search whose turn it is.</summary>
/// <param name="Search">The search.</param>
/// <param name="Stop">Cancelled when it is paused or cancelled.</param>
internal sealed record Turn(Search Search, CancellationToken Stop);

/// <summary>
/// The queue of searches: what people wish, written down before it is done, and which searches run now. A wish that is written
/// holds after a crash at any later instant.
/// </summary>
internal sealed class SearchQueue(ISearchQueue queue, ISearchStore store) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, CancellationTokenSource> _running = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _wake = new(0);

    /// <summary>The ids of the searches that run now.</summary>
    public IReadOnlyList<string> Running
    {
        get
        {
            lock (_gate)
            {
                return [.. _running.Keys];
            }
        }
    }

    /// <summary>
    /// Brings the states of queued searches in line with what is wished of them, after whatever ended the last process: what ran
    /// is to go on.
    /// </summary>
    public void Reconcile()
    {
        foreach (var entry in queue.Queue())
        {
            Settle(entry);
        }
    }

    /// <summary>Adds a search.</summary>
    public void Submit(Search search, SpendTerms terms, int priority)
    {
        queue.Submit(search, terms, priority);
        _wake.Release();
    }

    /// <summary>Stops a search until it is resumed; one that has ended is left as it is.</summary>
    public void Pause(Search search) => Halt(search, QueueWish.Pause, SearchState.Paused, "paused");

    /// <summary>Stops a search for good; what it has stays.</summary>
    public void Cancel(Search search) => Halt(search, QueueWish.Cancel, SearchState.Cancelled, "cancelled");

    /// <summary>Queues a search again: one that was paused, cancelled or interrupted, that failed, or whose limits were raised.</summary>
    public void Resume(Search search)
    {
        lock (_gate)
        {
            if (!_running.ContainsKey(search.Id))
            {
                queue.Wish(search.Id, QueueWish.Run, SearchState.Queued, null);
                _wake.Release();
            }
        }
    }

    /// <summary>Sets the priority of a search.</summary>
    public void Prioritise(string searchId, int priority) => queue.Prioritise(searchId, priority);

    /// <summary>Waits for the next search, and makes it a running one.</summary>
    public async Task<Turn> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryTake() is { } turn)
            {
                return turn;
            }

            await _wake.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Says that a running search has stopped, and sets where it stands by what is wished of it.</summary>
    /// <param name="searchId">The search.</param>
    public void Stopped(string searchId)
    {
        lock (_gate)
        {
            if (_running.Remove(searchId, out var stop))
            {
                stop.Dispose();
            }

            if (queue.Queue().FirstOrDefault(entry => string.Equals(entry.Search, searchId, StringComparison.Ordinal)) is { } entry)
            {
                Settle(entry);
            }

            _wake.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _wake.Dispose();
        foreach (var stop in _running.Values)
        {
            stop.Dispose();
        }
    }

    /// <summary>Brings the state of a search in line with what is wished of it; one that has ended leaves the queue, so that it stays short.</summary>
    private void Settle(QueueEntry entry)
    {
        var state = store.Find(entry.Search)?.State;
        if (state is SearchState.Running or SearchState.Interrupted)
        {
            (state, var reason) = entry.Wish switch
            {
                QueueWish.Pause => (SearchState.Paused, "paused"),
                QueueWish.Cancel => (SearchState.Cancelled, "cancelled"),
                _ => (SearchState.Queued, "the daemon was stopped; it goes on by itself"),
            };
            queue.Wish(entry.Search, entry.Wish, state.Value, reason);
        }

        if (state is null or SearchState.Finished or SearchState.Failed or SearchState.Cancelled)
        {
            queue.Leave(entry.Search);
        }
    }

    private Turn? TryTake()
    {
        lock (_gate)
        {
            var next = queue.Queue()
                .Where(entry => entry.Wish == QueueWish.Run && !_running.ContainsKey(entry.Search))
                .Select(entry => store.Find(entry.Search))
                .FirstOrDefault(search => search is { State: SearchState.Queued });
            if (next is null)
            {
                return null;
            }

            var stop = new CancellationTokenSource();
            _running.Add(next.Id, stop);
            return new Turn(next, stop.Token);
        }
    }

    private void Halt(Search search, QueueWish wish, SearchState state, string reason)
    {
        lock (_gate)
        {
            if (store.Find(search.Id) is not { } now)
            {
                throw new StoreException($"{store.Location}: there is no search {search.Id}");
            }

            if (_running.TryGetValue(search.Id, out var stop))
            {
                queue.Wish(search.Id, wish, now.State, $"{reason}; it stops at once");
                stop.Cancel();
            }
            else if (now.State is not (SearchState.Finished or SearchState.Failed))
            {
                queue.Wish(search.Id, wish, state, reason);
                if (wish == QueueWish.Cancel)
                {
                    queue.Leave(search.Id);
                }
            }
        }
    }
}
