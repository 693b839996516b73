using LiteDB;
using LiteDB.Engine;

namespace Glyph.Store;

/// <summary>What stands in a Glyph database: its version, and the tables.</summary>
internal static class Schema
{
    /// <summary>The version that this code writes and reads.</summary>
    /// <remarks>1: searches and their records. 2: the ledger and the kept answers as well. 3: the points of trials as well. 4: the log of changes and the queue as well.</remarks>
    public const int Version = 4;

    private const string Collection = "schema";

    /// <summary>The bytes of an empty database.</summary>
    public static byte[] Template()
    {
        using var data = new MemoryStream();
        using var log = new MemoryStream();
        using (var lite = new LiteDatabase(new LiteEngine(new EngineSettings { DataStream = data, LogStream = log, Collation = Collation.Binary })))
        {
            lite.GetCollection(Collection).Insert(new BsonDocument { ["_id"] = 1, ["Version"] = Version });
            SearchTable.Create(lite);
            foreach (var table in RecordTable.Names)
            {
                RecordTable.Create(lite, table);
            }

            LedgerTables.Create(lite);
            ChangeTable.Create(lite);
            lite.Checkpoint();
        }

        return data.ToArray();
    }

    /// <summary>Brings a database of an earlier version to this one, in one transaction.</summary>
    public static void Upgrade(LiteDatabase lite)
    {
        var version = VersionOf(lite);
        if (version == Version)
        {
            return;
        }

        lite.BeginTrans();
        if (version == 1)
        {
            RecordTable.Create(lite, RecordTable.Reservations);
            RecordTable.Create(lite, RecordTable.Settlements);
            LedgerTables.Create(lite);
        }

        if (version <= 2)
        {
            PointTable.Fill(lite);
        }

        ChangeTable.Create(lite);
        lite.GetCollection(Collection).Update(new BsonDocument { ["_id"] = 1, ["Version"] = Version });
        lite.Commit();
    }

    /// <summary>The version of a database, or null where it is not one of Glyph's.</summary>
    public static int? VersionOf(LiteDatabase lite) =>
        lite.CollectionExists(Collection) && lite.GetCollection(Collection).FindById(1) is { } document && document["Version"].IsInt32
            ? document["Version"].AsInt32
            : null;
}
