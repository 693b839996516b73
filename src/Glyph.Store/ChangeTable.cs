using Glyph.Core.Stores;
using LiteDB;

namespace Glyph.Store;

/// <summary>
/// The log of changes: documents <c>{ _id: the change's number, Search, Kind, Key }</c>. Numbers come from a counter of their own, so that
/// none is used again when old changes are gone.
/// </summary>
internal static class ChangeTable
{
    private const string Rows = "changes";
    private const string Counter = "change_counter";

    /// <summary>Creates the tables that are not there yet.</summary>
    public static void Create(LiteDatabase lite)
    {
        lite.GetCollection(Rows).EnsureIndex("Search");
        if (lite.GetCollection(Counter).FindById(1) is null)
        {
            lite.GetCollection(Counter).Insert(new BsonDocument { ["_id"] = 1, ["Last"] = 0L });
        }
    }

    /// <summary>Adds a change.</summary>
    public static void Add(LiteDatabase lite, string searchId, ChangeKind kind, string key)
    {
        var id = Last(lite) + 1;
        lite.GetCollection(Rows).Insert(new BsonDocument { ["_id"] = id, ["Search"] = searchId, ["Kind"] = kind.ToString(), ["Key"] = key });
        lite.GetCollection(Counter).Upsert(new BsonDocument { ["_id"] = 1, ["Last"] = id });
    }

    /// <summary>The number of the newest change.</summary>
    public static long Last(LiteDatabase lite) => lite.GetCollection(Counter).FindById(1)?["Last"].AsInt64 ?? 0;

    /// <summary>The changes after one, in order.</summary>
    public static List<StoreChange> After(LiteDatabase lite, long after, int limit) =>
        [.. lite.GetCollection(Rows).Find(Query.GT("_id", after), 0, limit)
            .Select(row => new StoreChange(row["_id"].AsInt64, row["Search"].AsString, Enum.Parse<ChangeKind>(row["Kind"].AsString), row["Key"].AsString))
            .OrderBy(change => change.Id)];

    /// <summary>Removes the changes of a search.</summary>
    public static void Remove(LiteDatabase lite, string searchId) => lite.GetCollection(Rows).DeleteMany(Query.EQ("Search", searchId));
}
