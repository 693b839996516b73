using System.ComponentModel;
using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Stores;
using Glyph.Daemon.Composition;
using Glyph.Daemon.Events;
using Glyph.Daemon.Queueing;
using Glyph.Daemon.Reporting;
using Glyph.Daemon.Submitting;
using Glyph.Evaluation;
using Glyph.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Glyph.Daemon.Serving;

/// <summary>Submitting, listing and steering searches.</summary>
internal static class SearchEndpoints
{
    /// <summary>Adds the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/searches", List).WithSummary("All searches, newest first.").Produces<SearchList>();
        api.MapPost("/searches", Submit).WithSummary("Submits a search; it runs when it is its turn.").Produces<Submitted>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet("/searches/{id}", Get).WithSummary("Where a search stands.").Produces<SearchInfo>().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPatch("/searches/{id}", Change).WithSummary("Changes the priority of a search, or what it may spend.").Produces<SearchInfo>();
        api.MapDelete("/searches/{id}", Remove).WithSummary("Removes a search that does not run, with all that belongs to it.").Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict);
        api.MapPost("/searches/{id}/pause", (string id, SearchQueue queue, SearchCatalog catalog, LiteDbSearchStore store) => Steer(id, queue.Pause, catalog, store)).WithSummary("Stops a search until it is resumed.").Produces<SearchInfo>();
        api.MapPost("/searches/{id}/resume", (string id, SearchQueue queue, SearchCatalog catalog, LiteDbSearchStore store) => Steer(id, queue.Resume, catalog, store)).WithSummary("Queues a search again.").Produces<SearchInfo>();
        api.MapPost("/searches/{id}/cancel", (string id, SearchQueue queue, SearchCatalog catalog, LiteDbSearchStore store) => Steer(id, queue.Cancel, catalog, store)).WithSummary("Stops a search for good; what it has stays.").Produces<SearchInfo>();
    }

    /// <summary>The answer where there is no such search.</summary>
    public static IResult NoSearch(string id) => Problems.Missing($"There is no search '{id}'.");

    private static IResult List(HttpContext context, SearchCatalog catalog)
    {
        var page = catalog.All();
        var tag = FormattableString.Invariant($"\"{page.Version}\"");
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "no-cache";
        return context.Request.Headers.IfNoneMatch == tag ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(page.Json, "application/json");
    }

    private static IResult Submit(
        [FromBody] SearchSubmission submission, SubmissionReader reader, SearchRequests requests, SearchQueue queue, LiteDbSearchStore store, TimeProvider time)
    {
        var (request, terms, notes) = requests.Make(reader.Read(submission));
        if (submission.WarmStart)
        {
            var start = WarmStart.Choose(store, request, VisionTargets.Open(request.TargetJson!).PixelGrid);
            (request, notes) = (request with { Earlier = start.Searches }, [.. notes, .. start.Notes]);
        }

        var now = time.GetUtcNow();
        var search = new Search { Id = SearchIds.New(now, request.Seed), Request = request, CreatedAt = now, State = SearchState.Queued };
        queue.Submit(search, terms, submission.Priority);
        return Results.Json(new Submitted(search.Id, notes), GlyphJson.Compact, statusCode: StatusCodes.Status201Created).WithLocation($"{Routes.Api}/searches/{search.Id}");
    }

    private static IResult Get(string id, SearchCatalog catalog) => catalog.Find(id) is { } info ? Results.Json(info, GlyphJson.Compact) : NoSearch(id);

    private static IResult Change(string id, [FromBody] SearchChange change, SearchQueue queue, SearchCatalog catalog, LiteDbSearchStore store)
    {
        if (store.Get(id) is not { } search)
        {
            return NoSearch(id);
        }

        if (change.Priority is < -1_000 or > 1_000)
        {
            return Problems.Bad([FormattableString.Invariant($"priority is {change.Priority}; it must be from -1,000 to 1,000")]);
        }

        if (change.Priority is not null && !store.Queue().Any(entry => string.Equals(entry.Search, search.Id, StringComparison.Ordinal)))
        {
            return Problems.Conflict($"The search '{id}' is not queued, so that it has no priority; resume it first.");
        }

        if (change.Limits is { } limits && SetLimits(search, limits, queue, store) is { } problem)
        {
            return problem;
        }

        if (change.Priority is { } priority)
        {
            queue.Prioritise(search.Id, priority);
        }

        return Now(id, catalog, store);
    }

    /// <summary>Sets what a search may spend; one that runs goes by the limits with which it began.</summary>
    /// <returns>What is wrong; null where nothing is.</returns>
    private static IResult? SetLimits(Search search, SpendLimits limits, SearchQueue queue, LiteDbSearchStore store)
    {
        var terms = store.Terms(search.Id);
        List<string> problems = [.. SubmissionReader.LimitProblems("limits", limits)];
        if (limits.Cost is not null && terms.Prices is null)
        {
            problems.Add("limits.cost: the search was submitted without prices, so that its cost is not known");
        }

        if (problems.Count > 0)
        {
            return Problems.Bad(problems);
        }

        using var hold = queue.TryHold(search.Id);
        if (hold is null)
        {
            return Problems.Conflict($"The search '{search.Id}' runs, or is being exported, by the limits with which that began; pause it first.");
        }

        SpendGate.SetTerms(store, search.Id, terms with { Limits = limits }, ReaderFactory.PaidModels(search.Request));
        return null;
    }

    private static IResult Remove(string id, SearchQueue queue, SearchCatalog catalog, LiteDbSearchStore store)
    {
        if (store.Get(id) is null)
        {
            return NoSearch(id);
        }

        if (queue.Remove(id) is { } why)
        {
            return Problems.Conflict(why);
        }

        catalog.Catch();
        return Results.NoContent();
    }

    private static IResult Steer(string id, Action<Search> steer, SearchCatalog catalog, LiteDbSearchStore store)
    {
        if (store.Get(id) is not { } search)
        {
            return NoSearch(id);
        }

        steer(search);
        return Now(id, catalog, store);
    }

    /// <summary>Where a search stands after a change by this request, which the feed may not have taken in yet.</summary>
    private static IResult Now(string id, SearchCatalog catalog, LiteDbSearchStore store)
    {
        catalog.Catch();
        return Get(id, catalog);
    }

    private static IResult WithLocation(this IResult result, string location) => new Located(result, location);

    private sealed class Located(IResult inner, string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = location;
            return inner.ExecuteAsync(httpContext);
        }
    }
}

/// <summary>The answer to a list of searches.</summary>
internal sealed record SearchList(IReadOnlyList<SearchInfo> Searches, [property: Description("The number of the newest event that the list holds.")] long LastEvent);

/// <summary>The answer to a submission.</summary>
internal sealed record Submitted(string Id, [property: Description("How the input was understood.")] IReadOnlyList<string> Notes);

/// <summary>What of a search can be changed.</summary>
internal sealed record SearchChange
{
    [Description("Higher ones run first, -1,000 to 1,000.")]
    public int? Priority { get; init; }

    [Description("What the search may spend in all; takes the place of its limits.")]
    public SpendLimits? Limits { get; init; }
}
