using Glyph.Core.Searching;
using Glyph.Daemon.Serving;
using Glyph.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Glyph.Daemon.Operations;

/// <summary>Removes searches that ended long ago, where the operator says how long they are kept.</summary>
internal sealed partial class Retention(LiteDbSearchStore store, DaemonOptions options, TimeProvider time, ILogger<Retention> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>Removes what is older than it is kept.</summary>
    /// <returns>The ids of what was removed.</returns>
    public IReadOnlyList<string> Sweep()
    {
        if (options.RetainDays is not { } days)
        {
            return [];
        }

        var before = time.GetUtcNow() - TimeSpan.FromDays(days);
        List<string> old =
        [
            .. store.Searches()
                .Where(search => search.State is SearchState.Finished or SearchState.Failed or SearchState.Cancelled && LastOf(search) < before)
                .Select(search => search.Id),
        ];
        foreach (var id in old)
        {
            store.Remove(id);
            LogRemoved(id, days);
        }

        return old;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.RetainDays is not null)
        {
            Sweep();
            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    /// <summary>When a search was last at work: its newest trial, or its beginning.</summary>
    private DateTimeOffset LastOf(Search search) =>
        store.Points(search.Id) is { Count: > 0 } points && store.Trial(search.Id, points[^1].Number) is { } trial ? trial.FinishedAt : search.CreatedAt;

    [LoggerMessage(Level = LogLevel.Information, Message = "search {Search} was removed: it ended more than {Days} days ago")]
    private partial void LogRemoved(string search, int days);
}
