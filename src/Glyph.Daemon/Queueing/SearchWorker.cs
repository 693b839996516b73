using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Daemon.Composition;
using Glyph.Daemon.Operations;
using Glyph.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Glyph.Daemon.Queueing;

/// <summary>Runs the queued searches, a few at a time, as long as the daemon lives.</summary>
internal sealed partial class SearchWorker(
    SearchQueue queue, LiteDbSearchStore store, MeteredLedger ledger, SearchSessionFactory sessions, DaemonMetrics metrics, WorkerOptions options, IHostApplicationLifetime life, ILogger<SearchWorker> logger)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        queue.Reconcile();
        await Task.WhenAll(Enumerable.Range(0, options.SearchesAtOnce).Select(_ => WorkAsync(stoppingToken)));
    }

    private async Task WorkAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                var turn = await queue.NextAsync(stopping);
                await RunAsync(turn, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The daemon stops: what ran is interrupted, and goes on when the daemon does.
        }
        catch (Exception e)
        {
            // Nothing can be kept any more. The daemon has failed (see DaemonHost.HasFailed): whoever watches the process starts it again.
            LogStoreFailed(e, store.Location);
            life.StopApplication();
            throw;
        }
    }

    private async Task RunAsync(Turn turn, CancellationToken stopping)
    {
        var id = turn.Search.Id;
        using var scope = logger.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal) { ["search"] = id });
        using var activity = DaemonMetrics.Activities.StartActivity("search");
        activity?.SetTag("glyph.search", id);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(turn.Stop, stopping);
        LogStarted(id);
        try
        {
            using var session = sessions.Open(turn.Search, ledger);
            var loop = sessions.CreateLoop(turn.Search, session, store, ledger);
            await foreach (var e in loop.RunAsync(turn.Search, stop.Token))
            {
                On(id, e);
            }
        }
        catch (Exception e) when (e is not StoreException { IsRefusal: false })
        {
            // What cannot be opened or kept, or a defect: this search has failed, the others go on.
            LogFailed(e, id);
            if (store.Get(id) is not null)
            {
                store.SetState(id, SearchState.Failed, e is GlyphException ? e.Message : $"unexpected {e.GetType().Name}: {e.Message}");
            }
        }
        finally
        {
            queue.Stopped(id);
        }
    }

    private void On(string id, SearchEvent e)
    {
        metrics.On(e);
        switch (e)
        {
            case SearchNotice notice:
                store.Say(id, notice.Message);
                LogNotice(id, notice.Message);
                break;
            case TrialFinished { Trial: var trial } finished:
                LogTrial(id, trial.Number, trial.Status, trial.Candidate.Provenance.Proposer, finished.Evaluations, trial.Cost?.Compression, trial.Measurement?.Accuracy.Mean);
                break;
            case GenerationFinished { Generation: var generation }:
                LogGeneration(id, generation.Number, generation.Hypervolume);
                break;
            case SearchStopped stopped:
                LogStopped(id, stopped.State, stopped.Reason);
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "search {Search} runs")]
    private partial void LogStarted(string search);

    [LoggerMessage(Level = LogLevel.Information, Message = "search {Search}: trial {Trial} {Status} by {Proposer}, {Evaluations} evaluations, compression {Compression}, accuracy {Accuracy}")]
    private partial void LogTrial(string search, int trial, Core.Trials.TrialStatus status, string proposer, int evaluations, double? compression, double? accuracy);

    [LoggerMessage(Level = LogLevel.Information, Message = "search {Search}: generation {Generation}, hypervolume {Hypervolume}")]
    private partial void LogGeneration(string search, int generation, double hypervolume);

    [LoggerMessage(Level = LogLevel.Warning, Message = "search {Search}: {Notice}")]
    private partial void LogNotice(string search, string notice);

    [LoggerMessage(Level = LogLevel.Information, Message = "search {Search} {State}: {Reason}")]
    private partial void LogStopped(string search, SearchState state, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "search {Search} failed")]
    private partial void LogFailed(Exception exception, string search);

    [LoggerMessage(Level = LogLevel.Critical, Message = "the daemon cannot go on with {Location}, and stops")]
    private partial void LogStoreFailed(Exception exception, string location);
}

/// <summary>How searches are run.</summary>
internal sealed record WorkerOptions
{
    /// <summary>Searches that run at the same time, at least 1. Default 1: they share one device.</summary>
    public int SearchesAtOnce { get; init; } = 1;
}
