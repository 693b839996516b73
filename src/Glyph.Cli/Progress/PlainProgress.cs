using System.Globalization;
using Glyph.Core.Searching;
using Glyph.Core.Trials;

namespace Glyph.Cli.Progress;

/// <summary>Progress as lines, for logs and pipes.</summary>
internal static class PlainProgress
{
    /// <summary>Writes what an event deserves.</summary>
    public static void Write(TextWriter writer, SearchEvent searchEvent, SearchProgress progress)
    {
        switch (searchEvent)
        {
            case SearchStarted { Trials.Count: > 0 } started:
                writer.WriteLine($"going on with search {started.Search.Id} after {Text.Whole(progress.Evaluations)} evaluations");
                break;
            case SearchStarted started:
                writer.WriteLine($"search {started.Search.Id}");
                break;
            case TrialFinished { Trial.IsEvaluation: true } finished:
                writer.WriteLine(TrialLine(finished.Trial, progress));
                break;
            case GenerationFinished { Generation: var generation }:
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"-- generation {generation.Number}: hypervolume {generation.Hypervolume:0.0000}, front {generation.Front.Count}, {BestLine(progress)}"
                    + $"{(progress.Remaining is { } eta ? $", about {Text.Time(eta)} to go" : "")}"));
                break;
            case SearchNotice notice:
                writer.WriteLine($"note: {notice.Message}");
                break;
            case TrialConfirmed { Confirmation: var confirmation } confirmed:
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"confirmed {confirmed.Done}/{confirmed.Total}: #{confirmation.Trial} {Estimate(confirmation.Measurement.Accuracy)}"));
                break;
            case SearchStopped stopped:
                writer.WriteLine($"{stopped.State.ToString().ToLowerInvariant()}: {stopped.Reason}");
                break;
        }

        writer.Flush();
    }

    /// <summary>The best compressions at the levels that users choose by.</summary>
    public static string BestLine(SearchProgress progress) => string.Join(", ", SearchProgress.Levels.Select(level =>
        string.Create(CultureInfo.InvariantCulture, $"{(progress.BestAt(level) is { } best ? Text.Times(best.Objectives!.Value.Compression) : "-")} at {100 * level:0} %")));

    /// <summary>An accuracy with its interval and the number of items behind it.</summary>
    public static string Estimate(AccuracyEstimate accuracy) =>
        $"{Text.Percent(accuracy.Mean)} [{Text.Percent(accuracy.Low)}, {Text.Percent(accuracy.High)}] of {Text.Whole(accuracy.Samples)}";

    private static string TrialLine(Trial trial, SearchProgress progress)
    {
        var outcome = trial.Objectives is { } objectives
            ? $"{Text.Times(objectives.Compression)} at {Estimate(trial.Measurement!.Accuracy)}"
            : trial.Measurement is { } measured ? $"{Estimate(measured.Accuracy)}, but {string.Join("; ", trial.Violations)}" : $"failed: {trial.Error}";
        return string.Create(CultureInfo.InvariantCulture,
            $"[{progress.Evaluations}/{progress.Search!.Request.Budget.Evaluations}] #{trial.Number} {trial.Candidate.Provenance.Proposer}: {outcome}  {Text.Summary(trial.Candidate.Config)}");
    }
}
