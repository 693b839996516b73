using Glyph.Core;
using LiteDB;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace Glyph.Store;

/// <summary>
/// An append-only table of one kind of record of all searches. A document is
/// <c>{ _id: order of appending, Search, Key: Search + newline + name, Json: the record as Glyph's compact JSON }</c>.
/// </summary>
internal static class RecordTable
{
    public const string Trials = "trials";
    public const string Generations = "generations";
    public const string Journal = "journal";
    public const string Ideas = "ideas";
    public const string Confirmations = "confirmations";
    public const string Reservations = "reservations";
    public const string Settlements = "settlements";

    /// <summary>Every table.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [Trials, Generations, Journal, Ideas, Confirmations, Reservations, Settlements];

    /// <summary>Creates an empty table with its indexes.</summary>
    public static void Create(LiteDatabase lite, string table)
    {
        var documents = Documents(lite, table);
        documents.EnsureIndex("Key", unique: true);
        documents.EnsureIndex("Search");
    }

    /// <summary>Adds a record, unless its search has one of that name already.</summary>
    /// <returns>Whether it was added.</returns>
    public static bool TryAdd<T>(LiteDatabase lite, string table, string searchId, string name, T record)
    {
        var documents = Documents(lite, table);
        var key = $"{searchId}\n{name}";
        if (documents.Exists(Query.EQ("Key", key)))
        {
            return false;
        }

        documents.Insert(new BsonDocument
        {
            ["Search"] = searchId,
            ["Key"] = key,
            ["Json"] = JsonSerializer.Serialize(record, GlyphJson.Compact),
        });
        return true;
    }

    /// <summary>The record of a name, or null.</summary>
    public static T? Find<T>(LiteDatabase lite, string table, string searchId, string name)
        where T : class =>
        Documents(lite, table).FindOne(Query.EQ("Key", $"{searchId}\n{name}")) is { } document
            ? JsonSerializer.Deserialize<T>(document["Json"].AsString, GlyphJson.Compact)
            : null;

    /// <summary>The records of a search whose names begin so, and of some whose names look alike: % and _ are wildcards to LiteDB.</summary>
    public static List<T> Beginning<T>(LiteDatabase lite, string table, string searchId, string prefix) =>
        [.. Documents(lite, table)
            .Find(Query.StartsWith("Key", $"{searchId}\n{prefix}"))
            .Where(document => string.Equals(document["Search"].AsString, searchId, StringComparison.Ordinal))
            .Select(document => JsonSerializer.Deserialize<T>(document["Json"].AsString, GlyphJson.Compact)!)];

    /// <summary>The records of a search, oldest first.</summary>
    public static List<T> All<T>(LiteDatabase lite, string table, string searchId) =>
        [.. Documents(lite, table)
            .Find(Query.EQ("Search", searchId))
            .OrderBy(document => document["_id"].AsInt64)
            .Select(document => JsonSerializer.Deserialize<T>(document["Json"].AsString, GlyphJson.Compact)!)];

    /// <summary>What is to be kept of each record of a search, oldest first; whole records are in memory one at a time.</summary>
    public static List<TKept> Each<T, TKept>(LiteDatabase lite, string table, string searchId, Func<T, TKept> keep) =>
        [.. Documents(lite, table)
            .Find(Query.EQ("Search", searchId))
            .Select(document => (Id: document["_id"].AsInt64, Kept: keep(JsonSerializer.Deserialize<T>(document["Json"].AsString, GlyphJson.Compact)!)))
            .OrderBy(pair => pair.Id)
            .Select(pair => pair.Kept)];

    /// <summary>What is to be kept of each record of all searches, by search, oldest first; whole records are in memory one at a time.</summary>
    public static Dictionary<string, List<TKept>> EachBySearch<T, TKept>(LiteDatabase lite, string table, Func<T, TKept> keep)
    {
        var kept = new Dictionary<string, List<TKept>>(StringComparer.Ordinal);
        foreach (var document in Documents(lite, table).FindAll())
        {
            var search = document["Search"].AsString;
            kept.TryAdd(search, []);
            kept[search].Add(keep(JsonSerializer.Deserialize<T>(document["Json"].AsString, GlyphJson.Compact)!));
        }

        return kept;
    }

    /// <summary>Removes the records of a search.</summary>
    public static void Remove(LiteDatabase lite, string table, string searchId) => Documents(lite, table).DeleteMany(Query.EQ("Search", searchId));

    private static ILiteCollection<BsonDocument> Documents(LiteDatabase lite, string table) =>
        lite.GetCollection(table, BsonAutoId.Int64);
}
