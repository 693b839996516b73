using Glyph.Core.Trials;
using Glyph.Evolution.Pareto;

namespace Glyph.Evolution.Nsga2;

/// <summary>
/// The environmental selection of NSGA-II: whole fronts, best first, then the least crowded of the first that does not fit.
/// Constraint domination puts complete trials before any that was not read, and of infeasible ones the lesser violation first:
/// Deb, Pratap, Agarwal, Meyarivan, "A fast and elitist multiobjective genetic algorithm: NSGA-II", IEEE TEC 6 (2002),
/// definition 1. Crowding is measured on <see cref="ErrorScale"/>.
/// </summary>
internal static class Survivors
{
    /// <summary>The <paramref name="count"/> best trials, best rank first and least crowded first within a rank.</summary>
    public static IReadOnlyList<TrialPoint> Select(IReadOnlyList<TrialPoint> trials, int count)
    {
        var complete = trials.Where(t => t.Objectives is not null).ToList();
        var best = NonDominatedSort.First([.. complete.Select(t => new[] { t.Objectives!.Value.Accuracy, t.Objectives.Value.Compression })], count)
            .SelectMany(front => ByCrowding([.. front.Select(i => complete[i])]))
            .Take(count)
            .ToList();
        return best.Count == count
            ? best
            : [.. best, .. trials.Where(t => t.Objectives is null).OrderBy(Tier).ThenBy(t => t.ViolationDegree).ThenBy(t => t.Number).Take(count - best.Count)];
    }

    private static IEnumerable<TrialPoint> ByCrowding(List<TrialPoint> front)
    {
        var distances = Crowding.Distances([.. front.Select(t => ErrorScale.Place(t.Objectives!.Value.Accuracy, t.Objectives.Value.Compression)).Select(p => new[] { p.Accuracy, p.Compression })]);
        return Enumerable.Range(0, front.Count)
            .OrderByDescending(i => distances[i])
            .ThenBy(i => front[i].Number)
            .Select(i => front[i]);
    }

    private static int Tier(TrialPoint trial) => trial.Status switch
    {
        TrialStatus.Screened => 1,
        TrialStatus.Infeasible => 2,
        _ => 3,
    };
}
