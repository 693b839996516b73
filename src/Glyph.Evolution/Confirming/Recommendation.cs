using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Evolution.Loop;
using Glyph.Evolution.Pareto;

namespace Glyph.Evolution.Confirming;

/// <summary>Which trial to use: picks of a search by accuracy that can be believed.</summary>
public sealed class Recommendation
{
    /// <summary>How many standard errors of the difference a trial should be above the mark to be sure enough of it.</summary>
    private const double Safety = 0.4;

    /// <summary>Accuracy below which a knee is of no use.</summary>
    private const double UsefulAccuracy = 0.8;

    private readonly IReadOnlyList<Finalist> _finalists;
    private readonly List<Finalist> _eligible;

    /// <summary>Weighs the trials of a search.</summary>
    /// <param name="trials">All trials.</param>
    /// <param name="confirmations">All confirmations; those on held-out text are left aside, for they prove a choice and must not make it.</param>
    /// <param name="mark">The whole trial of the mark; null when there is none.</param>
    /// <param name="maxWrongIds">The search's constraint on identifiers: what breaks it in any reading, the mark too, is not picked.</param>
    public Recommendation(IReadOnlyList<TrialPoint> trials, IReadOnlyList<Confirmation> confirmations, Trial? mark, double? maxWrongIds = null)
    {
        _finalists = Finalist.Of(trials, confirmations, mark);
        var broken = confirmations.Where(c => c.Plan.Split == CorpusSplit.Search).Select(c => (c.Trial, c.Measurement.Ids, c.Measurement.WrongIds))
            .Concat(trials.Where(t => t.Accuracy is not null).Select(t => (Trial: t.Number, t.Ids, t.WrongIds)))
            .Where(reading => WrongIds.Violation(maxWrongIds, reading.Ids, reading.WrongIds) is not null)
            .Select(reading => reading.Trial)
            .ToHashSet();
        _eligible = [.. _finalists.Where(f => !broken.Contains(f.Trial.Number))];
    }

    /// <summary>The complete trials with the accuracy to believe, by number.</summary>
    public IReadOnlyList<Finalist> Finalists => _finalists;

    /// <summary>The mark to beat: trial 1; null when it was not read.</summary>
    public Finalist? Mark => _finalists.FirstOrDefault(f => f.Trial.Number == Finalist.MarkNumber);

    /// <summary>
    /// Of the trials whose accuracy, confirmed, is no lower than the mark's, the one with the highest expected gain: the
    /// logarithm of the compression gained, times the square of the chance that its accuracy is truly no lower (once for these
    /// texts and once for others). A little more compression is not bought with much doubt. The mark itself where nothing is as accurate; the knee when there is no mark, or it
    /// breaks a constraint; null when nothing may be picked.
    /// </summary>
    public Finalist? Default() => Mark is not { } mark
        ? Knee()
        : _eligible
            .Where(f => f.Confirmed && f != mark && f.Compression > mark.Compression && f.Accuracy >= mark.Accuracy)
            .MaxBy(f => ExpectedGain(f, mark)) ?? (_eligible.Contains(mark) ? mark : Knee());

    /// <summary>
    /// The highest compression at an accuracy of at least <paramref name="minimum"/>; a trial that was not confirmed must
    /// be a standard error above it. Null when there is none.
    /// </summary>
    public Finalist? BestAtLeast(double minimum) => _eligible
        .Where(f => f.Accuracy - (f.Confirmed ? 0 : f.StandardError) >= minimum)
        .MaxBy(f => f.Compression);

    /// <summary>
    /// The knee of the front: the trial farthest above the straight line between its ends, on a logarithmic scale of error
    /// and of compression (Das 1999, "On characterizing the knee of the Pareto curve"). Null when nothing was read.
    /// </summary>
    public Finalist? Knee()
    {
        var useful = _eligible.Where(f => f.Accuracy >= UsefulAccuracy).ToList();
        var front = Front(useful.Count > 0 ? useful : _eligible);
        if (front.Count < 3)
        {
            return front.MaxBy(f => f.Accuracy);
        }

        var places = front.Select(f => ErrorScale.Place(f.Accuracy, f.Compression)).ToList();
        var (from, to) = (places[0], places[^1]);
        double Height(Objectives p) => ((p.Accuracy - to.Accuracy) / (from.Accuracy - to.Accuracy)) + ((p.Compression - from.Compression) / (to.Compression - from.Compression));
        return front[Enumerable.Range(0, front.Count).MaxBy(i => Height(places[i]))];
    }

    /// <summary>The accuracy from which on a finalist is sure enough to beat the mark for nothing of less compression to be looked at.</summary>
    internal static double Needed(Finalist finalist, Finalist mark) => Math.Min(1, mark.Accuracy + (Safety * ErrorOfDifference(finalist, mark)));

    private static double ExpectedGain(Finalist finalist, Finalist mark) =>
        Math.Log(finalist.Compression / mark.Compression) * Math.Pow(Normal.Cdf((finalist.Accuracy - mark.Accuracy) / ErrorOfDifference(finalist, mark)), 2);

    private static double ErrorOfDifference(Finalist a, Finalist b) => Math.Sqrt((a.StandardError * a.StandardError) + (b.StandardError * b.StandardError));

    /// <summary>By falling accuracy and rising compression.</summary>
    private static List<Finalist> Front(IReadOnlyList<Finalist> finalists)
    {
        var front = new List<Finalist>();
        foreach (var finalist in finalists.OrderByDescending(f => f.Accuracy).ThenByDescending(f => f.Compression))
        {
            if (front.Count == 0 || finalist.Compression > front[^1].Compression)
            {
                front.Add(finalist);
            }
        }

        return front;
    }
}
