using Glyph.Core;
using Glyph.Core.Searching;

namespace Glyph.Evolution.Loop;

/// <summary>
/// Shares the evaluations of a generation among proposers by what they earned: credit per unit of cost, recent generations
/// counting most. It pursues the best and keeps a floor for every other (Thierens, "An adaptive pursuit strategy for
/// allocating operator probabilities", GECCO 2005). What it says depends on the tallies of earlier generations alone, so that
/// it says the same after a resume.
/// </summary>
internal static class Bandit
{
    /// <summary>The share that every proposer keeps, so that a late bloomer is noticed.</summary>
    public const double Floor = 0.05;

    /// <summary>What a generation's tally counts for one generation later.</summary>
    private const double Decay = 0.85;

    /// <summary>How far the shares move towards the best at each generation.</summary>
    private const double Pursuit = 0.4;

    /// <summary>Evaluations at the mean of all that are added to every proposer's own, for few say little.</summary>
    private const double Doubt = 3;

    /// <summary>The share of each proposer, in order; they sum to 1.</summary>
    /// <param name="proposers">Their names.</param>
    /// <param name="first">The weight of each before anyone earned anything.</param>
    /// <param name="generations">The generations before.</param>
    public static IReadOnlyList<double> Shares(IReadOnlyList<string> proposers, IReadOnlyList<double> first, IReadOnlyList<Generation> generations)
    {
        var floor = Math.Min(Floor, 1.0 / (2 * proposers.Count));
        var weights = first.Sum() > 0 ? first : [.. proposers.Select(_ => 1.0)];
        var shares = weights.Select(w => floor + ((1 - (proposers.Count * floor)) * w / weights.Sum())).ToArray();
        var (credit, cost) = (new double[proposers.Count], new double[proposers.Count]);
        foreach (var generation in generations)
        {
            for (var i = 0; i < proposers.Count; i++)
            {
                var tally = generation.Proposers.FirstOrDefault(t => string.Equals(t.Proposer, proposers[i], StringComparison.Ordinal));
                credit[i] = (Decay * credit[i]) + (tally?.Credit ?? 0);
                cost[i] = (Decay * cost[i]) + (tally?.Cost ?? 0);
            }

            if (cost.Sum() <= 0)
            {
                continue;
            }

            var mean = credit.Sum() / cost.Sum();
            var best = Enumerable.Range(0, proposers.Count).MaxBy(i => (credit[i] + (Doubt * mean)) / (cost[i] + Doubt));
            for (var i = 0; i < shares.Length; i++)
            {
                var goal = i == best ? 1 - ((proposers.Count - 1) * floor) : floor;
                shares[i] += Pursuit * (goal - shares[i]);
            }
        }

        return shares;
    }

    /// <summary>Whole places of a batch in these shares: the remainders are drawn, so that over generations everyone gets its share.</summary>
    public static IReadOnlyList<int> Allot(IReadOnlyList<double> shares, int places, RandomStream random)
    {
        // Systematic sampling: one draw, and marks one place apart.
        var start = random.NextDouble();
        var allotted = new int[shares.Count];
        var (reached, taken) = (0.0, 0);
        for (var i = 0; i < shares.Count; i++)
        {
            reached += shares[i] * places;
            var until = i == shares.Count - 1 ? places : Math.Clamp((int)Math.Ceiling(reached - start), taken, places);
            allotted[i] = until - taken;
            taken = until;
        }

        return allotted;
    }
}
