using GeneticSharp;
using Glyph.Core.Searching;
using Glyph.Core.Trials;
using SearchGeneration = Glyph.Core.Searching.Generation;

namespace Glyph.Evolution.GeneticSharp;

/// <summary>
/// A search that the GeneticSharp library evolves through its own interfaces: selection, crossover and mutation in
/// <see cref="GeneticSharpProposer"/>, the ideas of language models in <see cref="LlmEditMutation"/>, reinsertion by Pareto rank
/// and termination by stagnation here. Loop, evaluator, store and resume are those of every search.
/// </summary>
/// <param name="models">Language models that propose; each keeps its own places, credit and name.</param>
internal sealed class GeneticSharpEngine(IReadOnlyList<IProposer> models) : ISearchEngine
{
    private readonly ParetoReinsertion _reinsertion = new();

    /// <inheritdoc/>
    public string Name => SearchEngines.GeneticSharp;

    /// <inheritdoc/>
    public IReadOnlyList<IProposer> Proposers { get; } = [.. models, new GeneticSharpProposer(), new PriorProposer()];

    /// <summary>Most go to the library's operators and some to language models; random draws begin at their floor.</summary>
    public IReadOnlyList<double> FirstShares => [.. Proposers.Select(p => p switch
    {
        GeneticSharpProposer => 3.0,
        PriorProposer => 0,
        _ => 1,
    })];

    /// <summary>The idea of a language model, applied to its parent by a mutation; any other candidate as it is.</summary>
    public Candidate Adopt(ProposalContext context, Candidate candidate)
    {
        if (!models.Any(m => string.Equals(m.Name, candidate.Provenance.Proposer, StringComparison.Ordinal))
            || candidate is not { Genome: not null, Provenance.Parents: [var number, ..] }
            || number < 1 || number > context.History.Points.Count
            || context.History.Get(number).Candidate.Genome is not { } parent)
        {
            return candidate;
        }

        var chromosome = new GenomeChromosome(context.Space, parent, number);
        new LlmEditMutation(context.Space, parent, candidate).Mutate(chromosome, 1);
        return new Candidate(chromosome.Genome, context.Space.Decode(chromosome.Genome, context.PixelGrid), chromosome.Provenance!);
    }

    /// <inheritdoc/>
    public IReadOnlyList<TrialPoint> Survivors(IReadOnlyList<TrialPoint> trials, int count)
    {
        if (trials.Count == 0)
        {
            return [];
        }

        // The newest generation is the offspring of those before it.
        var newest = trials.Max(t => t.Generation);
        var trialsByAge = trials.ToLookup(t => t.Generation == newest, t => (IChromosome)new TrialChromosome(t));
        var population = new Population(2, Math.Max(2, count), trialsByAge[true].First());
        return [.. _reinsertion.SelectChromosomes(population, [.. trialsByAge[true]], [.. trialsByAge[false]]).Take(count).Cast<TrialChromosome>().Select(c => c.Point)];
    }

    /// <inheritdoc/>
    public bool HasConverged(IReadOnlyList<SearchGeneration> generations, int stagnant) =>
        new HypervolumeStagnationTermination(stagnant).HasReached(new SearchedAlgorithm(generations));
}
