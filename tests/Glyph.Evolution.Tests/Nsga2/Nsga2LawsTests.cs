using CsCheck;
using Glyph.Core.Trials;
using Glyph.Evolution.Nsga2;
using Glyph.Evolution.Tests.Fakes;

namespace Glyph.Evolution.Tests.Nsga2;

public sealed class Nsga2LawsTests
{
    [Fact]
    public void DominationIsAStrictPartialOrder() => TrialMaker.Any.Sample(trials =>
    {
        Assert.All(trials, a => Assert.False(ConstrainedDominance.Dominates(a, a)));
        foreach (var (a, b) in trials.SelectMany(a => trials.Select(b => (a, b))).Where(p => ConstrainedDominance.Dominates(p.a, p.b)))
        {
            Assert.False(ConstrainedDominance.Dominates(b, a));
            Assert.All(trials.Where(c => ConstrainedDominance.Dominates(b, c)), c => Assert.True(ConstrainedDominance.Dominates(a, c)));
        }
    });

    [Fact]
    public void FeasibleBeatsInfeasibleAndLessViolationBeatsMore()
    {
        var (bad, mild, grave) = (TrialMaker.Complete(1, 0.1, 0.1), TrialMaker.Infeasible(2, 0.1), TrialMaker.Infeasible(3, 2));
        Assert.True(ConstrainedDominance.Dominates(bad, mild));
        Assert.True(ConstrainedDominance.Dominates(mild, grave));
    }

    [Fact]
    public void TheFirstFrontIsWhatBruteForceFindsAndEveryLaterTrialIsDominatedByTheFrontBefore() => TrialMaker.Any.Sample(trials =>
    {
        var fronts = NonDominatedSort.Sort(trials);
        Assert.Equal(trials.Where(a => !trials.Any(b => ConstrainedDominance.Dominates(b, a))).Select(t => t.Number), fronts[0].Select(t => t.Number));
        Assert.Equal(trials.Select(t => t.Number), fronts.SelectMany(f => f).Select(t => t.Number).Order());
        for (var i = 1; i < fronts.Count; i++)
        {
            Assert.All(fronts[i], t => Assert.Contains(fronts[i - 1], better => ConstrainedDominance.Dominates(better, t)));
            Assert.All(fronts[i], t => Assert.DoesNotContain(fronts[i], other => ConstrainedDominance.Dominates(other, t)));
        }
    });

    [Fact]
    public void SelectionKeepsTheBestRanksAndTheEndsOfTheFront() => Gen.Select(TrialMaker.Any, Gen.Int[2, 25]).Sample((trials, count) =>
    {
        var kept = Survivors.Select(trials, count);
        Assert.Equal(Math.Min(count, trials.Length), kept.Count);
        var rank = NonDominatedSort.Sort(trials).SelectMany((front, i) => front.Select(t => (t.Number, Rank: i))).ToDictionary(p => p.Number, p => p.Rank);
        var worst = kept.Max(t => rank[t.Number]);
        Assert.All(trials.Except(kept), t => Assert.InRange(rank[t.Number], worst, int.MaxValue));
        if (trials.Any(t => t.Objectives is not null))
        {
            Assert.Equal(trials.Max(t => t.Objectives?.Accuracy), kept.Max(t => t.Objectives?.Accuracy));
            Assert.Equal(trials.Max(t => t.Objectives?.Compression), kept.Max(t => t.Objectives?.Compression));
        }
    });

    [Fact]
    public void CrowdingIsInfiniteAtTheEndsAndLargerWhereItIsEmptier()
    {
        Trial[] front = [TrialMaker.Complete(1, 0.999, 3), TrialMaker.Complete(2, 0.99, 4), TrialMaker.Complete(3, 0.985, 4.2), TrialMaker.Complete(4, 0.98, 4.4), TrialMaker.Complete(5, 0.8, 9)];
        var distances = Crowding.Distances(front);
        Assert.Equal(double.PositiveInfinity, distances[0]);
        Assert.Equal(double.PositiveInfinity, distances[4]);
        Assert.True(distances[1] > distances[2]);
        Assert.True(distances[3] > distances[2]);
    }

    [Fact]
    public void HighAccuraciesAreFartherApartThanLowOnes() =>
        Assert.True(ErrorScale.Of(0.99) - ErrorScale.Of(0.98) > ErrorScale.Of(0.7) - ErrorScale.Of(0.6));
}
