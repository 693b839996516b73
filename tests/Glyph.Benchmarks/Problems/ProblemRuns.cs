using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Spaces;
using Glyph.Evolution.Pareto;
using Glyph.Evolution.Variation;

namespace Glyph.Benchmarks.Problems;

/// <summary>Runs Glyph's NSGA-II (its sort, crowding, tournament, crossover and mutation) on a standard problem; answers other optimizers.</summary>
internal static class ProblemRuns
{
    /// <summary>As usual (Deb et al. 2002): most children are crossed.</summary>
    private const double CrossoverRate = 0.9;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Searches; tells the objectives of every evaluation, in order, as one line of JSON.</summary>
    public static void Run(StandardProblem problem, long seed, int evaluations, int population) =>
        Console.Out.WriteLine(JsonSerializer.Serialize(Search(problem, seed, evaluations, population).ConvertAll(m => m.Point), Json));

    /// <summary>The hypervolume of the published front, and the corner.</summary>
    public static void TellBest(StandardProblem problem) =>
        Console.Out.WriteLine(JsonSerializer.Serialize(new { Hypervolume = problem.Best, problem.Reference }, Json));

    /// <summary>Tells the space, then answers genomes, as <c>landscape serve</c> does.</summary>
    public static void Serve(StandardProblem problem, TextReader input, TextWriter output)
    {
        Tell(new { Space = JsonDocument.Parse(problem.Space.Json).RootElement, Mark = (Genome?)null });
        while (input.ReadLine() is { } line)
        {
            var genome = problem.Space.Repair(JsonSerializer.Deserialize<Question>(line, Json)!.Genome);
            Tell(new { Config = genome.ToString(), Objectives = problem.At(genome) });
        }

        void Tell(object answer)
        {
            output.WriteLine(JsonSerializer.Serialize(answer, Json));
            output.Flush();
        }
    }

    private static List<Measured> Search(StandardProblem problem, long seed, int evaluations, int population)
    {
        var random = new RandomStream(seed, $"problem/{problem.Name}");
        var all = new List<Measured>();
        List<Measured> alive = [];
        while (all.Count < evaluations)
        {
            var children = Enumerable.Range(0, Math.Min(population, evaluations - all.Count)).Select(_ => Child(problem, alive, random)).ToList();
            all.AddRange(children);
            alive = Survivors([.. alive, .. children], population);
        }

        return all;
    }

    private static Measured Child(StandardProblem problem, List<Measured> alive, RandomStream random)
    {
        if (alive.Count == 0)
        {
            var drawn = problem.Space.Sample(random);
            return new Measured(drawn, problem.At(drawn));
        }

        Genome Parent() => alive[Math.Min(random.Next(alive.Count), random.Next(alive.Count))].Genome;
        var cross = random.NextDouble() < CrossoverRate;
        var child = Mutation.Mutate(problem.Space, cross ? Crossover.Cross(problem.Space, Parent(), Parent(), random) : Parent(), random, always: !cross);
        return new Measured(child, problem.At(child));
    }

    private static List<Measured> Survivors(List<Measured> all, int count) =>
    [
        .. NonDominatedSort.Sort(all.ConvertAll(m => m.Point)).SelectMany(front =>
        {
            var distances = Crowding.Distances([.. front.Select(i => all[i].Point)]);
            return front.Index().OrderByDescending(p => distances[p.Index]).Select(p => all[p.Item]);
        }).Take(count),
    ];

    private sealed record Question(Genome Genome);

    private sealed record Measured(Genome Genome, double[] Point);
}
