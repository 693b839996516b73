using CsCheck;
using Glyph.Core.Trials;
using Glyph.Evolution.Analysis;
using Glyph.Evolution.Tests.Fakes;

namespace Glyph.Evolution.Tests.Analysis;

public sealed class AttainmentTests
{
    [Fact]
    public void After_each_evaluation_the_best_compression_of_each_level_and_the_hypervolume_are_told()
    {
        Trial[] trials = [TrialMaker.Complete(1, 0.96, 4), TrialMaker.Infeasible(2, 1), TrialMaker.Complete(3, 0.985, 3), TrialMaker.Complete(4, 0.97, 2), TrialMaker.Complete(5, 0.995, 5)];
        var series = Attainment.Series(trials.Select(TrialPoint.Of));
        Assert.Equal([1, 2, 3, 4], series.Select(p => p.Evaluations));
        Assert.Equal([[4, 0, 0], [4, 3, 0], [4, 3, 0], [5, 5, 5]], series.Select(p => p.Best));
        Assert.Equal([0.46 * 3.5, (0.46 * 3.5) + (0.025 * 2.5), (0.46 * 3.5) + (0.025 * 2.5), 0.495 * 4.5], series.Select(p => p.Hypervolume), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void The_series_never_falls_and_ends_at_the_fronts_hypervolume() => TrialMaker.Any.Sample(trials =>
    {
        TrialPoint[] points = [.. trials.Select(TrialPoint.Of)];
        var series = Attainment.Series(points);
        Assert.Equal(points.Count(p => p.IsEvaluation), series.Count);
        Assert.Equal(
            ParetoFront.Hypervolume(ParetoFront.Of(points).Select(t => t.Objectives!.Value), ParetoFront.Reference), series.Count > 0 ? series[^1].Hypervolume : 0, 1e-12);
        Assert.All(series.Zip(series.Skip(1)), pair =>
        {
            Assert.True(pair.First.Hypervolume <= pair.Second.Hypervolume + 1e-12);
            Assert.All(pair.First.Best.Zip(pair.Second.Best), best => Assert.True(best.First <= best.Second));
        });
    });

    [Fact]
    public void Several_searches_have_quartiles_as_far_as_all_of_them_went()
    {
        AttainmentPoint Point(int evaluations, double value) => new(evaluations, [value, 0, 0], value);
        var all = Attainment.Empirical([[Point(1, 1), Point(2, 9)], [Point(1, 2), Point(2, 2)], [Point(1, 3)], [Point(1, 4), Point(2, 5)]]);
        var only = Assert.Single(all);
        Assert.Equal(new Quartiles(1.75, 2.5, 3.25), only.Hypervolume);
        Assert.Equal(new Quartiles(1.75, 2.5, 3.25), only.Best[0]);
        Assert.Equal(new Quartiles(0, 0, 0), only.Best[1]);
    }

    [Fact]
    public void A_table_tells_at_25_and_doubles_and_at_the_end()
    {
        Assert.Equal([25, 50, 100, 130], Attainment.Marks(130));
        Assert.Equal([25, 50], Attainment.Marks(50));
        Assert.Equal([7], Attainment.Marks(7));
        Assert.Empty(Attainment.Marks(0));
    }
}
