using CsCheck;
using Glyph.Evolution.Surrogate;

namespace Glyph.Evolution.Tests.Surrogate;

public sealed class AccuracyKernelTests
{
    private const int Physical = 3;
    private const int Choices = 2;

    private static readonly Gen<Features> AnyFeatures = Gen.Select(Gen.Double[-2, 2].Array[Physical], Gen.Int[-1, 2].Array[Choices]).Select((p, c) => new Features(p, c, 0));

    private static readonly Gen<double[]> AnyLogarithms = Gen.Double[-1, 1].Array[5 + Physical + Choices]
        .Select(moves => AccuracyKernel.Default(Physical, Choices).Zip(moves, (d, m) => d + m).ToArray());

    [Fact]
    public void TheGradientIsTheSlope() => Gen.Select(AnyFeatures, AnyFeatures, AnyLogarithms).Sample((a, b, logarithms) =>
    {
        const double step = 1e-5;
        var gradient = new double[logarithms.Length];
        new AccuracyKernel(logarithms, Physical).AddGradient(a, b, 2, gradient);
        for (var k = 0; k < logarithms.Length; k++)
        {
            double Moved(double by) => new AccuracyKernel([.. logarithms.Select((l, i) => i == k ? l + by : l)], Physical).Between(a, b);
            Assert.Equal(2 * (Moved(step) - Moved(-step)) / (2 * step), gradient[k], 1e-6);
        }
    });

    [Fact]
    public void ItIsSymmetricAndNothingIsMoreLikeAConfigThanItself() => Gen.Select(AnyFeatures, AnyFeatures, AnyLogarithms).Sample((a, b, logarithms) =>
    {
        var kernel = new AccuracyKernel(logarithms, Physical);
        Assert.Equal(kernel.Between(a, b), kernel.Between(b, a), 1e-12);
        Assert.InRange(kernel.Between(a, b), double.MinValue, Math.Sqrt(kernel.Between(a, a) * kernel.Between(b, b)) + 1e-9);
    });

    [Fact]
    public void AFitFindsWhichFeatureMatters()
    {
        var random = new Core.RandomStream(1, "fit");
        var features = Enumerable.Range(0, 60).Select(_ => new Features([.. Enumerable.Range(0, Physical).Select(_ => (4 * random.NextDouble()) - 2)], [random.Next(3), random.Next(3)], 0)).ToList();
        double[] values = [.. features.Select(f => Math.Sin(2 * f.Physical[0]) + (f.Choices[1] == 0 ? 0.5 : 0))];
        var fitted = KernelFit.Fit(features, values, [.. values.Select(_ => 0.0001)]).Logarithms;
        Assert.True(fitted[5] < fitted[6] - 0.5 && fitted[5] < fitted[7] - 0.5, "the first feature bends faster");
    }
}
