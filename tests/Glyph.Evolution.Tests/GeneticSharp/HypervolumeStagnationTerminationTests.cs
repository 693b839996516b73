using CsCheck;
using GeneticSharp;
using Glyph.Evolution.GeneticSharp;
using SearchGeneration = Glyph.Core.Searching.Generation;

namespace Glyph.Evolution.Tests.GeneticSharp;

public sealed class HypervolumeStagnationTerminationTests
{
    [Theory]
    [InlineData(new double[] { }, false)]
    [InlineData(new[] { 1.0 }, false)]
    [InlineData(new[] { 1.0, 1.0 }, false)]
    [InlineData(new[] { 1.0, 1.0, 1.0005 }, true)]
    [InlineData(new[] { 1.0, 1.0, 1.1 }, false)]
    [InlineData(new[] { 1.0, 1.1, 1.1, 1.1 }, true)]
    [InlineData(new[] { 0.0, 0.0, 0.0 }, true)]
    public void ItIsReachedAfterTwoGenerationsWithoutGain(double[] hypervolumes, bool reached) =>
        Assert.Equal(reached, new GeneticSharpEngine([]).HasConverged(Generations(hypervolumes), 2));

    [Fact]
    public void BothEnginesConvergeAtTheSameMoment() => Gen.Select(Gen.Int[0, 3].Array[0, 12], Gen.Int[1, 4]).Sample((gains, stagnant) =>
    {
        var sum = 1.0;
        var generations = Generations([.. gains.Select(g => sum += Math.Max(0, g - 1))]);
        Assert.Equal(new GlyphEngine([]).HasConverged(generations, stagnant), new GeneticSharpEngine([]).HasConverged(generations, stagnant));
    });

    [Fact]
    public void OtherTerminationsOfTheLibraryCanAskASearchToo()
    {
        var search = new SearchedAlgorithm(Generations([1, 2, 3]));
        Assert.True(new AndTermination(new GenerationNumberTermination(3), new TimeEvolvingTermination(TimeSpan.FromSeconds(3))).HasReached(search));
        Assert.False(new OrTermination(new GenerationNumberTermination(4), new HypervolumeStagnationTermination(1)).HasReached(search));
        Assert.Null(search.BestChromosome);
        Assert.Equal(TimeSpan.Zero, new SearchedAlgorithm([]).TimeEvolving);
    }

    private static SearchGeneration[] Generations(double[] hypervolumes) =>
    [
        .. hypervolumes.Select((hypervolume, i) => new SearchGeneration
        {
            Number = i,
            Population = [],
            Front = [],
            Hypervolume = hypervolume,
            Evaluations = 10 * (i + 1),
            Elapsed = TimeSpan.FromSeconds(i + 1),
        }),
    ];
}
