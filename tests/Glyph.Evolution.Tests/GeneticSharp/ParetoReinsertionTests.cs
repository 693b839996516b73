using CsCheck;
using GeneticSharp;
using Glyph.Core.Trials;
using Glyph.Evolution.GeneticSharp;
using Glyph.Evolution.Nsga2;
using Glyph.Evolution.Tests.Fakes;

namespace Glyph.Evolution.Tests.GeneticSharp;

public sealed class ParetoReinsertionTests
{
    [Fact]
    public void TheBestByRankAndCrowdingSurviveHoweverTheyAreSplitIntoParentsAndOffspring() => Gen.Select(TrialMaker.Any, Gen.Int[2, 25], Gen.Int[0, 25]).Sample((trials, count, split) =>
    {
        var points = trials.Select(TrialPoint.Of).ToList();
        var kept = Reinsert(points.Take(split), points.Skip(split), count);
        Assert.Equal(Survivors.Select(points, count), kept.Select(c => c.Point));
    });

    [Fact]
    public void NothingThatIsLeftOutDominatesWhatIsKept() => Gen.Select(TrialMaker.Any, Gen.Int[2, 25]).Sample((trials, count) =>
    {
        var points = trials.Select(TrialPoint.Of).ToList();
        var kept = Reinsert([], points, count).Select(c => c.Point).ToList();
        Assert.Equal(Math.Min(count, points.Count), kept.Count);
        Assert.All(points.Except(kept).Select(t => t.Objectives).OfType<Objectives>(), left => Assert.DoesNotContain(kept, t => t.Objectives is { } o && left.Dominates(o)));
    });

    [Fact]
    public void FitnessFallsFromTheBestAndIsNeverNullOrNaN() => TrialMaker.Any.Sample(trials =>
    {
        var fitness = Reinsert([], trials.Select(TrialPoint.Of), trials.Length).Select(c => c.Fitness).ToList();
        Assert.All(fitness, f => Assert.True(f is > 0 and < double.PositiveInfinity));
        Assert.Equal(fitness.OrderByDescending(f => f).Distinct(), fitness);
    });

    [Fact]
    public void AnEnginesSurvivorsAreThoseOfTheReinsertion() => Gen.Select(TrialMaker.Any, Gen.Int[1, 25], Gen.Int[1, 10]).Sample((trials, count, batch) =>
    {
        var points = trials.Select(t => TrialPoint.Of(t with { Generation = (t.Number - 1) / batch })).ToList();
        Assert.Equal(Survivors.Select(points, count), new GeneticSharpEngine([]).Survivors(points, count));
        Assert.Empty(new GeneticSharpEngine([]).Survivors([], count));
    });

    [Fact]
    public void ATrialsChromosomeIsItselfAfterCloning()
    {
        var chromosome = new TrialChromosome(TrialPoint.Of(TrialMaker.Complete(3, 0.9, 2))) { Fitness = 5 };
        var clone = Assert.IsType<TrialChromosome>(chromosome.Clone());
        Assert.Equal((chromosome.Point, 5.0), (clone.Point, clone.Fitness));
        Assert.Equal([0.9, 2.0], clone.GetGenes().Select(g => (double)g.Value));
        Assert.True(chromosome.Equals(clone));
        Assert.False(chromosome.Equals(new TrialChromosome(TrialPoint.Of(TrialMaker.Complete(4, 0.9, 2)))));
    }

    private static List<TrialChromosome> Reinsert(IEnumerable<TrialPoint> parents, IEnumerable<TrialPoint> offspring, int count)
    {
        static IList<IChromosome> Of(IEnumerable<TrialPoint> points) => [.. points.Select(p => new TrialChromosome(p))];
        var population = new Population(2, Math.Max(2, count), new TrialChromosome(TrialPoint.Of(TrialMaker.Complete(1, 1, 1))));
        return [.. new ParetoReinsertion().SelectChromosomes(population, Of(offspring), Of(parents)).Cast<TrialChromosome>()];
    }
}
