using Glyph.Core.Searching;
using Glyph.Daemon.Queueing;
using Glyph.Daemon.Serving;
using Glyph.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Glyph.Daemon.Operations;

/// <summary>Removes searches that ended long ago, where the operator says how long they are kept.</summary>
internal sealed partial class Retention(LiteDbSearchStore store, SearchQueue queue, DaemonOptions options, TimeProvider time, ILogger<Retention> logger) : BackgroundService
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
        bool IsOld(Search search) => search.State is SearchState.Finished or SearchState.Failed or SearchState.Cancelled && LastOf(search) < before;
        var removed = new List<string>();
        foreach (var id in store.Searches().Where(IsOld).Select(search => search.Id))
        {
            // Somebody may have resumed or removed it meanwhile, and a search that began from it may still need it.
            if (queue.Remove(id, IsOld) is null)
            {
                removed.Add(id);
                LogRemoved(id, days);
            }
        }

        return removed;
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

    /// <summary>When a search ended; where an older version ended it, its newest trial, or its beginning.</summary>
    private DateTimeOffset LastOf(Search search) => store.ChangedAt(search.Id) is { } changed ? changed
        : store.Points(search.Id) is { Count: > 0 } points && store.Trial(search.Id, points[^1].Number) is { } trial ? trial.FinishedAt : search.CreatedAt;

    [LoggerMessage(Level = LogLevel.Information, Message = "search {Search} was removed: it ended more than {Days} days ago")]
    private partial void LogRemoved(string search, int days);
}
