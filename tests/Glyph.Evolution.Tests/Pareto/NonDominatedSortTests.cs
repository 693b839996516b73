using CsCheck;
using Glyph.Evolution.Pareto;

namespace Glyph.Evolution.Tests.Pareto;

public sealed class NonDominatedSortTests
{
    /// <summary>Points of two or three objectives with few different values, so that ties are common.</summary>
    private static readonly Gen<double[][]> Points = Gen.Int[2, 3].SelectMany(m => Gen.Int[0, 6].Select(i => (double)i).Array[m].Array[1, 40]);

    [Fact]
    public void DominationIsAStrictPartialOrder() => Points.Sample(points =>
    {
        Assert.All(points, a => Assert.False(NonDominatedSort.Dominates(a, a)));
        foreach (var (a, b) in points.SelectMany(a => points.Select(b => (a, b))).Where(p => NonDominatedSort.Dominates(p.a, p.b)))
        {
            Assert.False(NonDominatedSort.Dominates(b, a));
            Assert.All(points.Where(c => NonDominatedSort.Dominates(b, c)), c => Assert.True(NonDominatedSort.Dominates(a, c)));
        }
    });

    [Fact]
    public void EachFrontIsWhatNothingLeftDominates() => Points.Sample(points =>
    {
        var left = Enumerable.Range(0, points.Length).ToList();
        foreach (var front in NonDominatedSort.Sort(points))
        {
            Assert.Equal(left.Where(i => !left.Exists(j => NonDominatedSort.Dominates(points[j], points[i]))), front);
            left = [.. left.Except(front)];
        }

        Assert.Empty(left);
    });

    [Fact]
    public void TheFirstFrontsAreTheBeginningOfAll() => Gen.Select(Points, Gen.Int[1, 45]).Sample((points, count) =>
    {
        var all = NonDominatedSort.Sort(points);
        var enough = Enumerable.Range(1, all.Count).FirstOrDefault(n => all.Take(n).Sum(front => front.Count) >= count, all.Count);
        Assert.Equal(all.Take(enough), NonDominatedSort.First(points, count));
    });

    [Fact]
    public void CrowdingIsInfiniteAtTheEndsAndLargerWhereItIsEmptier()
    {
        var distances = Crowding.Distances([[0, 10], [4, 6], [5, 5], [6, 4], [10, 0]]);
        Assert.Equal(double.PositiveInfinity, distances[0]);
        Assert.Equal(double.PositiveInfinity, distances[4]);
        Assert.Equal((5 + 5) / 10.0, distances[1], 1e-12);
        Assert.Equal((2 + 2) / 10.0, distances[2], 1e-12);
    }

    [Fact]
    public void HighAccuraciesAreFartherApartThanLowOnes() =>
        Assert.True(ErrorScale.Of(0.99) - ErrorScale.Of(0.98) > ErrorScale.Of(0.7) - ErrorScale.Of(0.6));
}
