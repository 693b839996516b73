using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Evolution.Loop;

namespace Glyph.Evolution;

/// <summary>
/// Runs a search: asks proposers for candidates, has them read, stores each trial, and goes on until a limit is reached.
/// A search that was killed or interrupted goes on from what its store has, as if nothing had happened.
/// </summary>
public sealed class SearchLoop
{
    private readonly SearchParts _parts;

    /// <summary>Creates a loop.</summary>
    public SearchLoop(SearchParts parts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts.Parallelism, 1, nameof(parts));
        _parts = parts;
    }

    /// <summary>
    /// Runs or resumes a search that the store has. The last event is a <see cref="SearchStopped"/>, also after a cancellation:
    /// the enumeration then ends without an exception.
    /// </summary>
    /// <exception cref="StoreException">The store failed; what was appended before is safe.</exception>
    public async IAsyncEnumerable<SearchEvent> RunAsync(Search search, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var events = Channel.CreateUnbounded<SearchEvent>();
        var run = new SearchRun(search, _parts, e => events.Writer.TryWrite(e));
        var running = Task.Run(() => RunAsync(run, search.Id, events.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var e in events.Reader.ReadAllAsync(CancellationToken.None))
            {
                yield return e;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }
    }

    private async Task RunAsync(SearchRun run, string searchId, ChannelWriter<SearchEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            var stopped = await StopAsync(run, cancellationToken);
            _parts.Store.SetState(searchId, stopped.State, stopped.Reason);
            events.TryWrite(stopped);
            events.Complete();
        }
        catch (Exception e)
        {
            MarkFailed(searchId, e);
            events.Complete(e);
        }
    }

    private static async Task<SearchStopped> StopAsync(SearchRun run, CancellationToken cancellationToken)
    {
        try
        {
            return new SearchStopped(SearchState.Finished, await run.RunAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new SearchStopped(SearchState.Interrupted, "interrupted; the search can be resumed");
        }
        catch (ReaderUnavailableException e)
        {
            return new SearchStopped(SearchState.Failed, e.Message);
        }
    }

    private void MarkFailed(string searchId, Exception error)
    {
        try
        {
            _parts.Store.SetState(searchId, SearchState.Failed, error.Message);
        }
        catch (StoreException)
        {
            // The store itself is what failed: the error that is passed on says so.
        }
    }
}
