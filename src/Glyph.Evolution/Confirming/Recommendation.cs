using System.Globalization;
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

    /// <summary>How sure it is to be that identifiers come back right.</summary>
    private const double Confidence = 0.95;

    private readonly ILookup<int, Measurement> _readings;
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
        _readings = confirmations.Where(c => c.Plan.Split == CorpusSplit.Search).ToLookup(c => c.Trial, c => c.Measurement);
        var broken = confirmations.Where(c => c.Plan.Split == CorpusSplit.Search).Select(c => (c.Trial, c.Measurement.Ids, c.Measurement.WrongIds))
            .Concat(trials.Where(t => t.Accuracy is not null).Select(t => (Trial: t.Number, t.Ids, t.WrongIds)))
            .Where(reading => WrongIds.Violation(maxWrongIds, reading.Ids, reading.WrongIds) is not null)
            .Select(reading => reading.Trial)
            .ToHashSet();
        _eligible = [.. _finalists.Where(f => !broken.Contains(f.Trial.Number))];
    }

    /// <summary>The complete trials with the accuracy to believe, by number.</summary>
    public IReadOnlyList<Finalist> Finalists => _finalists;

    /// <summary>Those of them that break no constraint on what was read.</summary>
    internal IReadOnlyList<Finalist> Eligible => _eligible;

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

    /// <summary>The trial for a need, why, and whether it meets it.</summary>
    public NeedPick For(Need need) => need switch
    {
        Need.IdsExact => IdsExact(),
        Need.ProseCheapest => Surely(need, 0.95),
        Need.Lossless => Surely(need, 0.99),
        _ => Knee() is { } knee
            ? new NeedPick(need, knee, true, Say($"the knee of the front, where more compression begins to cost much accuracy: {knee.Compression:0.00}x at {knee.Accuracy:0.00 %}{Unread(knee)}"))
            : Nothing(need),
    };

    private NeedPick IdsExact()
    {
        var counted = _eligible.Select(f => (Finalist: f, Ids: IdsOf(f))).Select(f => (f.Finalist, f.Ids, Bound: ClopperPearson.Upper(f.Ids.Wrong, f.Ids.All, Confidence)))
            .OrderBy(f => f.Bound).ThenByDescending(f => f.Finalist.Compression).ToList();
        if (counted.Count == 0)
        {
            return Nothing(Need.IdsExact);
        }

        // Of more identifiers some come back wrong where of few none did: none wrong is what is asked for, however low another's bound.
        var (pick, ids, bound) = counted.Find(f => f.Ids is { Wrong: 0, All: > 0 }) is { Finalist: not null } none ? none : counted[0];
        var share = Say($"{ids.Wrong} of {ids.All} identifiers came back as something else, so at most {bound:0.0 %} do, with {Confidence:0 %} confidence; {pick.Compression:0.00}x{Unread(pick)}");
        return ids switch
        {
            { All: 0 } => new NeedPick(Need.IdsExact, _eligible.MaxBy(f => f.Estimate.Low), false, "no trial read an identifier (a needle, or a word with a digit), so nothing can be said of them; the nearest is the surest to be accurate"),
            { Wrong: 0 } => new NeedPick(Need.IdsExact, pick, true, share),
            _ => new NeedPick(Need.IdsExact, pick, false, $"every trial let identifiers come back as something else; of the nearest, {share}"),
        };
    }

    private NeedPick Surely(Need need, double level) => _eligible.Where(f => f.Estimate.Low >= level).MaxBy(f => f.Compression) is { } pick
        ? new NeedPick(need, pick, true, Say($"the highest compression, {pick.Compression:0.00}x, of those whose accuracy is surely at least {level:0 %}: {pick.Accuracy:0.00 %}, in all likelihood above {pick.Estimate.Low:0.00 %}{Unread(pick)}"))
        : _eligible.MaxBy(f => f.Estimate.Low) is { } nearest
            ? new NeedPick(need, nearest, false, Say($"no trial's accuracy is surely at least {level:0 %}; the nearest is {nearest.Accuracy:0.00 %}, in all likelihood above {nearest.Estimate.Low:0.00 %}, at {nearest.Compression:0.00}x{Unread(nearest)}"))
            : Nothing(need);

    /// <summary>
    /// Identifiers in what a trial's accuracy is believed by, each counted once. What chose a trial may flatter it, but does not slander it:
    /// where its own reading has wrong ones, it counts too.
    /// </summary>
    private (int All, int Wrong) IdsOf(Finalist finalist)
    {
        var items = _readings[finalist.Trial.Number].SelectMany(m => m.Items).DistinctBy(item => item.Key, StringComparer.Ordinal).ToList();
        var (all, wrong) = finalist.Confirmed && finalist.Trial.WrongIds == 0 ? (0, 0) : (finalist.Trial.Ids, finalist.Trial.WrongIds);
        return (all + items.Sum(item => item.Ids), wrong + items.Sum(item => item.WrongIds));
    }

    private static NeedPick Nothing(Need need) => new(need, null, false, "no trial was completed, or each breaks a constraint on what was read");

    private static string Unread(Finalist finalist) => finalist.Confirmed ? "" : "; it was not read again, so it may flatter";

    private static string Say(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);

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
