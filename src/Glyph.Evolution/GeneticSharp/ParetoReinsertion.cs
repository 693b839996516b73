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
        var all = parents.Concat(offspring).Cast<TrialChromosome>().OrderBy(c => c.Point.Number).ToList();
        var places = Survivors.Select([.. all.Select(c => c.Point)], population.MaxSize).Index().ToDictionary(p => p.Item.Number, p => p.Index);
        List<IChromosome> kept = [.. all.Where(c => places.ContainsKey(c.Point.Number)).OrderBy(c => places[c.Point.Number])];
        ParetoFitness.Assign(kept);
        return kept;
    }
}
