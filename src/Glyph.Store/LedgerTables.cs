using Glyph.Core;
using Glyph.Core.Spending;
using LiteDB;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace Glyph.Store;

/// <summary>
/// What the ledger needs beside its lines: the sum of each search, kept with every line so that nobody adds up lines, and the
/// answers, which belong to no search. An answer is in parts, because it may be larger than LiteDB's 16 MB a document.
/// </summary>
internal static class LedgerTables
{
    private const string Sums = "spending";
    private const string Answers = "answers";
    private const int PartLength = 1 << 20;

    /// <summary>Creates the empty tables; that of the sums comes with the first of them, for it needs no index of its own.</summary>
    public static void Create(LiteDatabase lite) => lite.GetCollection(Answers, BsonAutoId.Int64).EnsureIndex("Key");

    /// <summary>Adds to the sum of a search.</summary>
    public static void Add(LiteDatabase lite, string searchId, Spend amount)
    {
        var row = Row(lite, searchId);
        var sum = SumOf(row) + amount;
        row["Requests"] = sum.Requests;
        row["InputTokens"] = sum.InputTokens;
        row["OutputTokens"] = sum.OutputTokens;
        row["Cost"] = sum.Cost;
        lite.GetCollection(Sums).Upsert(row);
    }

    /// <summary>The sum of a search.</summary>
    public static Spend Spent(LiteDatabase lite, string searchId) => SumOf(Row(lite, searchId));

    /// <summary>Removes the sum and the terms of a search.</summary>
    public static void Remove(LiteDatabase lite, string searchId) => lite.GetCollection(Sums).Delete(searchId);

    /// <summary>Keeps the terms of a search.</summary>
    public static void SetTerms(LiteDatabase lite, string searchId, SpendTerms terms)
    {
        var row = Row(lite, searchId);
        row["Terms"] = JsonSerializer.Serialize(terms, GlyphJson.Compact);
        lite.GetCollection(Sums).Upsert(row);
    }

    /// <summary>The terms of a search, or null.</summary>
    public static SpendTerms? Terms(LiteDatabase lite, string searchId) => Row(lite, searchId)["Terms"] is { IsString: true } json
        ? JsonSerializer.Deserialize<SpendTerms>(json.AsString, GlyphJson.Compact)
        : null;

    /// <summary>Keeps an answer, unless there is one under its key.</summary>
    public static void Keep(LiteDatabase lite, string key, KeptAnswer answer)
    {
        var answers = lite.GetCollection(Answers, BsonAutoId.Int64);
        if (answers.Exists(Query.EQ("Key", key)))
        {
            return;
        }

        foreach (var part in JsonSerializer.SerializeToUtf8Bytes(answer, GlyphJson.Compact).Chunk(PartLength))
        {
            answers.Insert(new BsonDocument { ["Key"] = key, ["Json"] = part });
        }
    }

    /// <summary>The answer of a key, or null.</summary>
    public static KeptAnswer? Find(LiteDatabase lite, string key)
    {
        using var json = new MemoryStream();
        foreach (var part in lite.GetCollection(Answers, BsonAutoId.Int64).Find(Query.EQ("Key", key)).OrderBy(part => part["_id"].AsInt64))
        {
            json.Write(part["Json"].AsBinary);
        }

        return json.Length == 0 ? null : JsonSerializer.Deserialize<KeptAnswer>(json.GetBuffer().AsSpan(0, (int)json.Length), GlyphJson.Compact);
    }

    private static BsonDocument Row(LiteDatabase lite, string searchId) =>
        lite.GetCollection(Sums).FindById(searchId) ?? new BsonDocument { ["_id"] = searchId };

    private static Spend SumOf(BsonDocument row) =>
        row["Requests"].IsNull ? default : new Spend(row["Requests"].AsInt64, row["InputTokens"].AsInt64, row["OutputTokens"].AsInt64, row["Cost"].AsDecimal);
}
