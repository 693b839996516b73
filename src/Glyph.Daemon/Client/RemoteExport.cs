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
        var trial = choice.Trial;
        Receipt? receipt = null;

        // All files are of one trial, whatever a running search finds meanwhile. The receipt is the first, for it keeps the rule that chose its trial.
        foreach (var format in formats.OrderBy(f => f.Name is "receipt" ? 0 : 1))
        {
            if (trial is null && format.Name is "font" or "config" or "vtcbench" or "dotnet" or "python")
            {
                trial = Chosen();
            }

            using var content = new MemoryStream();
            var name = await DownloadAsync(format.Name, trial is null ? choice : new ExportChoice { Trial = trial }, content, cancellationToken).ConfigureAwait(false);
            loaded.Add((format, name, content.ToArray()));
            if (format.Name is "receipt")
            {
                receipt = JsonSerializer.Deserialize<Receipt>(content.ToArray(), GlyphJson.Indented);
                trial = receipt?.Trial;
            }
        }

        SearchExporter.MakeFolder(folder);
        foreach (var (format, name, content) in loaded)
        {
            AtomicFile.Write(Path.Combine(folder, name), stream => stream.Write(format.Name is "config" ? WithFont(content, folder) : content));
        }

        return new ExportResult(Path.GetFullPath(folder), receipt) { Files = [.. formats.Select(format => loaded.Find(file => ReferenceEquals(file.Format, format)).Name)] };
    }

    /// <summary>Loads one format.</summary>
    /// <returns>The name of its file: the last part of what the daemon says.</returns>
    public Task<string> DownloadAsync(string format, Stream target, CancellationToken cancellationToken) => DownloadAsync(format, choice, target, cancellationToken);

    private async Task<string> DownloadAsync(string format, ExportChoice which, Stream target, CancellationToken cancellationToken)
    {
        var query = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"reportPages={reportPages}"));
        query.Append(which.MinAccuracy is { } accuracy ? string.Create(CultureInfo.InvariantCulture, $"&minAccuracy={accuracy}") : "");
        query.Append(which.Knee ? "&knee=true" : "");
        query.Append(which.Need is { } need ? $"&need={Text.Words(need)}" : "");
        query.Append(which.Trial is { } trial ? string.Create(CultureInfo.InvariantCulture, $"&trial={trial}") : "");
        return Path.GetFileName(await client.PostAsync($"searches/{Uri.EscapeDataString(searchId)}/exports/{format}?{query}", target, cancellationToken).ConfigureAwait(false) ?? format);
    }

    /// <summary>The number of the trial that the rule chooses now.</summary>
    private int Chosen()
    {
        // The store is not disposed, for the client is the caller's.
        var store = new RemoteSearchStore(client);
        var search = store.Get(searchId) ?? throw new GlyphException($"{client.Server}: there is no search {searchId}");
        return choice.Rule().Apply(SearchSummary.Of(store, search).Recommendation).Trial.Number;
    }

    /// <summary>The config with its font by its absolute path here, for the Glyph authors' renderer looks fonts up from wherever it runs.</summary>
    private static byte[] WithFont(byte[] json, string folder)
    {
        var config = RenderConfigJson.Parse(Encoding.UTF8.GetString(json), ExportCatalog.ConfigFile);
        return Encoding.UTF8.GetBytes(RenderConfigJson.Write(config with { Font = Path.Combine(Path.GetFullPath(folder), Path.GetFileName(config.Font)) }) + "\n");
    }
}
