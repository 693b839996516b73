using GeneticSharp;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;

namespace Glyph.Evolution.GeneticSharp;

/// <summary>
/// The mutation that a language model thought of: the genes in which its idea differs from the idea's parent are set, the others
/// stay, and the chromosome says whose idea it was, with its reason and journal entry.
/// </summary>
/// <param name="space">The space.</param>
/// <param name="parent">The genome that the model edited.</param>
/// <param name="idea">What it made of it; with a genome.</param>
internal sealed class LlmEditMutation(SearchSpace space, Genome parent, Candidate idea) : MutationBase
{
    /// <inheritdoc/>
    protected override void PerformMutate(IChromosome chromosome, float probability)
    {
        if (probability < 1 && SeededRandomization.Stream.NextDouble() >= probability)
        {
            return;
        }

        foreach (var (index, parameter) in space.Parameters.Index())
        {
            if (idea.Genome![parameter.Name] is var value && value != parent[parameter.Name])
            {
                chromosome.ReplaceGene(index, GenomeChromosome.GeneOf(value));
            }
        }

        ((GenomeChromosome)chromosome).Provenance = idea.Provenance;
    }
}
