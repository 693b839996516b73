using Glyph.Core.Trials;
using Glyph.Evolution.Confirming;

namespace Glyph.Evolution.Loop;

/// <summary>
/// Decides how much of a text is read under a candidate: little of what reads badly or is beaten, much of what may join the
/// front. It climbs rungs, each of twice the items, and stops once its error rate is known to a fifth of itself (as inverse
/// sampling stops at a number of events: Haldane, Biometrika 33, 1945), or once a trial of the front before, with at least its
/// compression, surely reads better. The two are compared on the items that both have read, as racing does (Maron and Moore,
/// "Hoeffding races", NIPS 6, 1993; Birattari and others, "A racing algorithm for configuring metaheuristics", GECCO 2002): what
/// makes an item hard for both falls out of the difference.
/// </summary>
internal sealed class Race
{
    /// <summary>The first rung is this share of the samples of a trial.</summary>
    private const int FirstShare = 4;

    /// <summary>At most this many times the samples of a trial are read.</summary>
    public const int MostFactor = 8;

    /// <summary>A standard error of this share of the error rate is precise enough.</summary>
    private const double Precise = 0.2;

    /// <summary>A candidate whose mean is so many standard errors below a rival's has lost, where they have no items in common.</summary>
    private const double Hope = 1.5;

    /// <summary>The same of the mean paired difference, before the correction for few items: one candidate in 40 that is as good is lost at a rung.</summary>
    private const double PairedHope = 1.96;

    /// <summary>Paired items below which the difference says nothing.</summary>
    private const int FewestPairs = 6;

    /// <summary>The rivals that are compared: those of the front whose compression is next above the candidate's.</summary>
    private const int Rivals = 3;

    private readonly int _samples;
    private readonly IReadOnlyList<TrialPoint> _front;
    private readonly Func<int, Trial> _trial;

    /// <summary>Prepares the race of a generation.</summary>
    /// <param name="front">The front of the generations before: the same after a resume.</param>
    /// <param name="trial">A whole trial of it, by number.</param>
    /// <param name="samples">Items that a trial is read on, unless it loses before or may join the front.</param>
    public Race(IEnumerable<TrialPoint> front, Func<int, Trial> trial, int samples)
    {
        (_samples, _trial) = (samples, trial);
        _front = [.. front.OrderBy(t => t.Compression)];
    }

    /// <summary>Items of the first rung, at least 2.</summary>
    public int FirstRung => Math.Max(2, _samples / FirstShare);

    /// <summary>Whether a candidate climbs to the next rung.</summary>
    /// <param name="compression">Its exact compression.</param>
    /// <param name="read">What was read.</param>
    /// <param name="maxWrongIds">The constraint on identifiers that it must keep; null for none.</param>
    public bool ReadsOn(double compression, Measurement read, double? maxWrongIds = null)
    {
        if (WrongIds.IsSurelyBroken(maxWrongIds, read.Ids, read.WrongIds))
        {
            return false;
        }

        if (_front.Where(t => t.Compression >= compression).Take(Rivals).Any(rival => HasLost(read, rival)))
        {
            return false;
        }

        // Few items say too little of an error rate to be content with it.
        var samples = read.Accuracy.Samples;
        return samples < _samples
            || (samples < MostFactor * _samples && Finalist.ErrorOf(read.Accuracy) > Precise * (1 - read.Accuracy.Mean));
    }

    private bool HasLost(Measurement read, TrialPoint rival)
    {
        var pairs = ItemScore.Differences(_trial(rival.Number).Measurement!.Items, read.Items);
        if (pairs.Count < FewestPairs)
        {
            return rival.Accuracy!.Mean > read.Accuracy.Mean + (Hope * Finalist.ErrorOf(read.Accuracy));
        }

        var weight = pairs.Sum(p => p.Weight);
        var mean = pairs.Sum(p => p.Weight * p.Value) / weight;
        var error = Math.Sqrt(pairs.Sum(p => Math.Pow(p.Weight * (p.Value - mean), 2)) * pairs.Count / (pairs.Count - 1)) / weight;
        return mean > StudentQuantile(PairedHope, pairs.Count - 1) * error && mean > 0;
    }

    /// <summary>Student's quantile from the normal one (Abramowitz and Stegun 26.7.5, two terms).</summary>
    private static double StudentQuantile(double normal, int freedom) =>
        normal + ((Math.Pow(normal, 3) + normal) / (4.0 * freedom))
        + (((5 * Math.Pow(normal, 5)) + (16 * Math.Pow(normal, 3)) + (3 * normal)) / (96.0 * freedom * freedom));
}
