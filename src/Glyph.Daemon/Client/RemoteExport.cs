using System.IO.Compression;
using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Daemon.Exporting;

namespace Glyph.Daemon.Client;

/// <summary>Exports of a daemon's search into a folder here.</summary>
internal static class RemoteExport
{
    /// <summary>Has a search exported, and unpacks the export.</summary>
    /// <param name="client">The daemon.</param>
    /// <param name="searchId">The search.</param>
    /// <param name="choice">Which trial.</param>
    /// <param name="folder">The folder; made if it is not there.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public static async Task<ExportResult> LoadAsync(GlyphClient client, string searchId, ExportChoice choice, string folder, CancellationToken cancellationToken)
    {
        using var packed = new MemoryStream();
        await client.PostAsync($"searches/{Uri.EscapeDataString(searchId)}/export", choice, packed, cancellationToken);
        packed.Position = 0;
        Directory.CreateDirectory(folder);
        using var archive = new ZipArchive(packed, ZipArchiveMode.Read);
        foreach (var entry in archive.Entries)
        {
            // Names come from elsewhere: only the last part of one is used.
            AtomicFile.Write(Path.Combine(folder, Path.GetFileName(entry.FullName)), stream =>
            {
                using var source = entry.Open();
                source.CopyTo(stream);
            });
        }

        // The config names its font by an absolute path, which here is another one.
        var best = Path.Combine(folder, "best.json");
        var config = RenderConfigJson.Parse(TextFile.Read(best), best);
        AtomicFile.WriteText(best, RenderConfigJson.Write(config with { Font = Path.Combine(Path.GetFullPath(folder), Path.GetFileName(config.Font)) }) + "\n");
        var receipt = JsonSerializer.Deserialize<Receipt>(File.ReadAllText(Path.Combine(folder, "receipt.json")), GlyphJson.Indented)!;
        return new ExportResult(Path.GetFullPath(folder), receipt);
    }
}
