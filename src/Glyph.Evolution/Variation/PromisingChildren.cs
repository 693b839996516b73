using Glyph.Core.Trials;
using Glyph.Evolution.Pareto;
using Glyph.Evolution.Surrogate;

namespace Glyph.Evolution.Variation;

/// <summary>
/// Keeps, of many children with exact compression, those worth reading: one by one the child that would add most to the
/// front's area if its accuracy were a little above what is expected (an upper confidence bound), counting those kept before
/// it. The area is measured on <see cref="ErrorScale"/> and the logarithm of compression, above accuracy 0.9 and a little
/// below the least compression that matters, so that the reading goes where users live, spread over the whole stretch of
/// compression.
/// </summary>
internal static class PromisingChildren
{
    /// <summary>Accuracy below which a config is of no use.</summary>
    private const double UsefulAccuracy = 0.9;

    /// <summary>The bound is this many standard deviations above the mean.</summary>
    private const double Hope = 0.5;

    /// <summary>The children, best first, at most <paramref name="count"/>; fewer when the rest would add nothing.</summary>
    public static IReadOnlyList<Child> Select(AccuracyModel model, IReadOnlyList<Trial> trials, IEnumerable<HopefulChild> children, int count)
    {
        // The mark is the first trial of a search; less compression than it has is of little interest.
        var corner = ErrorScale.Place(UsefulAccuracy, 0.9 * trials[0].Objectives!.Value.Compression);
        var front = trials.Select(t => new Objectives(model.At(t).Mean, Math.Log(t.Objectives!.Value.Compression))).ToList();
        var hopes = children.ToDictionary(c => c.Child, c => new Objectives(c.Belief.Mean + (Hope * c.Belief.Deviation), Math.Log(c.Child.Compression)));

        var kept = new List<Child>();
        while (kept.Count < count && hopes.Count > 0)
        {
            var area = ParetoFront.Hypervolume(front, corner);
            var (best, gain) = hopes
                .Select(pair => (pair.Key, Gain: ParetoFront.Hypervolume(front.Append(pair.Value), corner) - area))
                .MaxBy(pair => pair.Gain);
            if (gain <= 0)
            {
                break;
            }

            kept.Add(best);
            front.Add(hopes[best]);
            hopes.Remove(best);
        }

        return kept;
    }
}
