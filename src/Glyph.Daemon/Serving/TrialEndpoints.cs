using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Daemon.Reporting;
using Glyph.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Glyph.Daemon.Serving;

/// <summary>What a search holds: its document, its records, its trials and their pages.</summary>
internal static class TrialEndpoints
{
    private const int MostPages = 64;
    private const int LeastWidth = 16;
    private const int MostWidth = 4096;

    /// <summary>Adds the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/searches/{id}/report", Report).WithSummary("All that the dashboard shows of a search, without pages.").Produces<ReportDocument>();
        api.MapGet("/searches/{id}/records/{kind}", Records).WithSummary("The records of a search as JSON lines: search, trials, points, generations, confirmations, journal, ideas, ledger, terms, or spent.").Produces<string>(contentType: "application/x-ndjson");
        api.MapGet("/searches/{id}/trials/{number:int}", Detail).WithSummary("The config of a trial, and what was misread.").Produces<TrialDetail>();
        api.MapGet("/searches/{id}/trials/{number:int}/pages", Pages).WithSummary("Pages of a trial as its target sees them, with lines, words and what was read on them.").Produces<TrialPages>();
        api.MapGet("/searches/{id}/trials/{number:int}/pages/{item:int}/{page:int}.png", Image).WithSummary("The image of a page, or a thumbnail of it.").Produces<byte[]>(contentType: "image/png");
    }

    private static IResult Report(string id, HttpContext context, LiteDbSearchStore store, ReportCache reports)
    {
        if (store.Get(id) is not { } search)
        {
            return SearchEndpoints.NoSearch(id);
        }

        var (version, json) = reports.Of(search);
        var tag = FormattableString.Invariant($"\"{version}\"");
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "no-cache";
        return context.Request.Headers.IfNoneMatch == tag ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(json, "application/json");
    }

    private static IResult Records(
        string id,
        string kind,
        LiteDbSearchStore store,
        [Description("Of trials: only those of higher numbers.")] int after = 0,
        [Description("Of trials: only these numbers, parted by commas.")] string? numbers = null)
    {
        if (store.Get(id) is not { } search)
        {
            return SearchEndpoints.NoSearch(id);
        }

        IEnumerable<object>? records = kind switch
        {
            "search" => [search],
            "trials" when numbers is not null => Chosen(store, search, numbers),
            "trials" => store.Trials(search.Id).Where(trial => trial.Number > after),
            "points" => store.Points(search.Id),
            "generations" => store.Generations(search.Id),
            "confirmations" => store.Confirmations(search.Id),
            "journal" => store.Journal(search.Id),
            "ideas" => store.Ideas(search.Id),
            "ledger" => store.Lines(search.Id),
            "terms" => [store.Terms(search.Id)],
            "spent" => [store.Spent(search.Id)],
            _ => null,
        };
        return records is null
            ? Problems.Missing($"There are no records '{kind}'; there are search, trials, points, generations, confirmations, journal, ideas, ledger, terms and spent.")
            : Results.Stream(body => WriteAsync(body, records), "application/x-ndjson");
    }

    private static async Task WriteAsync(Stream body, IEnumerable<object> records)
    {
        foreach (var record in records)
        {
            await JsonSerializer.SerializeAsync(body, record, record.GetType(), GlyphJson.Compact);
            await body.WriteAsync("\n"u8.ToArray());
        }
    }

    private static List<Trial> Chosen(LiteDbSearchStore store, Search search, string numbers) =>
    [
        .. numbers.Split(',').Select(number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? store.Trial(search.Id, n) : null).OfType<Trial>(),
    ];

    private static IResult Detail(string id, int number, LiteDbSearchStore store) =>
        store.Get(id) is not { } search ? SearchEndpoints.NoSearch(id)
        : store.Trial(search.Id, number) is { } trial ? Results.Json(TrialDetail.Of(trial), GlyphJson.Compact)
        : NoTrial(id, number);

    private static async Task<IResult> Pages(
        string id,
        int number,
        LiteDbSearchStore store,
        TrialViews views,
        CancellationToken cancellationToken,
        [Description("How many pages are passed over.")] int from = 0,
        [Description("How many are shown at most, 1 to 64.")] int count = 4)
    {
        if (store.Get(id) is not { } search)
        {
            return SearchEndpoints.NoSearch(id);
        }

        if (store.Trial(search.Id, number) is not { } trial)
        {
            return NoTrial(id, number);
        }

        if (from < 0 || count is < 1 or > MostPages)
        {
            return Problems.Bad([FormattableString.Invariant($"from must be at least 0, and count from 1 to {MostPages}")]);
        }

        string Address(ShownPage page) => string.Create(CultureInfo.InvariantCulture, $"{Routes.Api}/searches/{search.Id}/trials/{number}/pages/{page.ItemIndex}/{page.Page}.png");
        var shown = await views.PagesAsync(search, trial, from, count, Address, cancellationToken);
        return Results.Json(shown with { Pages = [.. shown.Pages.Select(page => page with { Thumbnail = $"{page.Image}?width=240" })] }, GlyphJson.Compact);
    }

    private static IResult Image(
        string id, int number, int item, int page, HttpContext context, LiteDbSearchStore store, TrialViews views, [Description("The width of a thumbnail in pixels, 16 to 4,096.")] int? width = null)
    {
        if (store.Get(id) is not { } search)
        {
            return SearchEndpoints.NoSearch(id);
        }

        if (width is < LeastWidth or > MostWidth)
        {
            return Problems.Bad([FormattableString.Invariant($"width must be from {LeastWidth} to {MostWidth}")]);
        }

        if (store.Trial(search.Id, number) is not { } trial)
        {
            return NoTrial(id, number);
        }

        // A trial and the texts of its search never change, so that neither does the page; another search may come under the same id.
        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{trial.ConfigHash}-{search.Id}-{search.CreatedAt.UtcTicks:x}-{item}-{page}-{width ?? 0}\"");
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "private, max-age=86400";
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        return views.Image(search, trial, item, page, width) is { } png
            ? Results.Bytes(png, "image/png")
            : Problems.Missing(FormattableString.Invariant($"Trial {number} has no page {page} of the text {item}."));
    }

    private static IResult NoTrial(string id, int number) => Problems.Missing(FormattableString.Invariant($"The search '{id}' has no trial {number}."));
}
