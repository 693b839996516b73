using System.Globalization;
using Glyph.Core.Trials;
using LiteDB;

namespace Glyph.Store;

/// <summary>
/// The numbers of the trials again, packed beside them, so that those of a hundred thousand are a hundred documents. A search has one
/// row <c>{ _id: its id, Count: its points, Tail: the newest of them }</c>, rewritten by every append and so kept small, and
/// chunks <c>{ _id: its id + newline + number of the chunk from 0, Points }</c>, to the last of which a full tail is moved.
/// </summary>
internal static class PointTable
{
    /// <summary>Points of a full tail; divides <see cref="ChunkLength"/>. A part of the schema, as that is.</summary>
    public const int TailLength = 32;

    /// <summary>Points of a full chunk: about 100 KB.</summary>
    public const int ChunkLength = 1024;

    /// <summary>The table of rows.</summary>
    public const string Rows = "points";

    /// <summary>The table of chunks.</summary>
    public const string Chunks = "point_chunks";

    /// <summary>Adds the point of a trial that was just added.</summary>
    public static void Add(LiteDatabase lite, string searchId, TrialPoint point)
    {
        var rows = lite.GetCollection(Rows);
        var row = rows.FindById(searchId) ?? new BsonDocument { ["_id"] = searchId, ["Count"] = 0, ["Tail"] = Array.Empty<byte>() };
        var count = row["Count"].AsInt32 + 1;
        byte[] tail = [.. row["Tail"].AsBinary, .. PointCodec.Write([point])];
        if (count % TailLength == 0)
        {
            var chunks = lite.GetCollection(Chunks);
            var key = Key(searchId, (count - 1) / ChunkLength);
            byte[] before = chunks.FindById(key) is { } chunk ? chunk["Points"].AsBinary : [];
            chunks.Upsert(new BsonDocument { ["_id"] = key, ["Points"] = (byte[])[.. before, .. tail] });
            tail = [];
        }

        row["Count"] = count;
        row["Tail"] = tail;
        rows.Upsert(row);
    }

    /// <summary>The points of a search, by number.</summary>
    public static List<TrialPoint> All(LiteDatabase lite, string searchId)
    {
        if (lite.GetCollection(Rows).FindById(searchId) is not { } row)
        {
            return [];
        }

        var count = row["Count"].AsInt32;
        var points = new List<TrialPoint>(count);
        for (var i = 0; i < (count - (count % TailLength) + ChunkLength - 1) / ChunkLength; i++)
        {
            PointCodec.Read(lite.GetCollection(Chunks).FindById(Key(searchId, i))["Points"].AsBinary, points);
        }

        PointCodec.Read(row["Tail"].AsBinary, points);
        if (points.Count != count)
        {
            throw new InvalidDataException(FormattableString.Invariant($"search {searchId} has {points.Count} points, not {count}"));
        }

        // They come nearly so: of trials that are read at once, a later one may be done first.
        points.Sort((a, b) => a.Number.CompareTo(b.Number));
        return points;
    }

    /// <summary>Packs the points of every trial that is there, for a database that has none yet.</summary>
    public static void Fill(LiteDatabase lite)
    {
        foreach (var (searchId, points) in RecordTable.EachBySearch<Trial, TrialPoint>(lite, RecordTable.Trials, TrialPoint.Of))
        {
            var folded = points.Count - (points.Count % TailLength);
            foreach (var (i, chunk) in points.Take(folded).Chunk(ChunkLength).Index())
            {
                lite.GetCollection(Chunks).Insert(new BsonDocument { ["_id"] = Key(searchId, i), ["Points"] = PointCodec.Write(chunk) });
            }

            lite.GetCollection(Rows).Insert(new BsonDocument { ["_id"] = searchId, ["Count"] = points.Count, ["Tail"] = PointCodec.Write(points.Skip(folded)) });
        }
    }

    /// <summary>Removes the points of a search.</summary>
    public static void Remove(LiteDatabase lite, string searchId)
    {
        var chunks = ((lite.GetCollection(Rows).FindById(searchId)?["Count"].AsInt32 ?? 0) + ChunkLength - 1) / ChunkLength;
        for (var i = 0; i < chunks; i++)
        {
            lite.GetCollection(Chunks).Delete(Key(searchId, i));
        }

        lite.GetCollection(Rows).Delete(searchId);
    }

    private static string Key(string searchId, int chunk) => string.Create(CultureInfo.InvariantCulture, $"{searchId}\n{chunk}");
}
