using System.Globalization;
using Glyph.Core;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;
using Glyph.Evolution.Pareto;

namespace Glyph.Evolution.Analysis;

/// <summary>Which parameters of the space decided what the trials of a search came to; see <see cref="FunctionalAnova"/>.</summary>
/// <param name="Trials">Trials that it is taken from: complete ones that the space can express.</param>
/// <param name="Problem">Why there are no figures; null where there are.</param>
/// <param name="Goals">The shares, by what is explained; empty where there are none.</param>
public sealed record ParameterImportance(int Trials, string? Problem, IReadOnlyList<GoalImportance> Goals)
{
    /// <summary>With fewer trials a forest says nothing.</summary>
    public const int LeastTrials = 20;

    /// <summary>Pairs that are told at most.</summary>
    private const int MostPairs = 5;

    /// <summary>Trees a forest; shares are means over them.</summary>
    private const int Trees = 64;

    /// <summary>The importance of every parameter.</summary>
    /// <param name="space">The search's space.</param>
    /// <param name="trials">Its trials.</param>
    /// <param name="seed">Its seed: the same seed and trials give the same shares.</param>
    public static ParameterImportance Of(SearchSpace space, IEnumerable<Trial> trials, long seed)
    {
        var read = trials.Where(t => t.Objectives is not null).OrderBy(t => t.Number).ToList();
        var used = read.FindAll(t => t.Candidate.Genome is not null);
        if (used.Count < LeastTrials)
        {
            return new ParameterImportance(
                used.Count, string.Create(CultureInfo.InvariantCulture, $"too few trials: {used.Count} complete ones of the space, of at least {LeastTrials}"), []);
        }

        Genome[] genomes = [.. used.Select(t => t.Candidate.Genome!)];
        Dimension[] dimensions = [.. space.Parameters.Select(p => Dimension.Of(p, genomes))];
        double[][] x = [.. genomes.Select(g => dimensions.Select(d => d.Place(g)).ToArray())];
        var contributions = Contributions([.. read.Select(t => t.Objectives!.Value)]);
        GoalImportance Explain(ImportanceGoal goal, Func<Trial, double> value) =>
            Share(goal, dimensions, x, [.. used.Select(value)], new RandomStream(seed, $"analysis/importance/{goal}"));
        return new ParameterImportance(used.Count, null,
        [
            Explain(ImportanceGoal.Accuracy, t => ErrorScale.Of(t.Objectives!.Value.Accuracy)),
            Explain(ImportanceGoal.Compression, t => Math.Log(t.Objectives!.Value.Compression)),
            Explain(ImportanceGoal.Hypervolume, t => contributions[t.Objectives!.Value]),
        ]);
    }

    private static GoalImportance Share(ImportanceGoal goal, Dimension[] dimensions, double[][] x, double[] y, RandomStream random)
    {
        var forest = new ExtraTrees(x, [.. dimensions.Select(d => d.IsChoice)], y, random, Trees);
        var anova = FunctionalAnova.Of(forest.Partitions(), dimensions);
        var pairs = from j in Enumerable.Range(0, dimensions.Length)
                    from k in Enumerable.Range(j + 1, dimensions.Length - j - 1)
                    select new PairShare(dimensions[j].Name, dimensions[k].Name, anova.Pairs[j, k]);
        return new GoalImportance(
            goal,
            [.. dimensions.Select((d, j) => new ParameterShare(d.Name, anova.Singles[j])).OrderByDescending(s => s.Share).ThenBy(s => s.Parameter, StringComparer.Ordinal)],
            [.. pairs.Where(p => p.Share > 0).OrderByDescending(p => p.Share).ThenBy(p => p.First, StringComparer.Ordinal).ThenBy(p => p.Second, StringComparer.Ordinal).Take(MostPairs)]);
    }

    /// <summary>What the front's hypervolume would lose without each point; 0 off the front, and where an equal one stays.</summary>
    internal static Dictionary<Objectives, double> Contributions(IReadOnlyList<Objectives> points)
    {
        var times = points.CountBy(p => p).ToDictionary();
        var front = times.Keys.Where(p => !times.Keys.Any(other => other.Dominates(p))).ToList();
        var whole = ParetoFront.Hypervolume(front, ParetoFront.Reference);
        var contributions = times.Keys.ToDictionary(p => p, _ => 0.0);
        foreach (var point in front.Where(p => times[p] == 1))
        {
            // What a point hides from others counts as lost only as far as no other point of the search has it.
            contributions[point] = whole - ParetoFront.Hypervolume(times.Keys.Where(p => p != point), ParetoFront.Reference);
        }

        return contributions;
    }
}

/// <summary>What is explained.</summary>
public enum ImportanceGoal
{
    /// <summary>The accuracy, on the error scale: the negative logarithm of the error rate.</summary>
    Accuracy,

    /// <summary>The logarithm of the compression.</summary>
    Compression,

    /// <summary>What the front's hypervolume would lose without the trial.</summary>
    Hypervolume,
}

/// <summary>The shares of one goal's variance.</summary>
/// <param name="Goal">What is explained.</param>
/// <param name="Singles">What each parameter explains alone, most first; together at most 1.</param>
/// <param name="Pairs">The strongest pairs: what only both together explain, most first.</param>
public sealed record GoalImportance(ImportanceGoal Goal, IReadOnlyList<ParameterShare> Singles, IReadOnlyList<PairShare> Pairs);

/// <summary>What a parameter explains alone.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Share">Of the variance, 0 to 1.</param>
public sealed record ParameterShare(string Parameter, double Share);

/// <summary>What two parameters explain together and neither alone.</summary>
/// <param name="First">The one that stands first in the space.</param>
/// <param name="Second">The other.</param>
/// <param name="Share">Of the variance, 0 to 1.</param>
public sealed record PairShare(string First, string Second, double Share);
