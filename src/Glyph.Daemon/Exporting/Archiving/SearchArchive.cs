using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Stores;

namespace Glyph.Daemon.Exporting.Archiving;

/// <summary>
/// A whole search as one file: gzip'd lines of JSON, a header first, then the search, its terms, trials, checkpoints, confirmations,
/// exchanges with language models, what became of their ideas, and its ledger. The same search gives the same bytes but for
/// the compressor's.
/// </summary>
internal static class SearchArchive
{
    /// <summary>The format's name in the header.</summary>
    public const string Format = "glyph-archive";

    /// <summary>The newest version that this build writes and reads.</summary>
    public const int Version = 1;

    /// <summary>The usual end of an archive's file name.</summary>
    public const string Extension = ".glyph.gz";

    private static ReadOnlySpan<byte> NewLine => "\n"u8;

    /// <summary>Writes the archive of a search. The store is read once; what is appended meanwhile is not in it.</summary>
    /// <param name="store">Where the search is.</param>
    /// <param name="ledger">Where its spending is.</param>
    /// <param name="search">The search.</param>
    /// <param name="stream">Where to; it is left open.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public static async Task WriteAsync(ISearchStore store, ILedger ledger, Search search, Stream stream, CancellationToken cancellationToken)
    {
        List<ArchiveLine> lines = [.. Lines(store, ledger, search)];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(Bytes(line));
            hash.AppendData(NewLine);
        }

        var counts = lines.CountBy(line => line.Kind()!, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var header = new ArchiveHeader(Format, Version, ComponentVersions.Glyph, search.Id, counts, Convert.ToHexStringLower(hash.GetHashAndReset()));
        await using var zip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
        await zip.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(header, GlyphJson.Compact), cancellationToken).ConfigureAwait(false);
        zip.Write(NewLine);
        foreach (var line in lines)
        {
            await zip.WriteAsync(Bytes(line), cancellationToken).ConfigureAwait(false);
            zip.Write(NewLine);
        }
    }

    private static byte[] Bytes(ArchiveLine line) => JsonSerializer.SerializeToUtf8Bytes(line, GlyphJson.Compact);

    private static IEnumerable<ArchiveLine> Lines(ISearchStore store, ILedger ledger, Search search)
    {
        var id = search.Id;
        var spending = ledger.Lines(id);
        return
        [
            new ArchiveLine { Search = search },
            new ArchiveLine { Terms = ledger.Terms(id) },
            .. store.Trials(id).Select(trial => new ArchiveLine { Trial = trial }),
            .. store.Generations(id).Select(generation => new ArchiveLine { Generation = generation }),
            .. store.Confirmations(id).Select(confirmation => new ArchiveLine { Confirmation = confirmation }),
            .. store.Journal(id).Select(entry => new ArchiveLine { Journal = entry }),
            .. store.Ideas(id).Select(idea => new ArchiveLine { Idea = idea }),
            .. spending.Select(line => new ArchiveLine { Reservation = line.Reservation }),
            .. spending.Where(line => line.Settlement is not null).Select(line => new ArchiveLine { Settlement = line.Settlement }),
        ];
    }
}
