using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Evolution.Nsga2;

namespace Glyph.Evolution.Confirming;

/// <summary>Which trial to use: picks of a search by accuracy that can be believed.</summary>
public sealed class Recommendation
{
    /// <summary>How many standard errors of the difference a pick should be above the mark: the choice must hold on other texts too.</summary>
    private const double Safety = 0.4;

    /// <summary>Accuracy below which a knee is of no use.</summary>
    private const double UsefulAccuracy = 0.8;

    private readonly IReadOnlyList<Finalist> _finalists;

    /// <summary>Weighs the trials of a search.</summary>
    /// <param name="trials">All trials.</param>
    /// <param name="confirmations">All confirmations; those on held-out text are left aside, for they prove a choice and must not make it.</param>
    public Recommendation(IReadOnlyList<Trial> trials, IReadOnlyList<Confirmation> confirmations) =>
        _finalists = Finalist.Of(trials, confirmations);

    /// <summary>The complete trials with the accuracy to believe, by number.</summary>
    public IReadOnlyList<Finalist> Finalists => _finalists;

    /// <summary>The mark to beat: trial 1; null when it was not read.</summary>
    public Finalist? Mark => _finalists.FirstOrDefault(f => f.Trial.Number == Finalist.MarkNumber);

    /// <summary>
    /// The highest compression whose accuracy, confirmed, is above the mark's by a margin for chance; where nothing has
    /// that margin, the highest that is no lower than the mark's; and where there is nothing either, the mark itself. The
    /// knee when there is no mark; null when nothing was read.
    /// </summary>
    public Finalist? Default()
    {
        if (Mark is not { } mark)
        {
            return Knee();
        }

        var better = _finalists.Where(f => f.Confirmed && f != mark && f.Compression > mark.Compression && f.Accuracy >= mark.Accuracy).ToList();
        return better.Where(f => f.Accuracy >= Needed(f, mark)).MaxBy(f => f.Compression)
            ?? better.MaxBy(f => f.Compression)
            ?? mark;
    }

    /// <summary>
    /// The highest compression at an accuracy of at least <paramref name="minimum"/>; a trial that was not confirmed must
    /// be a standard error above it. Null when there is none.
    /// </summary>
    public Finalist? BestAtLeast(double minimum) => _finalists
        .Where(f => f.Accuracy - (f.Confirmed ? 0 : f.StandardError) >= minimum)
        .MaxBy(f => f.Compression);

    /// <summary>
    /// The knee of the front: the trial farthest above the straight line between its ends, on a logarithmic scale of error
    /// and of compression (Das 1999, "On characterizing the knee of the Pareto curve"). Null when nothing was read.
    /// </summary>
    public Finalist? Knee()
    {
        var useful = _finalists.Where(f => f.Accuracy >= UsefulAccuracy).ToList();
        var front = Front(useful.Count > 0 ? useful : _finalists);
        if (front.Count < 3)
        {
            return front.MaxBy(f => f.Accuracy);
        }

        var places = front.Select(f => ErrorScale.Place(f.Accuracy, f.Compression)).ToList();
        var (from, to) = (places[0], places[^1]);
        double Height(Objectives p) => ((p.Accuracy - to.Accuracy) / (from.Accuracy - to.Accuracy)) + ((p.Compression - from.Compression) / (to.Compression - from.Compression));
        return front[Enumerable.Range(0, front.Count).MaxBy(i => Height(places[i]))];
    }

    /// <summary>The accuracy that a finalist should have in order to beat the mark.</summary>
    internal static double Needed(Finalist finalist, Finalist mark) => Math.Min(
        1, mark.Accuracy + (Safety * Math.Sqrt((finalist.StandardError * finalist.StandardError) + (mark.StandardError * mark.StandardError))));

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
