using System.ComponentModel;
using Glyph.Daemon.Composition;
using Glyph.Daemon.Exporting;
using Glyph.Daemon.Exporting.Archiving;
using Glyph.Daemon.Operations;
using Glyph.Daemon.Queueing;
using Glyph.Daemon.Submitting;
using Glyph.Evolution.Confirming;
using Glyph.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Glyph.Daemon.Serving;

/// <summary>Exports of searches.</summary>
internal static class ExportEndpoints
{
    private const int MostReportPages = 100;

    /// <summary>Adds the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/import", ImportAsync).WithSummary("Adds a search from an archive that 'glyph export --archive' wrote: the body is the file.")
            .Accepts<byte[]>("application/gzip").Produces<ImportedSearch>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet("/searches/{id}/exports", List).WithSummary("What a search can be exported as.").Produces<ExportList>();
        api.MapGet("/searches/{id}/exports/{name}", (string id, string name, [AsParameters] ExportQuery query, HttpContext context, ExportServices services, CancellationToken token) =>
                ExportAsync(id, name, query, context, services, mayPay: false, token))
            .WithSummary("An export of a search as a file. What would ask a paid model is refused unless its answer is known; POST asks it.").Produces<byte[]>(contentType: "application/octet-stream").ProducesProblem(StatusCodes.Status409Conflict);
        api.MapPost("/searches/{id}/exports/{name}", (string id, string name, [AsParameters] ExportQuery query, HttpContext context, ExportServices services, CancellationToken token) =>
                ExportAsync(id, name, query, context, services, mayPay: true, token))
            .WithSummary("An export of a search as a file; the proof on held-out text is measured where it needs one, within the search's limits.").Produces<byte[]>(contentType: "application/octet-stream");
    }

    /// <summary>Adds a search from an archive in the body, which goes through a file of its own, for it may be larger than memory.</summary>
    private static async Task<IResult> ImportAsync(
        HttpContext http, LiteDbSearchStore store, SubmissionRules rules, [Description("The id that the search is to have here. Default: its own.")] string? @as, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("glyph-import-");
        try
        {
            var path = Path.Combine(folder.FullName, "archive" + SearchArchive.Extension);
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
            {
                await http.Request.Body.CopyToAsync(file, cancellationToken);
            }

            return Results.Json(ArchiveImport.Import(store, store, [path], @as, rules, cancellationToken)[0], Core.GlyphJson.Compact, statusCode: StatusCodes.Status201Created);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IResult List(string id, LiteDbSearchStore store) => store.Get(id) is null
        ? SearchEndpoints.NoSearch(id)
        : Results.Json(new ExportList([.. ExportCatalog.All.Select(format => new ExportEntry(format.Name, format.Title, format.ContentType))]), Core.GlyphJson.Compact);

    private static async Task<IResult> ExportAsync(string id, string name, ExportQuery query, HttpContext http, ExportServices services, bool mayPay, CancellationToken cancellationToken)
    {
        if (services.Store.Get(id) is not { } search)
        {
            return SearchEndpoints.NoSearch(id);
        }

        if (ExportCatalog.Find(name) is not { } format)
        {
            return Problems.Missing($"There is no export '{name}'; there are {string.Join(", ", ExportCatalog.All.Select(f => f.Name))}.");
        }

        if (query.ReportPages is < 0 or > MostReportPages)
        {
            return Problems.Bad([FormattableString.Invariant($"reportPages must be from 0 to {MostReportPages}")]);
        }

        using var context = services.Exporter.Open(services.Sessions, services.Store, services.Ledger, search, query.Choice().Rule(), reportPages: query.ReportPages ?? 2);
        // It is held before anything of it is opened: what is opened knows what was spent by then.
        var asks = format.Name is "receipt" && ReaderFactory.Pays(search.Request);
        using var hold = asks && mayPay ? services.Queue.TryHold(search.Id) : null;
        if (asks && hold is null && !IsProved(context))
        {
            return Problems.Conflict(mayPay
                ? $"The search '{id}' runs, or is being exported, and the proof would spend from the same limits; pause it first, or wait."
                : "The proof on held-out text is not measured yet, and a paid model would be asked for it; ask for it with POST, or by 'glyph export'.");
        }

        using var content = new MemoryStream();
        await format.WriteAsync(context, content, cancellationToken);

        // What is exported is to be saved: a page of it has the rights of no origin here.
        http.Response.Headers.ContentSecurityPolicy = "sandbox allow-scripts";
        return Results.Bytes(content.ToArray(), format.ContentType, Path.GetFileName(format.FileName(context)));
    }

    /// <summary>Whether a receipt needs no reading: the trial was proved, and so was the mark.</summary>
    private static bool IsProved(ExportContext context) =>
        new[] { context.Trial, context.Summary.Mark }.All(trial => trial is null || HeldOutProof.Find(context.Store, context.Search.Id, context.Session, trial) is not null);
}

/// <summary>What exports need.</summary>
internal sealed record ExportServices(LiteDbSearchStore Store, MeteredLedger Ledger, SearchSessionFactory Sessions, SearchExporter Exporter, SearchQueue Queue);

/// <summary>Which trial is exported, and how.</summary>
internal sealed record ExportQuery
{
    [Description("The highest compression at an accuracy of at least this, above 0 and at most 1.")]
    public double? MinAccuracy { get; init; }

    [Description("The knee of the front.")]
    public bool? Knee { get; init; }

    [Description("The config for a need, such as ids-exact.")]
    public string? Need { get; init; }

    [Description("This trial.")]
    public int? Trial { get; init; }

    [Description("How many pages of each trial of the front a report shows, 0 to 100. Default: 2.")]
    public int? ReportPages { get; init; }

    /// <summary>The choice.</summary>
    /// <exception cref="Core.InvalidInputException">There is no such need.</exception>
    public ExportChoice Choice()
    {
        var needs = Enum.GetValues<Need>().ToDictionary(need => Text.Words(need), StringComparer.Ordinal);
        return new ExportChoice
        {
            MinAccuracy = MinAccuracy,
            Knee = Knee ?? false,
            Need = Need is null ? null : needs.TryGetValue(Need, out var need) ? need : throw new Core.InvalidInputException($"need is '{Need}'; it must be one of {string.Join(", ", needs.Keys)}"),
            Trial = Trial,
        };
    }
}

/// <summary>What a search can be exported as.</summary>
internal sealed record ExportList(IReadOnlyList<ExportEntry> Exports);

/// <summary>One export.</summary>
internal sealed record ExportEntry(string Name, string Title, string ContentType);
