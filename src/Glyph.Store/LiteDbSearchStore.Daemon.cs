using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Stores;

namespace Glyph.Store;

/// <content>What a daemon needs beside searches and ledgers: the queue, the log of changes, copies, and removal.</content>
public sealed partial class LiteDbSearchStore : ISearchQueue, IChangeLog
{
    /// <inheritdoc/>
    public event EventHandler? Changed;

    /// <inheritdoc/>
    public void Submit(Search search, SpendTerms terms, int priority) => Write(lite =>
    {
        Create(lite, search);
        LedgerTables.SetTerms(lite, search.Id, terms);
        QueueTable.Add(lite, search.Id, priority);
    });

    /// <inheritdoc/>
    public IReadOnlyList<QueueEntry> Queue() => _database.Read(QueueTable.All);

    /// <inheritdoc/>
    public void Wish(string searchId, QueueWish wish, SearchState state, string? reason) => WriteTo(searchId, lite =>
    {
        QueueTable.Change(lite, searchId, entry => entry with { Wish = wish });
        SetState(lite, searchId, state, reason);
    });

    /// <inheritdoc/>
    public void Leave(string searchId) => Write(lite => QueueTable.Remove(lite, searchId));

    /// <inheritdoc/>
    public void Prioritise(string searchId, int priority) => WriteTo(searchId, lite =>
    {
        QueueTable.Change(lite, searchId, entry => entry with { Priority = priority });
        ChangeTable.Add(lite, searchId, ChangeKind.Search, "");
    });

    /// <inheritdoc/>
    public long LastChange() => _database.Read(ChangeTable.Last);

    /// <inheritdoc/>
    public IReadOnlyList<StoreChange> Changes(long after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _database.Read(lite => ChangeTable.After(lite, after, limit));
    }

    /// <inheritdoc/>
    public void Say(string searchId, string sentence) => WriteTo(searchId, lite => ChangeTable.Add(lite, searchId, ChangeKind.Notice, sentence));

    /// <summary>Removes a search and all that belongs to it, in one step; kept answers belong to no search and stay.</summary>
    /// <param name="searchId">The search.</param>
    /// <exception cref="StoreException">There is no such search.</exception>
    public void Remove(string searchId) => WriteTo(searchId, lite =>
    {
        foreach (var table in RecordTable.Names)
        {
            RecordTable.Remove(lite, table, searchId);
        }

        PointTable.Remove(lite, searchId);
        LedgerTables.Remove(lite, searchId);
        QueueTable.Remove(lite, searchId);
        ChangeTable.Remove(lite, searchId);
        SearchTable.Remove(lite, searchId);
        ChangeTable.Add(lite, searchId, ChangeKind.Removal, "");
    });

    /// <summary>Writes a whole copy of the database to a new file, while others go on reading and writing after it.</summary>
    /// <param name="path">The file; it is complete when it appears.</param>
    /// <exception cref="StoreException">It is there already, or cannot be written.</exception>
    public void CopyTo(string path) => _database.CopyTo(path);
}
