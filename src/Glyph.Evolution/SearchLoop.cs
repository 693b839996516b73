using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Glyph.Evolution.Loop;

namespace Glyph.Evolution;

/// <summary>
/// Runs a search: asks proposers for candidates, has them read, stores each trial, and goes on until a limit is reached.
/// A search that was killed or interrupted goes on from what its store has, as if nothing had happened.
/// </summary>
public sealed class SearchLoop
{
    private readonly ISearchStore _store;
    private readonly IEvaluator _evaluator;
    private readonly SearchSpace _space;
    private readonly int _pixelGrid;
    private readonly IReadOnlyList<ProposerSlot> _proposers;
    private readonly IReadOnlyList<Candidate> _marks;
    private readonly TimeProvider _time;
    private readonly int _parallelism;

    /// <summary>Creates a loop.</summary>
    /// <param name="store">Where trials are kept.</param>
    /// <param name="evaluator">Who costs and reads candidates.</param>
    /// <param name="space">The space of the search's own <see cref="SearchRequest.SpaceJson"/>.</param>
    /// <param name="pixelGrid">The edge of the target's token cell in pixels.</param>
    /// <param name="proposers">Who is asked, in turn; see <see cref="Proposers.Create"/>.</param>
    /// <param name="marks">Seed candidates of generation 0; the first is the mark to beat, and becomes trial 1.</param>
    /// <param name="time">The clock.</param>
    /// <param name="parallelism">How many candidates are read at once, at least 1.</param>
    public SearchLoop(
        ISearchStore store,
        IEvaluator evaluator,
        SearchSpace space,
        int pixelGrid,
        IReadOnlyList<ProposerSlot> proposers,
        IReadOnlyList<Candidate> marks,
        TimeProvider time,
        int parallelism)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelism, 1);
        (_store, _evaluator, _space, _pixelGrid, _proposers, _marks, _time, _parallelism) = (store, evaluator, space, pixelGrid, proposers, marks, time, parallelism);
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
        var run = new SearchRun(search, _store, _evaluator, _space, _pixelGrid, _proposers, _marks, _time, _parallelism, e => events.Writer.TryWrite(e));
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
            _store.SetState(searchId, stopped.State, stopped.Reason);
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
            _store.SetState(searchId, SearchState.Failed, error.Message);
        }
        catch (StoreException)
        {
            // The store itself is what failed: the error that is passed on says so.
        }
    }
}
