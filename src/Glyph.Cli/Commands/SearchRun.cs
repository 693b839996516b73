using Glyph.Cli.Progress;
using Glyph.Core;
using Glyph.Core.Reading;
using Glyph.Core.Searching;
using Glyph.Daemon.Client;
using Glyph.Daemon.Composition;
using Glyph.Daemon.Exporting;
using Glyph.Evolution;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Glyph.Cli.Commands;

/// <summary>Runs a search that is in the store, or watches one of a daemon; shows its progress, exports if asked to, and says what comes next.</summary>
internal sealed class SearchRun(CliContext context, IServiceProvider services, OpenStore open, bool json)
{
    private readonly IAnsiConsole _console = context.Console(json);

    /// <summary>Says what the user should know beforehand.</summary>
    public void Note(IEnumerable<string> notes)
    {
        foreach (var note in notes)
        {
            _console.Profile.Out.Writer.WriteLine($"note: {note}");
        }
    }

    /// <summary>Says that a daemon has a search now.</summary>
    public int Submitted(string id)
    {
        if (json)
        {
            context.WriteJson(new { Search = id, State = SearchState.Queued, Server = open.Client!.Server });
        }
        else
        {
            context.Output.WriteLine($"search {id} is queued at {open.Client!.Server}; follow it with: glyph watch --search {id}{StoreOption()}");
        }

        return ExitCodes.Done;
    }

    /// <summary>Runs a search in this process until it stops.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> FollowAsync(Search search, CancellationToken cancellationToken)
    {
        var factory = services.GetRequiredService<SearchSessionFactory>();
        using var session = Open(factory, search);
        var loop = factory.CreateLoop(search, session, open.Store, open.Ledger);
        var classical = search.Request.Engine is SearchEngines.GeneticSharp ? "GeneticSharp" : string.Join(", ", (search.Request.Proposers ?? SearchEngines.ProposerNames).Where(p => p is not SearchEngines.Models));
        _console.Profile.Out.Writer.WriteLine($"reader: {Reader(session.Reading.Reader.Identity)}; target: {session.Target.Id}; "
            + (search.Request.Llms is { Count: > 0 } models
                ? $"proposers: {string.Join(", ", models.Select(model => $"{model.Model} at {model.Endpoint}"))}, {classical}"
                : $"no --llm-endpoint: a classical search ({classical})"));

        var progress = await ShowAsync(search, loop.RunAsync(search, cancellationToken)).ConfigureAwait(false);
        if (Ended(search, progress) is { } code)
        {
            return code;
        }

        ExportResult? export = null;
        if (search.Request.ExportFolder is { } folder)
        {
            _console.Profile.Out.Writer.WriteLine("measuring the best config and the published one on held-out text...");
            export = await services.GetRequiredService<SearchExporter>()
                .ExportAsync(open.Own!, search, session, TrialChoice.Recommended, folder, cancellationToken).ConfigureAwait(false);
        }

        return Tell(search, progress, export);
    }

    /// <summary>Watches a search that a daemon runs until it stops; leaving off leaves the search alone.</summary>
    /// <param name="search">The search.</param>
    /// <param name="exportFolder">The folder to export into when it ends, or null.</param>
    /// <param name="cancellationToken">Ends the watching.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> WatchAsync(Search search, string? exportFolder, CancellationToken cancellationToken)
    {
        SearchProgress progress;
        try
        {
            progress = await ShowAsync(search, new RemoteSearch((RemoteSearchStore)open.Store, context.Time).FollowAsync(search, cancellationToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            context.Error.WriteLine($"the search goes on at {open.Client!.Server}; follow it with: glyph watch --search {search.Id}{StoreOption()}");
            return ExitCodes.Interrupted;
        }

        if (Ended(search, progress) is { } code)
        {
            return code;
        }

        ExportResult? export = null;
        if (exportFolder is not null)
        {
            _console.Profile.Out.Writer.WriteLine("the daemon measures the best config and the published one on held-out text...");
            export = await new RemoteExport(open.Client!, search.Id, new ExportChoice()).LoadAsync(ExportCatalog.Choose([]), exportFolder, cancellationToken).ConfigureAwait(false);
        }

        return Tell(search, progress, export);
    }

    private Task<SearchProgress> ShowAsync(Search search, IAsyncEnumerable<SearchEvent> events) =>
        ProgressReporter.FollowAsync(events, _console, context.Time, number => open.Store.Trial(search.Id, number));

    /// <summary>The exit code of a search that did not come to its end; null of one that did.</summary>
    private int? Ended(Search search, SearchProgress progress)
    {
        switch (progress.Stopped?.State ?? SearchState.Failed)
        {
            case SearchState.Finished:
                return null;
            case SearchState.Interrupted:
                context.Error.WriteLine($"interrupted; every finished trial is in {open.Store.Location}. Go on with: {ResumeLine(search)}");
                return ExitCodes.Interrupted;
            case SearchState.Paused or SearchState.Cancelled:
                context.Error.WriteLine($"{progress.Stopped!.Reason}; every finished trial is in {open.Store.Location}. Go on with: {ResumeLine(search)}");
                return ExitCodes.Interrupted;
            default:
                context.Error.WriteLine($"error: {progress.Stopped?.Reason ?? "the search ended without saying why"}. Go on with: {ResumeLine(search)}");
                return ExitCodes.Failed;
        }
    }

    private int Tell(Search search, SearchProgress progress, ExportResult? export)
    {
        var summary = SearchSummary.Of(open.Store, search);
        if (json)
        {
            context.WriteJson(new
            {
                Search = search.Id,
                progress.Stopped!.State,
                progress.Stopped.Reason,
                progress.Evaluations,
                progress.Hypervolume,
                Front = summary.Front.Select(summary.Record),
                Mark = summary.Mark?.Number,
                Recommended = summary.Recommendation.Default()?.Trial.Number,
                Export = export,
            });
            return ExitCodes.Done;
        }

        FrontView.Show(_console, summary);
        if (export is not null)
        {
            ExportView.Show(_console, export);
        }
        else
        {
            _console.MarkupLineInterpolated($"export the best config: [bold]glyph export --search {search.Id} --out results/{search.Id}{StoreOption()}[/]");
        }

        return ExitCodes.Done;
    }

    /// <summary>Opens what a search needs; what cannot be opened is told by the list of searches too.</summary>
    private SearchSession Open(SearchSessionFactory factory, Search search)
    {
        try
        {
            return factory.Open(search, open.Ledger);
        }
        catch (GlyphException e) when (e is not StoreException)
        {
            open.Store.SetState(search.Id, SearchState.Failed, e.Message);
            throw;
        }
    }

    private static string Reader(ReaderIdentity reader) => $"{reader.Id} ({string.Join(", ", reader.Models.Keys)}) on {reader.Device}";

    private string ResumeLine(Search search) => $"glyph resume --search {search.Id}{StoreOption()}";

    private string StoreOption() =>
        open.Client is { } client ? $" --server {client.Server.ToString().TrimEnd('/')}"
        : string.Equals(Path.GetFullPath("glyph.db"), open.Store.Location, StringComparison.Ordinal) ? "" : $" --db {open.Store.Location}";
}
