using Glyph.Core.Trials;

namespace Glyph.Evolution.Nsga2;

/// <summary>The environmental selection of NSGA-II: whole fronts, best first, then the least crowded of the first that does not fit.</summary>
internal static class Survivors
{
    /// <summary>The <paramref name="count"/> best trials, best rank first and least crowded first within a rank.</summary>
    public static IReadOnlyList<Trial> Select(IReadOnlyList<Trial> trials, int count) =>
        [.. NonDominatedSort.Sort(trials).SelectMany(ByCrowding).Take(count)];

    private static IEnumerable<Trial> ByCrowding(IReadOnlyList<Trial> front)
    {
        var distances = Crowding.Distances(front);
        return Enumerable.Range(0, front.Count)
            .OrderByDescending(i => distances[i])
            .ThenBy(i => front[i].Number)
            .Select(i => front[i]);
    }
}
