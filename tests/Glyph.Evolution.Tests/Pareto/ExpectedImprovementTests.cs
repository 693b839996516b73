using CsCheck;
using Glyph.Core;
using Glyph.Evolution.Pareto;

namespace Glyph.Evolution.Tests.Pareto;

public sealed class ExpectedImprovementTests
{
    private static readonly Gen<(double Known, double Uncertain)[]> Fronts = Gen.Select(Gen.Double[0, 3], Gen.Double[0, 3]).Array[0, 8];
    private static readonly Gen<double> Place = Gen.Double[0, 3.5];

    [Fact]
    public void ItIsWhatAnIntegralOfAnotherImplementationSays() => Assert.All(ReferenceValues.All.ExpectedImprovement, c =>
        Assert.Equal(c.Value, ExpectedImprovement.Of(c.Front.Select(p => (p[0], p[1])), (0, 0), c.Known, c.Mean, c.Deviation), 2e-6));

    [Fact]
    public void WithoutDoubtItIsTheHypervolumeThatIsAdded() => Gen.Select(Fronts, Place, Place).Sample((front, known, mean) =>
    {
        double[][] points = [.. front.Select(p => new[] { p.Known, p.Uncertain })];
        var added = Hypervolume.Of([.. points, [known, mean]], [0, 0]) - Hypervolume.Of(points, [0, 0]);
        Assert.Equal(added, ExpectedImprovement.Of(front, (0, 0), known, mean, 0), 1e-9);
    });

    [Fact]
    public void ItGrowsWithTheMeanTheDoubtAndTheKnownObjective() => Gen.Select(Fronts, Place, Place, Gen.Double[0.01, 1]).Sample((front, known, mean, deviation) =>
    {
        var value = ExpectedImprovement.Of(front, (0, 0), known, mean, deviation);
        Assert.InRange(value, 0, double.MaxValue);
        Assert.InRange(ExpectedImprovement.Of(front, (0, 0), known, mean + 0.1, deviation), value - 1e-6, double.MaxValue);
        Assert.InRange(ExpectedImprovement.Of(front, (0, 0), known, mean, deviation + 0.1), value - 1e-6, double.MaxValue);
        Assert.InRange(ExpectedImprovement.Of(front, (0, 0), known + 0.1, mean, deviation), value - 1e-6, double.MaxValue);
    });

    [Fact]
    public void APointOfTheFrontLeavesLessToExpect() => Gen.Select(Fronts, Place, Place, Gen.Double[0.01, 1]).Sample((front, known, mean, deviation) =>
        Assert.InRange(
            ExpectedImprovement.Of([.. front, (known, mean)], (0, 0), known, mean, deviation),
            0,
            ExpectedImprovement.Of(front, (0, 0), known, mean, deviation) + 1e-6));

    [Fact]
    public void BelowALimitALogNormalIsExpectedAsDrawsSay()
    {
        var random = new RandomStream(1, "log-normal");
        var draws = Enumerable.Range(0, 200_000).Select(_ => Math.Exp(-1 + (0.4 * Gaussian(random)))).ToList();
        foreach (var limit in (double[])[0.1, 0.3, 0.4, 1])
        {
            Assert.Equal(draws.Average(x => Math.Max(0, limit - x)), ExpectedImprovement.BelowLogNormal(limit, -1, 0.4), 0.002);
        }

        Assert.Equal(0.2, ExpectedImprovement.BelowLogNormal(0.5, Math.Log(0.3), 0), 1e-12);
        Assert.Equal(0, ExpectedImprovement.BelowLogNormal(0, -1, 0.4));
    }

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
