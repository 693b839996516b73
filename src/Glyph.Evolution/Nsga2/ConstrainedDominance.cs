using Glyph.Core.Trials;

namespace Glyph.Evolution.Nsga2;

/// <summary>
/// Constraint domination: a complete trial beats any that was not read; of two complete ones Pareto dominance decides; of
/// two infeasible ones the lesser violation. Deb, Pratap, Agarwal, Meyarivan, "A fast and elitist multiobjective genetic
/// algorithm: NSGA-II", IEEE TEC 6 (2002), definition 1. Failed trials are the worst.
/// </summary>
internal static class ConstrainedDominance
{
    public static bool Dominates(Trial a, Trial b)
    {
        var (tierA, tierB) = (Tier(a), Tier(b));
        if (tierA != tierB)
        {
            return tierA < tierB;
        }

        if (a.Objectives is { } objectivesA && b.Objectives is { } objectivesB)
        {
            return objectivesA.Dominates(objectivesB);
        }

        return a.Status == TrialStatus.Infeasible && a.ViolationDegree < b.ViolationDegree;
    }

    private static int Tier(Trial trial) => trial.Status switch
    {
        TrialStatus.Complete => 0,
        TrialStatus.Screened => 1,
        TrialStatus.Infeasible => 2,
        _ => 3,
    };
}
