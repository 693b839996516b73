namespace Glyph.Core.Trials;

/// <summary>What a search maximises.</summary>
/// <param name="Accuracy">Mean item score in [0, 1].</param>
/// <param name="Compression">Text tokens / vision tokens, above 0.</param>
public readonly record struct Objectives(double Accuracy, double Compression)
{
    /// <summary>Pareto dominance: no worse in both, better in one.</summary>
    public bool Dominates(Objectives other) =>
        Accuracy >= other.Accuracy && Compression >= other.Compression
        && (Accuracy > other.Accuracy || Compression > other.Compression);
}

/// <summary>The Pareto front of trials, and its size.</summary>
public static class ParetoFront
{
    /// <summary>The complete trials that no other dominates, by falling accuracy; of equals, the earliest.</summary>
    public static IReadOnlyList<TrialPoint> Of(IEnumerable<TrialPoint> trials)
    {
        var front = new GrowingFront();
        foreach (var trial in trials)
        {
            front.Add(trial);
        }

        return front.Trials;
    }

    /// <summary>
    /// The hypervolume (S-metric): the area that the points dominate above a reference point. Zitzler and Thiele, 1998.
    /// </summary>
    /// <param name="points">Points, in any order; those that do not dominate the reference add nothing.</param>
    /// <param name="reference">The corner, by convention accuracy 0.5 and compression 0.5.</param>
    public static double Hypervolume(IEnumerable<Objectives> points, Objectives reference)
    {
        var area = 0.0;
        var covered = reference.Compression;
        foreach (var point in points.OrderByDescending(p => p.Accuracy).ThenByDescending(p => p.Compression))
        {
            if (point.Accuracy <= reference.Accuracy)
            {
                break;
            }

            if (point.Compression > covered)
            {
                area += (point.Accuracy - reference.Accuracy) * (point.Compression - covered);
                covered = point.Compression;
            }
        }

        return area;
    }

    /// <summary>The reference point of every hypervolume that Glyph reports: accuracy 0.5, compression 0.5.</summary>
    public static Objectives Reference { get; } = new(0.5, 0.5);
}
