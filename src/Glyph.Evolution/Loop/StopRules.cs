using System.Globalization;
using Glyph.Core.Searching;

namespace Glyph.Evolution.Loop;

/// <summary>When a search has done enough.</summary>
internal static class StopRules
{
    /// <summary>A generation that adds less than this share to the hypervolume is stagnant.</summary>
    private const double LeastGain = 0.001;

    /// <summary>Why the search is to stop before its next generation, or null.</summary>
    public static string? Reason(Budget budget, int evaluations, TimeSpan elapsed, ISearchEngine engine, IReadOnlyList<Generation> generations)
    {
        if (evaluations >= budget.Evaluations)
        {
            return string.Create(CultureInfo.InvariantCulture, $"all {budget.Evaluations} evaluations are done");
        }

        if (elapsed >= budget.WallTime)
        {
            return WallTime(budget);
        }

        return budget.StagnantGenerations is { } limit && engine.HasConverged(generations, limit)
            ? string.Create(CultureInfo.InvariantCulture, $"the hypervolume has not grown for {limit} generations")
            : null;
    }

    /// <summary>The words for a wall time that is over.</summary>
    public static string WallTime(Budget budget) => string.Create(CultureInfo.InvariantCulture, $"the wall time of {budget.WallTime} is over");

    /// <summary>How many generations in a row, up to the last, added next to nothing.</summary>
    public static int Stagnant(IReadOnlyList<Generation> generations)
    {
        var count = 0;
        for (var i = generations.Count - 1; i > 0 && generations[i].Hypervolume <= generations[i - 1].Hypervolume * (1 + LeastGain); i--)
        {
            count++;
        }

        return count;
    }
}
