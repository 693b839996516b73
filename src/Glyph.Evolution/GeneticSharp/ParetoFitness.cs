using GeneticSharp;

namespace Glyph.Evolution.GeneticSharp;

/// <summary>
/// The one number by which the library compares chromosomes, made of two objectives: the place in the order of survivors, which
/// is by Pareto rank and then by crowding. The last has 1, each before it 1 more; it is never null, NaN or the same twice.
/// </summary>
internal static class ParetoFitness
{
    /// <summary>Sets the fitness of chromosomes.</summary>
    /// <param name="bestFirst">The chromosomes in the order of survivors.</param>
    public static void Assign(IReadOnlyList<IChromosome> bestFirst)
    {
        foreach (var (place, chromosome) in bestFirst.Index())
        {
            chromosome.Fitness = bestFirst.Count - place;
        }
    }
}
