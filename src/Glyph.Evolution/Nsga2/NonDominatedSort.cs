using Glyph.Core.Trials;

namespace Glyph.Evolution.Nsga2;

/// <summary>The fast non-dominated sort of NSGA-II (Deb et al. 2002, section III-A): fronts, best first.</summary>
internal static class NonDominatedSort
{
    /// <summary>Splits trials into fronts; each keeps the order of the input.</summary>
    public static IReadOnlyList<IReadOnlyList<Trial>> Sort(IReadOnlyList<Trial> trials)
    {
        var dominatedBy = new int[trials.Count];
        var dominates = new List<int>[trials.Count];
        for (var i = 0; i < trials.Count; i++)
        {
            dominates[i] = [];
            for (var j = 0; j < trials.Count; j++)
            {
                if (ConstrainedDominance.Dominates(trials[i], trials[j]))
                {
                    dominates[i].Add(j);
                }
                else if (ConstrainedDominance.Dominates(trials[j], trials[i]))
                {
                    dominatedBy[i]++;
                }
            }
        }

        var fronts = new List<IReadOnlyList<Trial>>();
        var current = Enumerable.Range(0, trials.Count).Where(i => dominatedBy[i] == 0).ToList();
        while (current.Count > 0)
        {
            fronts.Add([.. current.Select(i => trials[i])]);
            var next = new List<int>();
            foreach (var j in current.SelectMany(i => dominates[i]))
            {
                if (--dominatedBy[j] == 0)
                {
                    next.Add(j);
                }
            }

            next.Sort();
            current = next;
        }

        return fronts;
    }
}
