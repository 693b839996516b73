using Glyph.Core.Searching;
using Glyph.Core.Spending;

namespace Glyph.Core.Stores;

/// <summary>What is to become of a queued search.</summary>
public enum QueueWish
{
    /// <summary>It is to run, when it is its turn.</summary>
    Run,

    /// <summary>It is to wait until somebody resumes it.</summary>
    Pause,

    /// <summary>It is to stop for good; what it has stays.</summary>
    Cancel,
}

/// <summary>A search in the queue of a daemon.</summary>
/// <param name="Search">Its id.</param>
/// <param name="Order">Its place among those of one priority: the order of submitting.</param>
/// <param name="Priority">Higher ones run first. Default 0.</param>
/// <param name="Wish">What is to become of it.</param>
public sealed record QueueEntry(string Search, long Order, int Priority, QueueWish Wish);

/// <summary>
/// The queue of a daemon, kept like all that a store keeps. It says what is wished; where a search stands is told by the
/// search itself, so that a daemon that was killed finds both and goes on. Safe for concurrent use.
/// </summary>
public interface ISearchQueue
{
    /// <summary>Adds a search, with what it may spend, and queues it; in one step.</summary>
    /// <param name="search">The search, in the state <see cref="SearchState.Queued"/>.</param>
    /// <param name="terms">What it may spend.</param>
    /// <param name="priority">Its priority.</param>
    /// <exception cref="StoreException">Its id is taken.</exception>
    void Submit(Search search, SpendTerms terms, int priority);

    /// <summary>All entries, those that run first first.</summary>
    IReadOnlyList<QueueEntry> Queue();

    /// <summary>Sets what is wished of a search, and where it stands; in one step. One that was never queued is queued now.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="wish">What is wished.</param>
    /// <param name="state">Where it stands now.</param>
    /// <param name="reason">Why, in words, or null.</param>
    /// <exception cref="StoreException">There is no such search.</exception>
    void Wish(string searchId, QueueWish wish, SearchState state, string? reason);

    /// <summary>Sets what is wished of a search that runs: whoever runs it says where it stands. One that was never queued is queued now.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="wish">What is wished.</param>
    /// <exception cref="StoreException">There is no such search.</exception>
    void Wish(string searchId, QueueWish wish);

    /// <summary>Takes a search out of the queue; where it stands is left as it is. One that is not in it changes nothing.</summary>
    /// <param name="searchId">The search.</param>
    void Leave(string searchId);

    /// <summary>Sets the priority of a search that is queued; one that is not is left alone, for it is not to run.</summary>
    /// <returns>Whether it is queued.</returns>
    /// <exception cref="StoreException">There is no such search.</exception>
    bool Prioritise(string searchId, int priority);

    /// <summary>Removes a search and all that belongs to it, in one step; kept answers belong to no search and stay.</summary>
    /// <param name="searchId">The search.</param>
    /// <exception cref="StoreException">There is no such search.</exception>
    void Remove(string searchId);
}
