using Glyph.Core.Stores;
using LiteDB;

namespace Glyph.Store;

/// <summary>The queue of a daemon: documents <c>{ _id: the search's id, Order, Priority, Wish }</c>. It needs no index: a queue is short.</summary>
internal static class QueueTable
{
    private const string Rows = "queue";

    /// <summary>All entries, those that run first first.</summary>
    public static List<QueueEntry> All(LiteDatabase lite) =>
        [.. lite.GetCollection(Rows).FindAll().Select(Entry).OrderByDescending(entry => entry.Priority).ThenBy(entry => entry.Order)];

    /// <summary>Queues a search behind the others of its priority.</summary>
    public static void Add(LiteDatabase lite, string searchId, int priority) =>
        Put(lite, new QueueEntry(searchId, 1 + All(lite).Select(entry => entry.Order).DefaultIfEmpty(0).Max(), priority, QueueWish.Run));

    /// <summary>Sets what is wished of a search; one that was never queued is queued first.</summary>
    public static void Wish(LiteDatabase lite, string searchId, QueueWish wish)
    {
        if (!TryChange(lite, searchId, entry => entry with { Wish = wish }))
        {
            Add(lite, searchId, 0);
            TryChange(lite, searchId, entry => entry with { Wish = wish });
        }
    }

    /// <summary>Changes the entry of a search, unless there is none.</summary>
    /// <returns>Whether there is.</returns>
    public static bool TryChange(LiteDatabase lite, string searchId, Func<QueueEntry, QueueEntry> change)
    {
        if (lite.GetCollection(Rows).FindById(searchId) is not { } row)
        {
            return false;
        }

        Put(lite, change(Entry(row)));
        return true;
    }

    /// <summary>Removes the entry of a search.</summary>
    public static void Remove(LiteDatabase lite, string searchId) => lite.GetCollection(Rows).Delete(searchId);

    private static void Put(LiteDatabase lite, QueueEntry entry) => lite.GetCollection(Rows).Upsert(new BsonDocument
    {
        ["_id"] = entry.Search,
        ["Order"] = entry.Order,
        ["Priority"] = entry.Priority,
        ["Wish"] = entry.Wish.ToString(),
    });

    private static QueueEntry Entry(BsonDocument row) =>
        new(row["_id"].AsString, row["Order"].AsInt64, row["Priority"].AsInt32, Enum.Parse<QueueWish>(row["Wish"].AsString));
}
