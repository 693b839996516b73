using Glyph.Core;
using LiteDB;

namespace Glyph.Store;

/// <summary>Whether a file is a whole Glyph database. LiteDB itself crops or overwrites what it does not recognise.</summary>
internal static class DatabaseCheck
{
    private const int PageSize = 8192;
    private const int SignatureOffset = 32;
    private static ReadOnlySpan<byte> Signature => "** This is a LiteDB file **"u8;

    /// <summary>Looks at the file without changing anything.</summary>
    public static void BeforeOpening(DatabasePaths paths)
    {
        if (Directory.Exists(paths.Data))
        {
            throw new StoreException($"{paths.Data} is a folder; name a file with --db");
        }

        if (!File.Exists(paths.Data))
        {
            return;
        }

        using var file = new FileStream(paths.Data, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var start = new byte[SignatureOffset + Signature.Length];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (read == 0)
        {
            return;
        }

        if (!start.AsSpan(SignatureOffset).SequenceEqual(Signature))
        {
            throw new StoreException($"{paths.Data} is not a Glyph database; name another file with --db");
        }

        if (file.Length < PageSize)
        {
            throw Damaged(paths, new EndOfStreamException("the file ends early"));
        }
    }

    /// <summary>A page that is there in part is the work of a killed process only if the log still holds the whole of it.</summary>
    public static void BeforeRecovery(DataFile data, LogFile log)
    {
        if (data.Length % PageSize != 0 && log.Length == 0)
        {
            throw new EndOfStreamException("the file ends early");
        }
    }

    /// <summary>Checks the schema, and that every page that the header counts is there.</summary>
    public static void AfterOpening(DatabasePaths paths, LiteDatabase lite)
    {
        using (var reader = lite.Execute("SELECT $ FROM $database"))
        {
            var pages = reader.First()["lastPageID"].AsInt32 + 1L;
            if (new FileInfo(paths.Data).Length < pages * PageSize)
            {
                throw new EndOfStreamException("the file ends early");
            }
        }

        switch (Schema.VersionOf(lite))
        {
            case null:
                throw new StoreException($"{paths.Data} is a LiteDB database, but not one of Glyph's; name another file with --db");
            case var version and (< 1 or > Schema.Version):
                throw new StoreException($"{paths.Data} was written by another version of Glyph (schema {version}, this one knows {Schema.Version}); use that version, or name another file with --db");
        }
    }

    /// <summary>The error for a file that cannot be understood.</summary>
    public static StoreException Damaged(DatabasePaths paths, Exception cause) => new(
        $"{paths.Data} is damaged ({cause.Message.TrimEnd('.')}); it is left as it is: bring back a copy, or name another file with --db", cause);
}
