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
        var process = new GaussianProcess<double>([0.0], [2.0], [0.25], Kernel);
        var belief = process.At(0);
        Assert.Equal(1.6, belief.Mean, 1e-12);
        Assert.Equal(0.2, belief.Deviation * belief.Deviation, 1e-12);
        Assert.Equal(-0.5 * ((4 / 1.25) + Math.Log(1.25) + Math.Log(2 * Math.PI)), process.LogLikelihood, 1e-12);
    }

    [Fact]
    public void FarFromAllObservationsThePriorHolds()
    {
        var belief = new GaussianProcess<double>([0.0, 0.5], [2.0, 1.0], [0.01, 0.01], Kernel).At(50);
        Assert.Equal(0, belief.Mean, 1e-9);
        Assert.Equal(1, belief.Deviation, 1e-9);
    }

    [Fact]
    public void AnObservationNeverMakesLessCertain() => Gen.Select(Points, Gen.Double[-3, 3]).Sample((points, at) =>
    {
        var more = new GaussianProcess<double>(points, new double[points.Length], Noise(points.Length), Kernel);
        var belief = more.At(at);
        Assert.InRange(belief.Deviation, 0, 1 + 1e-9);
        if (points.Length > 1)
        {
            var fewer = new GaussianProcess<double>(points[1..], new double[points.Length - 1], Noise(points.Length - 1), Kernel);
            Assert.InRange(belief.Deviation, 0, fewer.At(at).Deviation + 1e-6);
        }
    });

    [Fact]
    public void TheCovarianceOfAPointWithItselfIsItsVariance() => Gen.Select(Points, Gen.Double[-3, 3]).Sample((points, at) =>
    {
        var process = new GaussianProcess<double>(points, new double[points.Length], Noise(points.Length), Kernel);
        var belief = process.At(at);
        Assert.Equal(belief.Deviation * belief.Deviation, process.Covariance(at, belief, at, belief), 1e-6);
    });

    [Fact]
    public void TheFactorSolves() => Gen.Double[-2, 2].Array[2, 8].Sample(right =>
    {
        double Matrix(int i, int j) => (1.0 / (1 + Math.Abs(i - j))) + (i == j ? 1 : 0);
        var x = new Cholesky(right.Length, Matrix).Solve(right);
        for (var i = 0; i < right.Length; i++)
        {
            Assert.Equal(right[i], Enumerable.Range(0, right.Length).Sum(j => Matrix(i, j) * x[j]), 1e-9);
        }
    });

    private static double Kernel(double a, double b) => Math.Exp(-(a - b) * (a - b) / 2);

    private static double[] Noise(int count) => [.. Enumerable.Repeat(0.04, count)];
}
