using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Core.Trials;

namespace Glyph.Evolution.Confirming;

/// <summary>
/// A trial with the accuracy to believe: where it was read again on the search texts, those readings alone, for the first
/// one helped to choose it and so flatters it (the winner's curse); otherwise the trial's own. The mark was not chosen by
/// its accuracy: all its readings count.
/// </summary>
/// <param name="Trial">The trial.</param>
/// <param name="Estimate">The accuracy, with a 95 % interval by the normal approximation, within [0, 1].</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Confirmed">Whether it was read again.</param>
public sealed record Finalist(TrialPoint Trial, AccuracyEstimate Estimate, double StandardError, bool Confirmed)
{
    /// <summary>Lines differ at least this much, so that a few perfect ones do not count as certainty.</summary>
    private const double LeastSpreadOfLines = 0.01;

    private const double Confidence = 0.95;

    /// <summary>The number of the trial that is the mark to beat.</summary>
    internal const int MarkNumber = 1;

    /// <summary>The accuracy.</summary>
    public double Accuracy => Estimate.Mean;

    /// <summary>The compression over the search texts.</summary>
    public double Compression => Trial.Objectives!.Value.Compression;

    /// <summary>The complete trials as finalists, by number.</summary>
    /// <param name="trials">All trials.</param>
    /// <param name="confirmations">All confirmations.</param>
    /// <param name="mark">The whole trial of the mark, for the items that it was read on; null when there is none.</param>
    public static IReadOnlyList<Finalist> Of(IReadOnlyList<TrialPoint> trials, IReadOnlyList<Confirmation> confirmations, Trial? mark)
    {
        var byTrial = confirmations.Where(c => c.Plan.Split == CorpusSplit.Search).ToLookup(c => c.Trial);
        return [.. trials.Where(t => t.Objectives is not null).OrderBy(t => t.Number).Select(t => Of(t, [.. byTrial[t.Number]], mark))];
    }

    private static Finalist Of(TrialPoint trial, IReadOnlyList<Confirmation> confirmations, Trial? mark)
    {
        var confirmed = confirmations.Count > 0;
        var estimates = confirmations.Select(c => c.Measurement.Accuracy).ToList();
        if (!confirmed || (mark?.Measurement is { } own && trial.Number == MarkNumber && HasOther(own, confirmations)))
        {
            estimates.Add(trial.Accuracy!);
        }

        var samples = estimates.Sum(e => (double)e.Samples);
        var mean = estimates.Sum(e => e.Mean * e.Samples) / samples;
        var error = Math.Sqrt(estimates.Sum(e => Math.Pow(ErrorOf(e) * e.Samples, 2))) / samples;
        var half = Normal.HalfWidth(Confidence) * error;
        var estimate = new AccuracyEstimate(
            mean, Math.Max(0, mean - half), Math.Min(1, mean + half), Confidence, (int)samples, estimates.Sum(e => e.Characters));
        return new Finalist(trial, estimate, error, confirmed);
    }

    /// <summary>Whether a reading has items that others lack: of a corpus that was read to its end the same ones count once.</summary>
    private static bool HasOther(Measurement own, IReadOnlyList<Confirmation> confirmations)
    {
        var others = confirmations.SelectMany(c => c.Measurement.Items).Select(item => item.Key).ToHashSet(StringComparer.Ordinal);
        return own.Items.Count == 0 || own.Items.Any(item => !others.Contains(item.Key));
    }

    /// <summary>The standard error behind an interval.</summary>
    internal static double ErrorOf(AccuracyEstimate estimate) => Math.Max(
        (estimate.High - estimate.Low) / (2 * Normal.HalfWidth(estimate.Confidence)),
        LeastSpreadOfLines / Math.Sqrt(estimate.Samples));
}
