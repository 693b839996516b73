using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Glyph.Core.Rendering;

/// <summary>
/// Works on the items of a sequence on several threads and gives the results in the sequence's order. The sequence is walked
/// by one thread at a time, and no further ahead than the results that may wait: memory does not grow with its length.
/// </summary>
public static class OrderedPipeline
{
    private const int WaitingPerThread = 2;

    /// <summary>Works on a sequence.</summary>
    /// <param name="source">The items; walked once.</param>
    /// <param name="work">What to do with each; called by several threads at the same time.</param>
    /// <param name="threads">How many threads, at least 1; with 1 everything happens on the caller's.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The results. An error of an item comes out in its place, and nothing after it is given.</returns>
    public static async IAsyncEnumerable<TResult> RunAsync<TItem, TResult>(
        IEnumerable<TItem> source, Func<TItem, TResult> work, int threads, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (threads == 1)
        {
            foreach (var item in source)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return work(item);
            }

            yield break;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var items = source.GetEnumerator();
        using var turn = new SemaphoreSlim(1);
        var results = Channel.CreateBounded<Task<TResult>>(new BoundedChannelOptions(threads * WaitingPerThread) { SingleReader = true });
        var line = new Line<TItem, TResult>(items, turn, results.Writer, work);
        var working = CompleteAsync(Enumerable.Range(0, threads).Select(_ => Task.Run(() => line.WorkAsync(stop.Token), CancellationToken.None)), results.Writer);
        try
        {
            await foreach (var result in results.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return await result.ConfigureAwait(false);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await working.ConfigureAwait(false);
        }
    }

    /// <summary>Never throws: an error of the sequence itself comes out of the channel.</summary>
    private static async Task CompleteAsync<TResult>(IEnumerable<Task> workers, ChannelWriter<Task<TResult>> results)
    {
        try
        {
            await Task.WhenAll(workers).ConfigureAwait(false);
            results.Complete();
        }
        catch (Exception e)
        {
            results.Complete(e);
        }
    }

    private sealed class Line<TItem, TResult>(IEnumerator<TItem> items, SemaphoreSlim turn, ChannelWriter<Task<TResult>> results, Func<TItem, TResult> work)
    {
        public async Task WorkAsync(CancellationToken cancellationToken)
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                var result = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
                await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
                TItem item;
                try
                {
                    if (!items.MoveNext())
                    {
                        return;
                    }

                    item = items.Current;
                    await results.WriteAsync(result.Task, cancellationToken).ConfigureAwait(false);
                }
                finally
                {
                    turn.Release();
                }

                try
                {
                    result.SetResult(work(item));
                }
                catch (Exception e)
                {
                    result.SetException(e);
                }
            }
        }
    }
}
