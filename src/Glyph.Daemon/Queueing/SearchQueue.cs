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
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);
    private readonly List<Action<string>> _onRemoval = [];
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

    /// <summary>Has something told of every search that is removed, before anybody can add another under its id.</summary>
    /// <param name="tell">Takes the id.</param>
    public void OnRemoval(Action<string> tell)
    {
        lock (_gate)
        {
            _onRemoval.Add(tell);
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
            Settle(entry, "the daemon was stopped; it goes on by itself");
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
            if (IsAtWork(search.Id))
            {
                // Where it is being paused, it is queued again once it has stopped.
                queue.Wish(search.Id, QueueWish.Run);
            }
            else
            {
                queue.Wish(search.Id, QueueWish.Run, SearchState.Queued, null);
                _wake.Release();
            }
        }
    }

    /// <summary>Sets the priority of a search that is queued.</summary>
    /// <returns>Whether it is.</returns>
    public bool Prioritise(string searchId, int priority) => queue.Prioritise(searchId, priority);

    /// <summary>
    /// Keeps a search from running and from being removed while its money is spent, or its limits change, elsewhere: a search has one
    /// gate at a time.
    /// </summary>
    /// <returns>Lets it go when it is disposed; null where the search runs, or is held already.</returns>
    public IDisposable? TryHold(string searchId)
    {
        lock (_gate)
        {
            return !IsAtWork(searchId) && _held.Add(searchId) ? new Hold(this, searchId) : null;
        }
    }

    /// <summary>Removes a search and all that belongs to it, unless it is needed.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="isWanted">Whether it is to be removed as it stands now; null: it is.</param>
    /// <returns>Why it was left; null where it is gone.</returns>
    public string? Remove(string searchId, Predicate<Search>? isWanted = null)
    {
        lock (_gate)
        {
            if (store.Get(searchId) is not { } search)
            {
                return null;
            }

            if (search.State == SearchState.Running || _running.ContainsKey(searchId))
            {
                return $"The search '{searchId}' runs; cancel it first.";
            }

            if (_held.Contains(searchId))
            {
                return $"The search '{searchId}' is being exported; wait for that.";
            }

            if (isWanted?.Invoke(search) == false)
            {
                return $"The search '{searchId}' has changed.";
            }

            if (store.Searches().FirstOrDefault(other => Needs(other, searchId)) is { } later)
            {
                return $"The search '{later.Id}' began from the search '{searchId}', and needs it to go on; remove that one first.";
            }

            queue.Remove(searchId);
            _onRemoval.ForEach(tell => tell(searchId));
            return null;
        }
    }

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
            var wasHalted = false;
            if (_running.Remove(searchId, out var stop))
            {
                wasHalted = stop.IsCancellationRequested;
                stop.Dispose();
            }

            if (queue.Queue().FirstOrDefault(entry => string.Equals(entry.Search, searchId, StringComparison.Ordinal)) is { } entry)
            {
                Settle(entry, wasHalted ? "resumed" : "the daemon was stopped; it goes on by itself");
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
    private void Settle(QueueEntry entry, string resumed)
    {
        var state = store.Get(entry.Search)?.State;
        if (state is SearchState.Running or SearchState.Interrupted)
        {
            (state, var reason) = entry.Wish switch
            {
                QueueWish.Pause => (SearchState.Paused, "paused"),
                QueueWish.Cancel => (SearchState.Cancelled, "cancelled"),
                _ => (SearchState.Queued, resumed),
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
                .Where(entry => entry.Wish == QueueWish.Run && !_running.ContainsKey(entry.Search) && !_held.Contains(entry.Search))
                .Select(entry => store.Get(entry.Search))
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
            if (store.Get(search.Id) is not { } now)
            {
                throw new StoreException($"{store.Location}: there is no search {search.Id}") { IsRefusal = true };
            }

            if (_running.TryGetValue(search.Id, out var stop))
            {
                // Where it stands is left to whoever runs it: it may be ending by itself.
                queue.Wish(search.Id, wish);
                stop.Cancel();
            }
            else if (now.State is not (SearchState.Finished or SearchState.Failed or SearchState.Cancelled))
            {
                queue.Wish(search.Id, wish, state, reason);
                if (wish == QueueWish.Cancel)
                {
                    queue.Leave(search.Id);
                }
            }
        }
    }

    /// <summary>Whether a search has not finished that began from another.</summary>
    private static bool Needs(Search search, string earlierId) =>
        search.State != SearchState.Finished && !string.Equals(search.Id, earlierId, StringComparison.Ordinal)
        && search.Request.Earlier.Any(earlier => string.Equals(earlier.Id, earlierId, StringComparison.Ordinal));

    /// <summary>Whether a search runs; one that has ended, and is only being put away, does not.</summary>
    private bool IsAtWork(string searchId) => _running.ContainsKey(searchId) && store.Get(searchId)?.State is (SearchState.Running or SearchState.Queued);

    private sealed class Hold(SearchQueue owner, string searchId) : IDisposable
    {
        public void Dispose()
        {
            lock (owner._gate)
            {
                owner._held.Remove(searchId);
                owner._wake.Release();
            }
        }
    }
}
