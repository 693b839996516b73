using CsCheck;
using Glyph.Evolution.Pareto;

namespace Glyph.Evolution.Tests.Pareto;

public sealed class HypervolumeTests
{
    private static readonly double[] Corner2 = [0, 0];
    private static readonly double[] Corner3 = [0, 0, 0];

    private static readonly Gen<double[][]> Points2 = Gen.Double[-0.2, 2].Array[2].Array[0, 12];
    private static readonly Gen<double[][]> Points3 = Gen.Double[-0.2, 2].Array[3].Array[0, 10];

    [Fact]
    public void ItIsWhatAnotherImplementationSays() => Assert.All(ReferenceValues.All.Hypervolume, c =>
        Assert.Equal(c.Value, Hypervolume.Of(c.Points, c.Points[0].Length == 2 ? Corner2 : Corner3), 1e-9));

    [Fact]
    public void OfOnePointItIsItsBox()
    {
        Assert.Equal(6, Hypervolume.Of([[2, 3]], Corner2), 1e-12);
        Assert.Equal(24, Hypervolume.Of([[2, 3, 4]], Corner3), 1e-12);
        Assert.Equal(0, Hypervolume.Of([[2, 0, 4]], Corner3));
    }

    [Fact]
    public void APointNeverTakesAwayAndADominatedOneAddsNothing() => Gen.Select(Points3, Gen.Double[-0.2, 2].Array[3]).Sample((points, more) =>
    {
        var (before, after) = (Hypervolume.Of(points, Corner3), Hypervolume.Of([.. points, more], Corner3));
        Assert.InRange(after, before - 1e-9, double.MaxValue);
        if (points.Any(p => NonDominatedSort.Dominates(p, more)))
        {
            Assert.Equal(before, after, 1e-9);
        }
    });

    [Fact]
    public void OrderDoesNotMatter() => Points3.Sample(points =>
    {
        double[][] reversed = [.. points.Reverse()];
        double[][] turned = [.. points.Select(p => new[] { p[1], p[2], p[0] })];
        Assert.Equal(Hypervolume.Of(points, Corner3), Hypervolume.Of(reversed, Corner3), 1e-9);
        Assert.Equal(Hypervolume.Of(points, Corner3), Hypervolume.Of(turned, Corner3), 1e-9);
    });

    [Fact]
    public void AThirdObjectiveThatAllShareOnlyMultiplies() => Points2.Sample(points =>
        Assert.Equal(1.5 * Hypervolume.Of(points, Corner2), Hypervolume.Of(points.Select(p => new[] { p[0], p[1], 1.5 }), Corner3), 1e-9));
}
