using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Daemon.Reporting;
using Glyph.Evaluation;

namespace Glyph.Daemon.Exporting;

/// <summary>
/// Whole searches as one HTML file: the documents of the dashboard, with details and pages of the front's trials, the mark and the recommended
/// one, and what is read on these pages.
/// </summary>
internal static class ReportExport
{
    /// <summary>Writes the file.</summary>
    /// <param name="contexts">The searches, at least one.</param>
    /// <param name="stream">Where to; it is left open.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="GlyphException">This build has no report page.</exception>
    public static async Task WriteAsync(IReadOnlyList<ExportContext> contexts, Stream stream, CancellationToken cancellationToken)
    {
        var page = PageOf(contexts[0]);
        var searches = new List<ReportDocument>();
        foreach (var context in contexts)
        {
            searches.Add(await DocumentAsync(context, cancellationToken).ConfigureAwait(false));
        }

        page(stream, JsonSerializer.SerializeToUtf8Bytes(new Report(searches), GlyphJson.Compact));
    }

    /// <summary>What makes a report a page.</summary>
    /// <exception cref="GlyphException">This build has none.</exception>
    internal static ReportPageWriter PageOf(ExportContext context) =>
        context.Parts.Page ?? throw new GlyphException("this build has no page for reports: it was built without the dashboard");

    /// <summary>The document of a search as it stands in a report.</summary>
    internal static async Task<ReportDocument> DocumentAsync(ExportContext context, CancellationToken cancellationToken)
    {
        var document = new ReportBuilder(context.Parts.Time).Document(context.Store, context.Ledger, context.Search);
        var receipt = context.ReportsReceipt ? JsonSerializer.SerializeToNode(await context.ReceiptAsync(cancellationToken).ConfigureAwait(false), GlyphJson.Indented)!.AsObject() : null;
        List<Trial> shown = [.. context.Summary.Front.Select(trial => trial.Number).Concat(new[] { document.Mark, document.Recommended }.OfType<int>()).Distinct().Order()
            .Select(number => context.Store.Trial(context.Search.Id, number)).OfType<Trial>()];
        return document with
        {
            Details = [.. shown.Select(TrialDetail.Of)],
            Pages = context.ReportPages > 0 ? await PagesAsync(context, shown, cancellationToken).ConfigureAwait(false) : [],
            Receipt = receipt,
        };
    }

    private static async Task<IReadOnlyList<TrialPages>> PagesAsync(ExportContext context, List<Trial> trials, CancellationToken cancellationToken)
    {
        var (builder, problem) = Open(context);
        if (builder is null)
        {
            return [.. trials.Select(trial => new TrialPages { Trial = trial.Number, Total = 0, Pages = [], Note = problem })];
        }

        var image = PagesBuilder.DataUrl(context.Parts.Renderer);
        var all = new List<TrialPages>();
        foreach (var trial in trials)
        {
            var readings = await builder.ReadAsync(trial, cancellationToken).ConfigureAwait(false);
            var pages = builder.Pages(trial, readings, 0, context.ReportPages, image);
            all.Add(problem is null ? pages : pages with { Note = $"{pages.Note} ({problem})" });
        }

        return all;
    }

    /// <summary>What shows the search's pages; where its reader cannot be opened here, without it; where its target is not known either, nothing.</summary>
    private static (PagesBuilder? Builder, string? Problem) Open(ExportContext context)
    {
        try
        {
            return (PagesBuilder.Of(context.Parts.Renderer, context.Session), null);
        }
        catch (GlyphException e)
        {
            return (Without(context, context.Search.Request), e.Message);
        }
    }

    private static PagesBuilder? Without(ExportContext context, SearchRequest request)
    {
        try
        {
            var target = request.TargetJson is { } definition ? VisionTargets.Open(definition) : VisionTargets.Shipped.Find(request.Target);
            return new PagesBuilder(context.Parts.Renderer, request, target, null);
        }
        catch (GlyphException)
        {
            return null;
        }
    }
}
