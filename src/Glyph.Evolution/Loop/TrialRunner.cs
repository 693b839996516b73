using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Evolution.Confirming;

namespace Glyph.Evolution.Loop;

/// <summary>Reads planned trials, a few at a time, and gives each as it is finished.</summary>
internal sealed class TrialRunner(SearchParts parts, SearchRequest request, Race race)
{
    private readonly TimeProvider _time = parts.Time;

    /// <summary>Every search reads the same places of its texts in all its trials: differences between configs are then not differences between samples.</summary>
    private readonly ReadPlan _plan = new() { Split = CorpusSplit.Search, Samples = race.FirstRung, Seed = request.Seed };

    /// <summary>Finishes the trials of a plan; those decided for free come first.</summary>
    /// <param name="planned">What to do.</param>
    /// <param name="mayStart">Asked before each reading; once it says no, no further one is started.</param>
    /// <param name="cancellationToken">Abandons what is running.</param>
    public async IAsyncEnumerable<Trial> RunAsync(IReadOnlyList<PlannedTrial> planned, Func<bool> mayStart, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var trial in planned)
        {
            if (trial.Verdict is { } verdict)
            {
                yield return trial.Finish(verdict, _time.GetUtcNow(), TimeSpan.Zero);
            }
        }

        // Cancelled readings may end, for what was asked of a paid model is kept; who does not end is abandoned.
        using var patience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
        await using var asked = cancellationToken.Register(() => patience.CancelAfter(parts.Grace));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var finished = Channel.CreateUnbounded<Trial>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = parts.Parallelism, CancellationToken = stop.Token };
        var reading = Task.Run(
            async () =>
            {
                try
                {
                    await Parallel.ForEachAsync(planned.Where(t => t.Verdict is null && mayStart()), options, async (trial, token) =>
                        await finished.Writer.WriteAsync(await ReadAsync(trial, token), CancellationToken.None));
                    finished.Writer.Complete();
                }
                catch (Exception e)
                {
                    finished.Writer.Complete(e);
                }
            },
            CancellationToken.None);
        try
        {
            await foreach (var trial in finished.Reader.ReadAllAsync(patience.Token))
            {
                yield return trial;
            }

            await reading;
        }
        finally
        {
            await stop.CancelAsync();
            if (!reading.IsCompleted)
            {
                await Task.WhenAny(reading, Task.Delay(parts.Grace, _time, patience.Token));
            }
        }
    }

    private async Task<Trial> ReadAsync(PlannedTrial trial, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        try
        {
            // The mark is the yardstick whatever the constraints say; it is only not recommended.
            var maxWrongIds = trial.Number == Finalist.MarkNumber ? null : request.MaxWrongIds;
            var measurement = await parts.Evaluator.ReadAsync(trial.Candidate.Config, _plan, soFar => race.ReadsOn(trial.Cost!.Compression, soFar, maxWrongIds), cancellationToken);
            var violation = WrongIds.Violation(maxWrongIds, measurement.Ids, measurement.WrongIds);
            return (trial with { Violations = violation is null ? [] : [violation] })
                .Finish(violation is null ? TrialStatus.Complete : TrialStatus.Infeasible, _time.GetUtcNow(), _time.GetElapsedTime(started)) with
            { Measurement = measurement };
        }
        catch (Exception e) when (e is GlyphException and not (StoreException or ReaderUnavailableException or SpendLimitException)
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (trial with { Error = e.Message }).Finish(TrialStatus.Failed, _time.GetUtcNow(), _time.GetElapsedTime(started));
        }
    }
}
