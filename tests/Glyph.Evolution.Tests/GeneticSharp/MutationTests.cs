using CsCheck;
using Glyph.Core;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;
using Glyph.Evolution.GeneticSharp;
using Glyph.Evolution.Tests.Fakes;

namespace Glyph.Evolution.Tests.GeneticSharp;

public sealed class MutationTests
{
    private static readonly SearchSpace Space = GenomeChromosomeTests.Conditional;

    [Fact]
    public void AMutantIsAnotherGenomeOfTheSpace() => Gen.Long.Sample(seed =>
    {
        using var scope = SeededRandomization.Use(new RandomStream(seed, "mutation"));
        var chromosome = new GenomeChromosome(Space, Space.Sample(SeededRandomization.Stream)) { Fitness = 2 };
        var before = chromosome.Genome;
        new GeneMutation(Space).Mutate(chromosome, 1);
        Assert.NotEqual(before, chromosome.Genome);
        Assert.Equal(chromosome.Genome, Space.Repair(chromosome.Genome));
        Assert.Null(chromosome.Fitness);
    });

    [Fact]
    public void OneMutationChangesOtherGenesAtEachCall()
    {
        using var scope = SeededRandomization.Use(new RandomStream(1, "mutation"));
        var mutation = new GeneMutation(TestSearch.Space);
        var parent = TestSearch.Space.Sample(SeededRandomization.Stream);
        var changed = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 100; i++)
        {
            var child = new GenomeChromosome(TestSearch.Space, parent);
            mutation.Mutate(child, 1);
            changed.UnionWith(parent.Genes.Where(g => child.Genome[g.Key] != g.Value).Select(g => g.Key));
        }

        Assert.Equal(TestSearch.Space.Parameters.Select(p => p.Name).Order(StringComparer.Ordinal), changed.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public void TheProbabilityIsThatOfAChange()
    {
        using var scope = SeededRandomization.Use(new RandomStream(1, "mutation"));
        var parent = new GenomeChromosome(Space, Space.Sample(SeededRandomization.Stream));
        int Changed(float probability) => Enumerable.Range(0, 400).Count(_ =>
        {
            var child = (GenomeChromosome)parent.Clone();
            new GeneMutation(Space).Mutate(child, probability);
            return !child.Equals(parent);
        });

        Assert.Equal(0, Changed(0));
        Assert.InRange(Changed(0.25f), 60, 140);
        Assert.Equal(400, Changed(1));
    }

    [Fact]
    public void AModelsEditSetsWhatItChangedAndSaysWhoseItWas() => Gen.Long.Sample(seed =>
    {
        var random = new RandomStream(seed, "edit");
        Genome parent = Space.Sample(random), edited = Space.Sample(random), other = Space.Sample(random);
        var idea = new Candidate(edited, Space.Decode(edited, TestSearch.PixelGrid), new Provenance { Proposer = "llm:tiny", Operator = "edit", Parents = [1], Reason = "why", Journal = "g1" });
        var mutation = new LlmEditMutation(Space, parent, idea);

        var itsOwn = new GenomeChromosome(Space, parent, trial: 1);
        mutation.Mutate(itsOwn, 1);
        Assert.Equal(edited, itsOwn.Genome);
        Assert.Same(idea.Provenance, itsOwn.Provenance);

        var another = new GenomeChromosome(Space, other);
        mutation.Mutate(another, 1);
        Assert.All(Space.Parameters, p => Assert.Equal(edited[p.Name] != parent[p.Name] ? edited[p.Name] : other[p.Name], another.Genome[p.Name]));

        using var scope = SeededRandomization.Use(random);
        var left = new GenomeChromosome(Space, parent);
        mutation.Mutate(left, 0);
        Assert.Equal((parent, null), (left.Genome, left.Provenance));
    });
}
