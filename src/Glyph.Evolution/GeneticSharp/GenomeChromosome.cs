using GeneticSharp;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;

namespace Glyph.Evolution.GeneticSharp;

/// <summary>
/// A genome as a chromosome: a gene for every parameter of the space, in its order. A parameter that is not active has a gene
/// that says so, for the library forbids null; so has the second gene of a space with one parameter, for it wants two.
/// Two chromosomes are equal when their genes are, not, as in the library's base class, when their fitness is.
/// </summary>
internal sealed class GenomeChromosome : ChromosomeBase
{
    private const int FewestGenes = 2;

    private static readonly Gene Inactive = new("(inactive)");

    private readonly SearchSpace _space;

    /// <summary>Creates the chromosome of a genome.</summary>
    /// <param name="space">The genome's space.</param>
    /// <param name="genome">The genome.</param>
    /// <param name="trial">The number of the trial that it was read as; null of a child.</param>
    public GenomeChromosome(SearchSpace space, Genome genome, int? trial = null)
        : base(Math.Max(FewestGenes, space.Parameters.Count))
    {
        (_space, Trial) = (space, trial);
        Genome = genome;
    }

    /// <summary>The number of the trial that it was read as; null of a child. Selection gives clones, which keep it.</summary>
    public int? Trial { get; }

    /// <summary>Who changed it and why; null where that is not said.</summary>
    public Provenance? Provenance { get; set; }

    /// <summary>The genome that the genes are; after a crossover it may need repair.</summary>
    public Genome Genome
    {
        get => new(from pair in _space.Parameters.Index()
                   let gene = GetGene(pair.Index).Value
                   where gene is GeneValue
                   select KeyValuePair.Create(pair.Item.Name, (GeneValue)gene));

        set
        {
            for (var i = 0; i < Length; i++)
            {
                ReplaceGene(i, i < _space.Parameters.Count ? GeneOf(value[_space.Parameters[i].Name]) : Inactive);
            }
        }
    }

    /// <summary>The gene of a value, or of a parameter that is not active.</summary>
    public static Gene GeneOf(GeneValue? value) => value is { } active ? new Gene(active) : Inactive;

    /// <summary>A value of the parameter, drawn from its prior.</summary>
    public override Gene GenerateGene(int geneIndex) =>
        geneIndex < _space.Parameters.Count ? GeneOf(_space.Parameters[geneIndex].Sample(SeededRandomization.Stream)) : Inactive;

    /// <summary>A chromosome drawn from the priors.</summary>
    public override IChromosome CreateNew() => new GenomeChromosome(_space, _space.Sample(SeededRandomization.Stream));

    /// <inheritdoc/>
    public override IChromosome Clone() => new GenomeChromosome(_space, Genome, Trial) { Fitness = Fitness, Provenance = Provenance };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GenomeChromosome other && GetGenes().SequenceEqual(other.GetGenes());

    /// <inheritdoc/>
    public override int GetHashCode() => Genome.GetHashCode();
}
