using Glyph.Core.Searching;
using Glyph.Core.Trials;

namespace Glyph.Cli.Progress;

/// <summary>What is known of a running search, kept up from its events.</summary>
/// <param name="time">The clock.</param>
/// <param name="load">Loads a whole trial.</param>
internal sealed class SearchProgress(TimeProvider time, Func<int, Trial?> load)
{
    private readonly long _started = time.GetTimestamp();
    private readonly GrowingFront _front = new();
    private int _evaluationsBefore;

    /// <summary>The accuracies at which users choose, and for which the best compression is shown.</summary>
    public static IReadOnlyList<double> Levels { get; } = [0.95, 0.98, 0.99];

    /// <summary>The search; null before its first event.</summary>
    public Search? Search { get; private set; }

    /// <summary>Complete and failed trials.</summary>
    public int Evaluations { get; private set; }

    /// <summary>Trials rejected before they were rendered.</summary>
    public int Rejected { get; private set; }

    /// <summary>The newest generation's number.</summary>
    public int Generation { get; private set; }

    /// <summary>The newest trial.</summary>
    public Trial? Newest { get; private set; }

    /// <summary>The front.</summary>
    public IReadOnlyList<TrialPoint> Front => _front.Trials;

    /// <summary>Some whole trials of the front, evenly spread.</summary>
    /// <param name="count">How many at most.</param>
    public IEnumerable<Trial> FrontTrials(int count) => (Front.Count <= count ? Front : Enumerable.Range(0, count).Select(i => Front[i * (Front.Count - 1) / (count - 1)]))
        .Select(t => load(t.Number))
        .OfType<Trial>();

    /// <summary>The front's hypervolume.</summary>
    public double Hypervolume { get; private set; }

    /// <summary>What happens beside trials: a notice, or the reading again of the front.</summary>
    public string? Note { get; private set; }

    /// <summary>Why the search stopped; null while it runs.</summary>
    public SearchStopped? Stopped { get; private set; }

    /// <summary>Time since this run began.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    /// <summary>Time until the evaluations are used up, at the pace so far; null before there is one.</summary>
    public TimeSpan? Remaining => Search is { } search && Evaluations > _evaluationsBefore
        ? Elapsed / (Evaluations - _evaluationsBefore) * Math.Max(0, search.Request.Budget.Evaluations - Evaluations)
        : null;

    /// <summary>Takes an event in.</summary>
    public void On(SearchEvent searchEvent)
    {
        switch (searchEvent)
        {
            case SearchStarted started:
                Search = started.Search;
                Add(started.Trials);
                Evaluations = _evaluationsBefore = started.Trials.Count(t => t.IsEvaluation);
                Rejected = started.Trials.Count - Evaluations;
                break;
            case TrialFinished finished:
                Add([TrialPoint.Of(finished.Trial)]);
                Newest = finished.Trial;
                Generation = finished.Trial.Generation;
                Evaluations = finished.Evaluations;
                Rejected += finished.Trial.IsEvaluation ? 0 : 1;
                break;
            case SearchNotice notice:
                Note = notice.Message;
                break;
            case TrialConfirmed confirmed:
                Note = FormattableString.Invariant($"reading the front again on fresh samples: {confirmed.Done} of {confirmed.Total}");
                break;
            case SearchStopped stopped:
                Stopped = stopped;
                break;
        }
    }

    /// <summary>The trial of the best compression at an accuracy of at least <paramref name="level"/>, or null.</summary>
    public TrialPoint? BestAt(double level) => Front
        .Where(t => t.Objectives!.Value.Accuracy >= level)
        .MaxBy(t => t.Objectives!.Value.Compression);

    private void Add(IEnumerable<TrialPoint> trials)
    {
        if (trials.Count(_front.Add) > 0)
        {
            Hypervolume = ParetoFront.Hypervolume(Front.Select(t => t.Objectives!.Value), ParetoFront.Reference);
        }
    }
}
