using Glyph.Core.Trials;

namespace Glyph.Evolution.Nsga2;

/// <summary>The crowding distance of NSGA-II (Deb et al. 2002, section III-B), measured on <see cref="ErrorScale"/>.</summary>
internal static class Crowding
{
    /// <summary>The distance of each trial of one front; infinite at its ends. Trials without objectives get 0.</summary>
    public static IReadOnlyList<double> Distances(IReadOnlyList<Trial> front)
    {
        var distances = new double[front.Count];
        var read = Enumerable.Range(0, front.Count).Where(i => front[i].Objectives is not null).ToList();
        var places = front.Select(t => t.Objectives is { } o ? ErrorScale.Place(o.Accuracy, o.Compression) : default).ToList();
        foreach (var axis in new Func<Objectives, double>[] { o => o.Accuracy, o => o.Compression })
        {
            var sorted = read.OrderBy(i => axis(places[i])).ThenBy(i => front[i].Number).ToList();
            if (sorted.Count == 0)
            {
                continue;
            }

            var range = axis(places[sorted[^1]]) - axis(places[sorted[0]]);
            distances[sorted[0]] = distances[sorted[^1]] = double.PositiveInfinity;
            for (var k = 1; k < sorted.Count - 1 && range > 0; k++)
            {
                distances[sorted[k]] += (axis(places[sorted[k + 1]]) - axis(places[sorted[k - 1]])) / range;
            }
        }

        return distances;
    }
}
