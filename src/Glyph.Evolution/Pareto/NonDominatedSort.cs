namespace Glyph.Evolution.Pareto;

/// <summary>
/// The non-dominated sort of NSGA-II (Deb et al. 2002, section III-A): fronts, best first. All objectives are maximised. Two
/// objectives take n log n steps (Jensen, "Reducing the run-time complexity of multiobjective EAs", IEEE TEC 7, 2003), more take
/// n² at most (the sequential search of Zhang et al., "An efficient approach to nondominated sorting", IEEE TEC 19, 2015).
/// </summary>
internal static class NonDominatedSort
{
    /// <summary>Whether a is no worse than b in every objective, and better in one.</summary>
    public static bool Dominates(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var better = false;
        for (var k = 0; k < a.Length; k++)
        {
            if (a[k] < b[k])
            {
                return false;
            }

            better |= a[k] > b[k];
        }

        return better;
    }

    /// <summary>Splits points into fronts of indices, each in the order of the input.</summary>
    /// <param name="points">Points of one length.</param>
    public static IReadOnlyList<IReadOnlyList<int>> Sort(IReadOnlyList<double[]> points)
    {
        // A point can only be dominated by one that stands before it here, or equals it.
        var order = Enumerable.Range(0, points.Count).ToArray();
        Array.Sort(order, (i, j) => Compare(points[j], points[i]) is var c and not 0 ? c : i.CompareTo(j));
        var fronts = new List<List<int>>();
        foreach (var i in order)
        {
            var front = points[i].Length == 2 ? FirstByLast(fronts, points, i) : FirstBySearch(fronts, points, i);
            if (front == fronts.Count)
            {
                fronts.Add([]);
            }

            fronts[front].Add(i);
        }

        return [.. fronts.Select(front => front.Order().ToList())];
    }

    /// <summary>
    /// Two objectives: of a front, the last that joined has the largest second one, so it alone decides, and fronts can be
    /// bisected.
    /// </summary>
    private static int FirstByLast(List<List<int>> fronts, IReadOnlyList<double[]> points, int i)
    {
        var (low, high) = (0, fronts.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Dominates(points[fronts[middle][^1]], points[i]))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static int FirstBySearch(List<List<int>> fronts, IReadOnlyList<double[]> points, int i)
    {
        var front = 0;
        while (front < fronts.Count && fronts[front].Exists(j => Dominates(points[j], points[i])))
        {
            front++;
        }

        return front;
    }

    private static int Compare(double[] a, double[] b) => a.AsSpan().SequenceCompareTo(b);
}
