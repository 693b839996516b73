using CsCheck;
using Glyph.Evolution.Surrogate;

namespace Glyph.Evolution.Tests.Surrogate;

public sealed class GaussianProcessTests
{
    private static readonly Gen<double[]> Points = Gen.Double[-3, 3].Array[1, 12];

    [Fact]
    public void OneObservationIsWeighedAgainstItsNoise()
    {
        // Prior variance 1, noise 0.25: the mean is 1 / 1.25 of what was seen, the variance 1 - 1 / 1.25.
        var belief = At([0.0], [2.0], 0.25, 0);
        Assert.Equal(1.6, belief.Mean, 1e-12);
        Assert.Equal(0.2, belief.Deviation * belief.Deviation, 1e-12);
    }

    [Fact]
    public void WithoutObservationsAndFarFromThemThePriorHolds()
    {
        Assert.All([At([], [], 0.01, 1), At([0.0, 0.5], [2.0, 1.0], 0.01, 50)], belief =>
        {
            Assert.Equal(0, belief.Mean, 1e-9);
            Assert.Equal(1, belief.Deviation, 1e-9);
        });
    }

    [Fact]
    public void AnObservationNeverMakesLessCertain() => Gen.Select(Points, Gen.Double[-3, 3]).Sample((points, at) =>
    {
        var belief = At(points, new double[points.Length], 0.04, at);
        Assert.InRange(belief.Deviation, 0, 1 + 1e-9);
        Assert.InRange(belief.Deviation, 0, At(points[1..], new double[points.Length - 1], 0.04, at).Deviation + 1e-6);
    });

    [Fact]
    public void TheFactorSolvesAndInverts() => Gen.Double[-2, 2].Array[2, 8].Sample(right =>
    {
        double Matrix(int i, int j) => (1.0 / (1 + Math.Abs(i - j))) + (i == j ? 1 : 0);
        var factor = new Cholesky(right.Length, Matrix);
        var (x, inverse) = (factor.Solve(right), factor.Inverse());
        for (var i = 0; i < right.Length; i++)
        {
            Assert.Equal(right[i], Enumerable.Range(0, right.Length).Sum(j => Matrix(i, j) * x[j]), 1e-9);
            for (var k = 0; k < right.Length; k++)
            {
                Assert.Equal(i == k ? 1 : 0, Enumerable.Range(0, right.Length).Sum(j => Matrix(i, j) * inverse[Math.Max(j, k)][Math.Min(j, k)]), 1e-9);
            }
        }
    });

    private static Belief At(double[] points, double[] values, double noise, double at) =>
        new GaussianProcess(values, [.. points.Select(_ => noise)], (i, j) => Kernel(points[i], points[j])).At(1, [.. points.Select(p => Kernel(at, p))]);

    private static double Kernel(double a, double b) => Math.Exp(-(a - b) * (a - b) / 2);
}
