using CsCheck;
using GeneticSharp;
using Glyph.Core;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;
using Glyph.Evolution.GeneticSharp;
using Glyph.Evolution.Tests.Fakes;

namespace Glyph.Evolution.Tests.GeneticSharp;

public sealed class GenomeChromosomeTests
{
    /// <summary>A space with a parameter that is not always active.</summary>
    internal static readonly SearchSpace Conditional = SearchSpace.Parse(
        """
        {"name": "conditional", "parameters": {
          "mode": {"type": "categorical", "choices": [{"name": "a"}, {"name": "b"}]},
          "dpi": {"type": "integer", "low": 45, "high": 300, "log": true},
          "font-size": {"type": "real", "low": 5, "high": 12, "step": 0.25},
          "first-line-indent": {"type": "integer", "low": 5, "high": 9, "when": {"mode": ["b"]}}}}
        """,
        "conditional.json");

    private static readonly SearchSpace Single = SearchSpace.Parse(
        """{"name": "sizes", "parameters": {"font-size": {"type": "integer", "low": 5, "high": 40}}}""", "sizes.json");

    private static readonly Gen<SearchSpace> Spaces = Gen.OneOf(Gen.Const(Conditional), Gen.Const(Single), Gen.Const(TestSearch.Space));

    [Fact]
    public void AGenomeComesBackAsItWasAndNoGeneIsNull() => Gen.Select(Gen.Long, Spaces).Sample((seed, space) =>
    {
        var genome = space.Sample(new RandomStream(seed, "genome"));
        var chromosome = new GenomeChromosome(space, genome);
        Assert.Equal(genome, chromosome.Genome);
        Assert.InRange(chromosome.Length, 2, int.MaxValue);
        chromosome.ValidateGenes();
    });

    [Fact]
    public void ACloneKeepsWhatItIs()
    {
        var genome = Conditional.Sample(new RandomStream(1, "genome"));
        var provenance = new Provenance { Proposer = "llm:tiny", Operator = "edit" };
        var clone = Assert.IsType<GenomeChromosome>(new GenomeChromosome(Conditional, genome, trial: 17) { Fitness = 3, Provenance = provenance }.Clone());
        Assert.Equal((17, 3.0, provenance), (clone.Trial, clone.Fitness, clone.Provenance));
        Assert.Equal(genome, clone.Genome);
    }

    [Fact]
    public void SelectionTellsWhichTrialsItChose()
    {
        using var scope = SeededRandomization.Use(new RandomStream(1, "selection"));
        List<IChromosome> trials = [.. Enumerable.Range(1, 9).Select(n => new GenomeChromosome(Conditional, Conditional.Sample(SeededRandomization.Stream), n))];
        ParetoFitness.Assign(trials);
        var chosen = new TournamentSelection().SelectChromosomes(40, new Generation(1, trials));
        Assert.All(chosen, c => Assert.Equal(trials[Assert.IsType<GenomeChromosome>(c).Trial!.Value - 1], c));

        // The better of two win, so that the mean place of nine is well before the middle.
        Assert.InRange(chosen.Average(c => ((GenomeChromosome)c).Trial!.Value), 1, 4.5);
    }

    [Fact]
    public void ChromosomesThatWereNotReadAreEqualOnlyWhenTheirGenesAre()
    {
        var random = new RandomStream(1, "genomes");
        var genome = Conditional.Sample(random).With("dpi", GeneValue.Of(72));
        GenomeChromosome a = new(Conditional, genome), same = new(Conditional, genome), other = new(Conditional, genome.With("dpi", GeneValue.Of(73)));
        Assert.Equal(0, a.CompareTo(other));
        Assert.False(a.Equals(other));
        Assert.True(a.Equals(same));
        Assert.Equal(a.GetHashCode(), same.GetHashCode());
        Assert.Equal(2, new[] { a, same, other }.Distinct().Count());
    }

    [Fact]
    public void ACrossedChildMixesItsParentsAndIsOfTheSpaceOnceRepaired() => Gen.Select(Gen.Long, Spaces).Sample((seed, space) =>
    {
        var random = new RandomStream(seed, "crossover");
        using var scope = SeededRandomization.Use(random);
        var (a, b) = (space.Sample(random), space.Sample(random));
        foreach (var child in new UniformCrossover().Cross([new GenomeChromosome(space, a), new GenomeChromosome(space, b)]).Cast<GenomeChromosome>())
        {
            child.ValidateGenes();
            Assert.All(space.Parameters, p => Assert.Contains(child.Genome[p.Name], new[] { a[p.Name], b[p.Name] }));
            child.Genome = space.Repair(child.Genome, random);
            Assert.Equal(child.Genome, space.Repair(child.Genome));
        }
    });

    [Fact]
    public void AGeneIsDrawnFromItsParametersPrior() => Gen.Long.Sample(seed =>
    {
        using var scope = SeededRandomization.Use(new RandomStream(seed, "genes"));
        var chromosome = new GenomeChromosome(Single, Single.Sample(SeededRandomization.Stream));
        Assert.True(Single.Parameters[0].Contains(Assert.IsType<GeneValue>(chromosome.GenerateGene(0).Value)));
        Assert.Equal(chromosome.GetGene(1), chromosome.GenerateGene(1));
        Assert.True(Conditional.Repair(((GenomeChromosome)new GenomeChromosome(Conditional, Genome.Empty).CreateNew()).Genome) is { Genes.Count: >= 3 });
    });
}
