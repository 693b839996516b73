using Glyph.Core.Trials;

namespace Glyph.Evolution.Pareto;

/// <summary>
/// The hypervolume (S-metric) of points with two or three maximised objectives: what they dominate above a reference point.
/// Zitzler and Thiele, "Multiobjective optimization using evolutionary algorithms", 1998. Two objectives are swept; three are
/// cut into slices of two along the third (Knowles, "Local-search and hybrid evolutionary algorithms for Pareto optimization",
/// 2002).
/// </summary>
internal static class Hypervolume
{
    /// <summary>The area, or the volume.</summary>
    /// <param name="points">Points, in any order; those that do not exceed the reference in every objective add nothing.</param>
    /// <param name="reference">The corner: two or three numbers.</param>
    public static double Of(IEnumerable<double[]> points, double[] reference)
    {
        var above = points.Where(p => !p.Where((v, k) => v <= reference[k]).Any());
        return reference.Length switch
        {
            2 => Area(above, reference),
            3 => Volume([.. above], reference),
            _ => throw new ArgumentException("Hypervolume is for two or three objectives.", nameof(reference)),
        };
    }

    private static double Area(IEnumerable<double[]> points, double[] reference) =>
        ParetoFront.Hypervolume(points.Select(p => new Objectives(p[0], p[1])), new Objectives(reference[0], reference[1]));

    private static double Volume(List<double[]> points, double[] reference)
    {
        points.Sort((a, b) => b[2].CompareTo(a[2]));
        var volume = 0.0;
        var slice = new List<double[]>();
        for (var i = 0; i < points.Count; i++)
        {
            slice.Add(points[i]);
            var below = i + 1 < points.Count ? points[i + 1][2] : reference[2];
            if (points[i][2] > below)
            {
                volume += Area(slice, reference) * (points[i][2] - below);
            }
        }

        return volume;
    }
}
