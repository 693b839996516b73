using CsCheck;
using Glyph.Core.Trials;

namespace Glyph.Core.Tests.Trials;

public sealed class ObjectivesTests
{
    // A coarse grid, so that equal values, and so ties, are frequent.
    private static readonly Gen<Objectives> Point = Gen.Select(Gen.Int[0, 10], Gen.Int[0, 20], (a, c) => new Objectives(a / 10.0, c / 4.0));

    [Fact]
    public void Nothing_dominates_itself() => Point.Sample(a => Assert.False(a.Dominates(a)));

    [Fact]
    public void No_two_dominate_each_other() => Gen.Select(Point, Point).Sample((a, b) => Assert.False(a.Dominates(b) && b.Dominates(a)));

    [Fact]
    public void Dominance_is_transitive() => Gen.Select(Point, Point, Point).Sample((a, b, c) =>
        Assert.True(!(a.Dominates(b) && b.Dominates(c)) || a.Dominates(c)));

    [Theory]
    [InlineData(0.9, 3, 0.9, 2, true)]
    [InlineData(0.91, 2, 0.9, 2, true)]
    [InlineData(0.91, 1.9, 0.9, 2, false)]
    [InlineData(0.9, 2, 0.9, 2, false)]
    public void Better_in_one_and_no_worse_in_the_other_dominates(double accuracy, double compression, double otherAccuracy, double otherCompression, bool expected) =>
        Assert.Equal(expected, new Objectives(accuracy, compression).Dominates(new Objectives(otherAccuracy, otherCompression)));

    [Fact]
    public void The_hypervolume_is_the_area_counted_on_a_grid() => Point.Array[0, 8].Sample(points =>
    {
        // Every point lies on the lines of a grid of 0.1 by 0.25, so the area is a number of cells.
        var cells = 0;
        for (var a = 5; a < 10; a++)
        {
            for (var c = 2; c < 20; c++)
            {
                var (accuracy, compression) = ((a + 0.5) / 10, (c + 0.5) / 4);
                cells += Array.Exists(points, p => p.Accuracy > accuracy && p.Compression > compression) ? 1 : 0;
            }
        }

        Assert.Equal(cells * 0.1 * 0.25, ParetoFront.Hypervolume(points, ParetoFront.Reference), 9);
    });

    [Fact]
    public void The_hypervolume_does_not_depend_on_the_order() => Gen.Select(Point.Array[0, 12], Gen.Int).Sample((points, seed) =>
    {
        var shuffled = points.ToArray();
        new RandomStream(seed, "shuffle").Shuffle(shuffled);
        Assert.Equal(ParetoFront.Hypervolume(points, ParetoFront.Reference), ParetoFront.Hypervolume(shuffled, ParetoFront.Reference));
    });

    [Fact]
    public void One_more_point_never_makes_the_hypervolume_smaller_and_a_dominated_one_leaves_it() =>
        Gen.Select(Point.Array[1, 12], Point).Sample((points, more) =>
        {
            var before = ParetoFront.Hypervolume(points, ParetoFront.Reference);
            var after = ParetoFront.Hypervolume([.. points, more], ParetoFront.Reference);
            Assert.True(after >= before - 1e-12);
            if (Array.Exists(points, p => p.Dominates(more) || p == more))
            {
                Assert.Equal(before, after, 12);
            }
        });

    [Fact]
    public void Points_below_the_reference_add_nothing()
    {
        Assert.Equal(0, ParetoFront.Hypervolume([new(0.5, 9), new(1, 0.5), new(0.2, 0.2)], ParetoFront.Reference));
        Assert.Equal(0.5 * 1.5, ParetoFront.Hypervolume([new(1, 2)], ParetoFront.Reference), 12);
        Assert.Equal(0, ParetoFront.Hypervolume([], ParetoFront.Reference));
    }
}
