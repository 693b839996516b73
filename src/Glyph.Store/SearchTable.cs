using Glyph.Core;
using Glyph.Core.Searching;
using LiteDB;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace Glyph.Store;

/// <summary>A search as the list of searches shows it.</summary>
internal sealed record SearchRow(string Id, DateTimeOffset CreatedAt, long Order, SearchState State, string? StopReason);

/// <summary>
/// The searches: a small document each with what changes, and the search itself as JSON, in parts, because its corpus may
/// be larger than LiteDB's 16 MB a document.
/// </summary>
internal static class SearchTable
{
    private const string Rows = "searches";
    private const string Parts = "search_parts";
    private const string ChangedAtField = "ChangedAt";
    private const int PartLength = 1 << 20;

    /// <summary>Creates the empty tables.</summary>
    public static void Create(LiteDatabase lite)
    {
        lite.GetCollection(Rows).EnsureIndex("Order", unique: true);
        lite.GetCollection(Parts, BsonAutoId.Int64).EnsureIndex("Search");
    }

    /// <summary>Adds a search, unless its id is taken.</summary>
    /// <param name="lite">The database.</param>
    /// <param name="search">The search.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether it was added.</returns>
    public static bool TryAdd(LiteDatabase lite, Search search, DateTimeOffset now)
    {
        var rows = lite.GetCollection(Rows);
        if (rows.FindById(search.Id) is not null)
        {
            return false;
        }

        rows.Insert(new BsonDocument
        {
            ["_id"] = search.Id,
            ["Order"] = rows.LongCount() == 0 ? 0 : rows.Max("Order").AsInt64 + 1,
            ["CreatedAt"] = search.CreatedAt.UtcTicks,
            ["State"] = search.State.ToString(),
            ["StopReason"] = search.StopReason,
            [ChangedAtField] = now.UtcTicks,
        });
        foreach (var part in JsonSerializer.SerializeToUtf8Bytes(search, GlyphJson.Compact).Chunk(PartLength))
        {
            lite.GetCollection(Parts, BsonAutoId.Int64).Insert(new BsonDocument { ["Search"] = search.Id, ["Json"] = part });
        }

        return true;
    }

    /// <summary>Whether there is a search of that id.</summary>
    public static bool Contains(LiteDatabase lite, string searchId) => lite.GetCollection(Rows).FindById(searchId) is not null;

    /// <summary>When where a search stands was last set; null where there is none, or where an older version set it, which kept no time.</summary>
    public static DateTimeOffset? ChangedAt(LiteDatabase lite, string searchId) =>
        lite.GetCollection(Rows).FindById(searchId) is { } row && row[ChangedAtField] is { IsInt64: true } ticks ? new DateTimeOffset(ticks.AsInt64, TimeSpan.Zero) : null;

    /// <summary>Sets where a search stands, unless there is none of that id.</summary>
    /// <param name="lite">The database.</param>
    /// <param name="searchId">The search.</param>
    /// <param name="state">Where it stands.</param>
    /// <param name="stopReason">Why, in words, or null.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether there is.</returns>
    public static bool TrySetState(LiteDatabase lite, string searchId, SearchState state, string? stopReason, DateTimeOffset now)
    {
        var rows = lite.GetCollection(Rows);
        if (rows.FindById(searchId) is not { } row)
        {
            return false;
        }

        row["State"] = state.ToString();
        row["StopReason"] = stopReason;
        row[ChangedAtField] = now.UtcTicks;
        return rows.Update(row);
    }

    /// <summary>Removes a search.</summary>
    public static void Remove(LiteDatabase lite, string searchId)
    {
        lite.GetCollection(Parts, BsonAutoId.Int64).DeleteMany(Query.EQ("Search", searchId));
        lite.GetCollection(Rows).Delete(searchId);
    }

    /// <summary>All searches, newest first.</summary>
    public static List<SearchRow> All(LiteDatabase lite) =>
        [.. lite.GetCollection(Rows).FindAll()
            .Select(row => new SearchRow(
                row["_id"].AsString,
                new DateTimeOffset(row["CreatedAt"].AsInt64, TimeSpan.Zero),
                row["Order"].AsInt64,
                Enum.Parse<SearchState>(row["State"].AsString),
                row["StopReason"].IsNull ? null : row["StopReason"].AsString))
            .OrderByDescending(row => row.CreatedAt)
            .ThenByDescending(row => row.Order)];

    /// <summary>The whole search of a row.</summary>
    public static Search Load(LiteDatabase lite, SearchRow row)
    {
        using var json = new MemoryStream();
        foreach (var part in lite.GetCollection(Parts, BsonAutoId.Int64).Find(Query.EQ("Search", row.Id)).OrderBy(part => part["_id"].AsInt64))
        {
            json.Write(part["Json"].AsBinary);
        }

        var search = JsonSerializer.Deserialize<Search>(json.GetBuffer().AsSpan(0, (int)json.Length), GlyphJson.Compact)!;
        return search with { State = row.State, StopReason = row.StopReason };
    }
}
