using Glyph.Daemon.Composition;
using Glyph.Daemon.Exporting;
using Glyph.Cli.Progress;
using Glyph.Core;
using Glyph.Core.Reading;
using Glyph.Core.Searching;
using Glyph.Core.Stores;
using Glyph.Evolution;
using Glyph.Store;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Glyph.Cli.Commands;

/// <summary>Runs a search that is in the store, shows its progress, exports if asked to, and says what comes next.</summary>
internal static class SearchRun
{
    /// <summary>Follows a search until it stops.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> FollowAsync(
        CliContext context, IServiceProvider services, LiteDbSearchStore store, Search search, bool json, CancellationToken cancellationToken)
    {
        var console = context.Console(json);
        var factory = services.GetRequiredService<SearchSessionFactory>();
        using var session = Open(factory, store, search);
        var loop = factory.CreateLoop(search, session, store, store);
        var classical = search.Request.Engine is SearchEngines.GeneticSharp ? "GeneticSharp" : string.Join(", ", (search.Request.Proposers ?? SearchEngines.ProposerNames).Where(p => p is not SearchEngines.Models));
        console.Profile.Out.Writer.WriteLine($"reader: {Reader(session.Reading.Reader.Identity)}; target: {session.Target.Id}; "
            + (search.Request.Llms is { Count: > 0 } models
                ? $"proposers: {string.Join(", ", models.Select(model => $"{model.Model} at {model.Endpoint}"))}, {classical}"
                : $"no --llm-endpoint: a classical search ({classical})"));

        var progress = await ProgressReporter.FollowAsync(loop.RunAsync(search, cancellationToken), console, context.Time, number => store.Trial(search.Id, number)).ConfigureAwait(false);
        var state = progress.Stopped?.State ?? SearchState.Failed;
        if (state == SearchState.Interrupted)
        {
            context.Error.WriteLine($"interrupted; every finished trial is in {store.Location}. Go on with: {ResumeLine(store, search)}");
            return ExitCodes.Interrupted;
        }

        if (state == SearchState.Failed)
        {
            context.Error.WriteLine($"error: {progress.Stopped?.Reason ?? "the search ended without saying why"}. Go on with: {ResumeLine(store, search)}");
            return ExitCodes.Failed;
        }

        var summary = SearchSummary.Of(store, search);
        ExportResult? export = null;
        if (search.Request.ExportFolder is { } folder)
        {
            console.Profile.Out.Writer.WriteLine("measuring the best config and the published one on held-out text...");
            export = await services.GetRequiredService<SearchExporter>()
                .ExportAsync(store, search, session, TrialChoice.Recommended, folder, cancellationToken).ConfigureAwait(false);
        }

        if (json)
        {
            context.WriteJson(new
            {
                Search = search.Id,
                State = state,
                progress.Stopped!.Reason,
                progress.Evaluations,
                progress.Hypervolume,
                Front = summary.Front.Select(summary.Record),
                Mark = summary.Mark?.Number,
                Recommended = summary.Recommendation.Default()?.Trial.Number,
                Export = export,
            });
            return ExitCodes.Done;
        }

        FrontView.Show(console, summary);
        if (export is not null)
        {
            ExportView.Show(console, export);
        }
        else
        {
            console.MarkupLineInterpolated($"export the best config: [bold]glyph export --search {search.Id} --out results/{search.Id}{DatabaseOption(store)}[/]");
        }

        return ExitCodes.Done;
    }

    /// <summary>Opens what a search needs; what cannot be opened is told by the list of searches too.</summary>
    private static SearchSession Open(SearchSessionFactory factory, LiteDbSearchStore store, Search search)
    {
        try
        {
            return factory.Open(search, store);
        }
        catch (GlyphException e) when (e is not StoreException)
        {
            store.SetState(search.Id, SearchState.Failed, e.Message);
            throw;
        }
    }

    private static string Reader(ReaderIdentity reader) => $"{reader.Id} ({string.Join(", ", reader.Models.Keys)}) on {reader.Device}";

    private static string ResumeLine(ISearchStore store, Search search) => $"glyph resume --search {search.Id}{DatabaseOption(store)}";

    private static string DatabaseOption(ISearchStore store) =>
        string.Equals(Path.GetFullPath("glyph.db"), store.Location, StringComparison.Ordinal) ? "" : $" --db {store.Location}";
}
