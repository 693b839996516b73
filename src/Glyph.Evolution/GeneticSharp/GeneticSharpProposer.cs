using System.Runtime.CompilerServices;
using GeneticSharp;
using Glyph.Core.Searching;
using Glyph.Core.Trials;
using GeneticGeneration = GeneticSharp.Generation;

namespace Glyph.Evolution.GeneticSharp;

/// <summary>
/// Children by GeneticSharp's operators: tournament selection among the survivors, uniform crossover, and Glyph's mutation of
/// mixed genes. Until two configs were read, its initial population: draws from the priors.
/// </summary>
internal sealed class GeneticSharpProposer : IProposer
{
    /// <summary>The chance that a crossed child is mutated too: about that of a rate of 1/n a gene. A child that was not crossed always is.</summary>
    private const float MutationOfCrossed = 0.6f;

    /// <summary>How often children are made for each that is asked for, before it is given up that new ones are left.</summary>
    private const int Attempts = 8;

    private readonly TournamentSelection _selection = new();
    private readonly UniformCrossover _crossover = new();

    /// <inheritdoc/>
    public string Name => SearchEngines.GeneticSharp;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Candidate> ProposeAsync(ProposalContext context, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // All at once, for while the library draws from this search's stream, control is not given back.
        foreach (var candidate in Make(context, count, cancellationToken))
        {
            yield return candidate;
        }

        await Task.CompletedTask;
    }

    /// <summary>New, sound children, no config twice and none that was tried before.</summary>
    private List<Candidate> Make(ProposalContext context, int count, CancellationToken cancellationToken)
    {
        using var scope = SeededRandomization.Use(context.Random);
        var parents = Parents(context);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var made = new List<Candidate>();
        for (var attempt = 0; attempt < Attempts * count && made.Count < count; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            made.AddRange((parents is null ? Initial(context) : Offspring(context, parents))
                .Select(child => new Candidate(child.Genome, context.Space.Decode(child.Genome, context.PixelGrid), child.Provenance!))
                .Where(c => context.Space.Violations(c.Config).Count == 0 && c.Config.Hash() is var hash && context.History.FindConfig(hash) is null && seen.Add(hash)));
        }

        return [.. made.Take(count)];
    }

    /// <summary>The survivors that were read and can be varied, as the library's generation; null where they are fewer than it needs.</summary>
    private static GeneticGeneration? Parents(ProposalContext context)
    {
        List<IChromosome> parents =
        [
            .. context.Population
                .Where(t => t is { Status: TrialStatus.Complete, Candidate.Genome: not null })
                .Select(t => new GenomeChromosome(context.Space, t.Candidate.Genome!, t.Number)),
        ];
        ParetoFitness.Assign(parents);
        return parents.Count < 2 ? null : new GeneticGeneration(context.Generation + 1, parents);
    }

    private IReadOnlyList<GenomeChromosome> Initial(ProposalContext context)
    {
        var population = new Population(2, 2, new GenomeChromosome(context.Space, context.Space.Sample(context.Random)));
        population.CreateInitialGeneration();
        return [.. population.CurrentGeneration.Chromosomes.Cast<GenomeChromosome>().Select(child => Signed(child, "prior sample", []))];
    }

    private IReadOnlyList<GenomeChromosome> Offspring(ProposalContext context, GeneticGeneration generation)
    {
        var mutation = new GeneMutation(context.Space);
        var parents = _selection.SelectChromosomes(_crossover.ParentsNumber, generation).Cast<GenomeChromosome>().ToList();
        int[] numbers = [.. parents.Select(p => p.Trial!.Value)];
        var crossed = numbers[0] != numbers[1] && RandomizationProvider.Current.GetDouble() < GeneticAlgorithm.DefaultCrossoverProbability;
        if (!crossed)
        {
            mutation.Mutate(parents[0], 1);
            return [Signed(parents[0], "mutation", [numbers[0]])];
        }

        var children = _crossover.Cross([.. parents]).Cast<GenomeChromosome>().ToList();
        foreach (var child in children)
        {
            child.Genome = context.Space.Repair(child.Genome, context.Random);
            mutation.Mutate(child, MutationOfCrossed);
            Signed(child, "crossover+mutation", numbers);
        }

        return children;
    }

    private GenomeChromosome Signed(GenomeChromosome child, string what, IReadOnlyList<int> parents)
    {
        child.Provenance = new Provenance { Proposer = Name, Operator = what, Parents = parents };
        return child;
    }
}
