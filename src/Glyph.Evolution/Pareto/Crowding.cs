namespace Glyph.Evolution.Pareto;

/// <summary>The crowding distance of NSGA-II (Deb et al. 2002, section III-B).</summary>
internal static class Crowding
{
    /// <summary>The distance of each point of one front; infinite at the ends of an objective.</summary>
    /// <param name="front">Points of one length.</param>
    public static double[] Distances(IReadOnlyList<double[]> front)
    {
        var distances = new double[front.Count];
        for (var axis = 0; front.Count > 0 && axis < front[0].Length; axis++)
        {
            var k = axis;
            var sorted = Enumerable.Range(0, front.Count).OrderBy(i => front[i][k]).ThenBy(i => i).ToList();
            var range = front[sorted[^1]][k] - front[sorted[0]][k];
            distances[sorted[0]] = distances[sorted[^1]] = double.PositiveInfinity;
            for (var place = 1; place < sorted.Count - 1 && range > 0; place++)
            {
                distances[sorted[place]] += (front[sorted[place + 1]][k] - front[sorted[place - 1]][k]) / range;
            }
        }

        return distances;
    }
}
