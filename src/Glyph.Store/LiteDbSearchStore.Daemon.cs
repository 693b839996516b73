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
        QueueTable.Wish(lite, searchId, wish);
        SetState(lite, searchId, state, reason);
    });

    /// <inheritdoc/>
    public void Wish(string searchId, QueueWish wish) => WriteTo(searchId, lite => QueueTable.Wish(lite, searchId, wish));

    /// <inheritdoc/>
    public void Leave(string searchId) => Write(lite => QueueTable.Remove(lite, searchId));

    /// <inheritdoc/>
    public bool Prioritise(string searchId, int priority)
    {
        var isQueued = false;
        WriteTo(searchId, lite =>
        {
            isQueued = QueueTable.TryChange(lite, searchId, entry => entry with { Priority = priority });
            if (isQueued)
            {
                ChangeTable.Add(lite, searchId, ChangeKind.Search, "");
            }
        });
        return isQueued;
    }

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

    /// <summary>When where a search stands was last set; null where there is none, or where an older version of Glyph set it, which kept no time.</summary>
    /// <param name="searchId">The search.</param>
    public DateTimeOffset? ChangedAt(string searchId) => _database.Read(lite => SearchTable.ChangedAt(lite, searchId));

    /// <inheritdoc/>
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
