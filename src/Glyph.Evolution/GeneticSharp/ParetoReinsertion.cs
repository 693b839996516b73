using GeneticSharp;
using Glyph.Evolution.Nsga2;

namespace Glyph.Evolution.GeneticSharp;

/// <summary>
/// Reinsertion by Pareto rank and crowding: of parents and offspring together the best survive, as many as the population may
/// have; see <see cref="Survivors"/>. They come best first, with their <see cref="ParetoFitness"/>.
/// </summary>
internal sealed class ParetoReinsertion() : ReinsertionBase(canCollapse: true, canExpand: true)
{
    /// <inheritdoc/>
    protected override IList<IChromosome> PerformSelectChromosomes(IPopulation population, IList<IChromosome> offspring, IList<IChromosome> parents)
    {
        var all = parents.Concat(offspring).Cast<TrialChromosome>().ToDictionary(c => c.Point.Number);
        List<IChromosome> kept = [.. Survivors.Select([.. all.Values.Select(c => c.Point).OrderBy(p => p.Number)], population.MaxSize).Select(p => all[p.Number])];
        ParetoFitness.Assign(kept);
        return kept;
    }
}
