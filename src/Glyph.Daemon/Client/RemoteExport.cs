using System.Globalization;
using System.Text;
using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Daemon.Exporting;

namespace Glyph.Daemon.Client;

/// <summary>Exports of a daemon's search into a folder here.</summary>
/// <param name="client">The daemon.</param>
/// <param name="searchId">The search.</param>
/// <param name="choice">Which trial.</param>
/// <param name="reportPages">How many pages of a trial a report shows.</param>
internal sealed class RemoteExport(GlyphClient client, string searchId, ExportChoice choice, int reportPages = 2)
{
    /// <summary>Loads some formats into a folder, which is made if it is not there.</summary>
    public async Task<ExportResult> LoadAsync(IReadOnlyList<IExportFormat> formats, string folder, CancellationToken cancellationToken)
    {
        var loaded = new List<(IExportFormat Format, string Name, byte[] Content)>();
        foreach (var format in formats)
        {
            using var content = new MemoryStream();
            var name = await DownloadAsync(format.Name, content, cancellationToken).ConfigureAwait(false);
            loaded.Add((format, name, content.ToArray()));
        }

        SearchExporter.MakeFolder(folder);
        foreach (var (format, name, content) in loaded)
        {
            AtomicFile.Write(Path.Combine(folder, name), stream => stream.Write(format.Name is "config" ? WithFont(content, folder) : content));
        }

        var receipt = loaded.Find(file => file.Format.Name is "receipt").Content is { } json ? JsonSerializer.Deserialize<Receipt>(json, GlyphJson.Indented) : null;
        return new ExportResult(Path.GetFullPath(folder), receipt) { Files = [.. loaded.Select(file => file.Name)] };
    }

    /// <summary>Loads one format.</summary>
    /// <returns>The name of its file: the last part of what the daemon says.</returns>
    public async Task<string> DownloadAsync(string format, Stream target, CancellationToken cancellationToken)
    {
        var query = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"reportPages={reportPages}"));
        query.Append(choice.MinAccuracy is { } accuracy ? string.Create(CultureInfo.InvariantCulture, $"&minAccuracy={accuracy}") : "");
        query.Append(choice.Knee ? "&knee=true" : "");
        query.Append(choice.Need is { } need ? $"&need={Text.Words(need)}" : "");
        query.Append(choice.Trial is { } trial ? string.Create(CultureInfo.InvariantCulture, $"&trial={trial}") : "");
        return Path.GetFileName(await client.PostAsync($"searches/{Uri.EscapeDataString(searchId)}/exports/{format}?{query}", target, cancellationToken).ConfigureAwait(false) ?? format);
    }

    /// <summary>The config with its font by its absolute path here, for the Glyph authors' renderer looks fonts up from wherever it runs.</summary>
    private static byte[] WithFont(byte[] json, string folder)
    {
        var config = RenderConfigJson.Parse(Encoding.UTF8.GetString(json), ExportCatalog.ConfigFile);
        return Encoding.UTF8.GetBytes(RenderConfigJson.Write(config with { Font = Path.Combine(Path.GetFullPath(folder), Path.GetFileName(config.Font)) }) + "\n");
    }
}
