using GeneticSharp;
using Glyph.Core.Spaces;
using Glyph.Evolution.Variation;

namespace Glyph.Evolution.GeneticSharp;

/// <summary>Glyph's <see cref="Mutation"/> of mixed genes. It keeps no state, so that every call draws anew which genes change.</summary>
/// <param name="space">The space.</param>
internal sealed class GeneMutation(SearchSpace space) : MutationBase
{
    /// <inheritdoc/>
    protected override void PerformMutate(IChromosome chromosome, float probability)
    {
        var random = SeededRandomization.Stream;
        if (random.NextDouble() < probability)
        {
            var mutated = (GenomeChromosome)chromosome;
            mutated.Genome = Mutation.Mutate(space, space.Repair(mutated.Genome, random), random, always: true);
        }
    }
}
