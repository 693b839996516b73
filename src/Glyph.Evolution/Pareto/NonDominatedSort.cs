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

    /// <summary>The first fronts, as many as it takes for <paramref name="count"/> points to be in them: the beginning of <see cref="Sort"/>.</summary>
    /// <param name="points">Points of one length.</param>
    /// <param name="count">How many are wanted, at least 1.</param>
    public static IEnumerable<IReadOnlyList<int>> First(IReadOnlyList<double[]> points, int count)
    {
        if (points.Count > 0 && points[0].Length == 2)
        {
            var kept = DominatedByFewerThan(points, count);
            return Enough(Sort([.. kept.Select(i => points[i])]).Select(front => (IReadOnlyList<int>)[.. front.Select(i => kept[i])]), count);
        }

        return Enough(Sort(points), count);
    }

    private static IEnumerable<IReadOnlyList<int>> Enough(IEnumerable<IReadOnlyList<int>> fronts, int count)
    {
        var taken = 0;
        foreach (var front in fronts)
        {
            yield return front;
            taken += front.Count;
            if (taken >= count)
            {
                yield break;
            }
        }
    }

    /// <summary>
    /// The points, in order, without those that <paramref name="count"/> others dominate, each with a larger first objective. Those
    /// others stand in earlier fronts, and dominate what such a point dominates: the first fronts of <paramref name="count"/> points
    /// are the same without it.
    /// </summary>
    private static List<int> DominatedByFewerThan(IReadOnlyList<double[]> points, int count)
    {
        var falling = new double[points.Count];
        var order = new int[points.Count];
        for (var i = 0; i < order.Length; i++)
        {
            (falling[i], order[i]) = (-points[i][0], i);
        }

        Array.Sort(falling, order);
        var kept = new List<int>();

        // The largest second objectives so far, the least of them at hand.
        var largest = new PriorityQueue<double, double>();
        for (var (start, end) = (0, 0); start < order.Length; start = end)
        {
            var threshold = largest.Count == count ? largest.Peek() : double.NegativeInfinity;
            for (; end < order.Length && falling[end] == falling[start]; end++)
            {
                if (points[order[end]][1] > threshold)
                {
                    kept.Add(order[end]);
                }
            }

            for (var i = start; i < end; i++)
            {
                var second = points[order[i]][1];
                if (largest.Count < count)
                {
                    largest.Enqueue(second, second);
                }
                else if (second > largest.Peek())
                {
                    largest.DequeueEnqueue(second, second);
                }
            }
        }

        kept.Sort();
        return kept;
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
