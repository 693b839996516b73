using System.Text;
using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Daemon.Exporting.Archiving;

namespace Glyph.Daemon.Exporting;

/// <summary>All that a search can be exported as, in the order in which it is written.</summary>
internal static class ExportCatalog
{
    /// <summary>The chosen config, in the Glyph authors' format.</summary>
    public const string ConfigFile = "best.json";

    /// <summary>Every format.</summary>
    public static IReadOnlyList<IExportFormat> All { get; } =
    [
        new ExportFormat("font", "config", context => Path.GetFileName(context.Font.Path), "font/ttf", "The font of the config",
            async (context, stream, token) =>
            {
                await using var font = File.OpenRead(context.Font.Path);
                await font.CopyToAsync(stream, token).ConfigureAwait(false);
            }),
        Text("config", "config", ConfigFile, "application/json", "The chosen config in the Glyph authors' format", context => RenderConfigJson.Write(context.Config) + "\n"),
        Text("front", "front", "front.json", "application/json", "The trials of the front with all that is known of them",
            context => JsonSerializer.Serialize(new { Trials = context.Summary.Front.Select(context.Summary.Record) }, GlyphJson.Indented) + "\n"),
        Text("front-csv", "csv", "front.csv", "text/csv", "The front as a table", context => TrialCsv.Write(context.Summary.Front.Select(context.Summary.Record))),
        Text("csv", "csv", "trials.csv", "text/csv", "All trials as a table", context => TrialCsv.Write(context.Store.Trials(context.Search.Id).Select(context.Summary.Record))),
        new ExportFormat("parquet", "parquet", _ => "trials.parquet", "application/vnd.apache.parquet", "All trials as a Parquet table of typed columns",
            (context, stream, token) => TrialParquet.WriteAsync(context.Store.Trials(context.Search.Id).Select(context.Summary.Record), stream, token)),
        Text("vtcbench", "vtcbench", "best.vtcbench.yaml", "application/yaml", "The chosen config as VTCBench's render arguments", VtcBenchYaml.Write),
        Text("dotnet", "dotnet", "render.cs", "text/plain", "A C# program that renders a text with the config", context => Snippet.Write("render.cs", context)),
        Text("python", "python", "render.py", "text/x-python", "A Python program that renders a text with the config", context => Snippet.Write("render.py", context)),
        new ExportFormat("front-svg", "front-image", _ => "front.svg", "image/svg+xml", "A picture of the front, for papers",
            (context, stream, _) => FrontPicture.WriteSvgAsync(FrontData.Of(context.Summary), stream)),
        new ExportFormat("front-png", "front-image", _ => "front.png", "image/png", "A picture of the front",
            (context, stream, _) => FrontPicture.WritePngAsync(FrontData.Of(context.Summary), stream)),
        new ExportFormat("receipt", "receipt", _ => "receipt.json", "application/json", "What proves the config: versions, hashes, and its accuracy on held-out text",
            async (context, stream, token) => await WriteAsync(stream, JsonSerializer.Serialize(await context.ReceiptAsync(token).ConfigureAwait(false), GlyphJson.Indented) + "\n", token).ConfigureAwait(false)),
        new ExportFormat("report", "report", _ => "report.html", "text/html", "The whole search as one HTML file",
            (context, stream, token) => ReportExport.WriteAsync([context], stream, token)) { IsDefault = false },
        new ExportFormat("archive", "archive", context => $"{context.Search.Id}{SearchArchive.Extension}", "application/gzip", "The whole search, for glyph import",
            (context, stream, token) => SearchArchive.WriteAsync(context.Store, context.Ledger, context.Search, stream, token)) { IsDefault = false },
    ];

    /// <summary>The names that may be asked for: of groups, and of single formats.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(format => format.Group).Concat(All.Select(format => format.Name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The format of a name; null where there is none.</summary>
    public static IExportFormat? Find(string name) => All.FirstOrDefault(format => string.Equals(format.Name, name, StringComparison.Ordinal));

    /// <summary>The formats of some names of formats or groups; without any, the default ones.</summary>
    /// <exception cref="InvalidInputException">With every name that is none.</exception>
    public static IReadOnlyList<IExportFormat> Choose(IReadOnlyCollection<string> names)
    {
        var unknown = names.Where(name => !Names.Contains(name, StringComparer.Ordinal)).Select(name => $"--format: there is no format '{name}'{NearestName.Hint(name, Names)}").ToList();
        return unknown.Count > 0
            ? throw new InvalidInputException(unknown)
            : [.. All.Where(format => names.Count == 0 ? format.IsDefault : names.Contains(format.Group, StringComparer.Ordinal) || names.Contains(format.Name, StringComparer.Ordinal))];
    }

    private static ExportFormat Text(string name, string group, string file, string contentType, string title, Func<ExportContext, string> write) =>
        new(name, group, _ => file, contentType, title, (context, stream, token) => WriteAsync(stream, write(context), token));

    private static async Task WriteAsync(Stream stream, string text, CancellationToken cancellationToken) =>
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
}
