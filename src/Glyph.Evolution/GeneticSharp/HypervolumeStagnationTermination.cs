using GeneticSharp;
using Glyph.Evolution.Loop;

namespace Glyph.Evolution.GeneticSharp;

/// <summary>Reached when the front's hypervolume stood still for so many generations; see <see cref="StopRules.Stagnant"/>.</summary>
/// <param name="stagnant">How many generations, at least 1.</param>
internal sealed class HypervolumeStagnationTermination(int stagnant) : TerminationBase
{
    /// <inheritdoc/>
    protected override bool PerformHasReached(IGeneticAlgorithm geneticAlgorithm) => geneticAlgorithm is SearchedAlgorithm search
        ? StopRules.Stagnant(search.Generations) >= stagnant
        : throw new ArgumentException("Only a search tells its front's hypervolume.", nameof(geneticAlgorithm));
}
