using CsCheck;
using Glyph.Evolution.Pareto;
using Glyph.Evolution.Surrogate;

namespace Glyph.Evolution.Tests.Surrogate;

public sealed class AcquisitionTests
{
    private static readonly Believed[] Front = [new(Math.Log(3), ErrorScale.Of(0.995)), new(Math.Log(6), ErrorScale.Of(0.97)), new(Math.Log(10), ErrorScale.Of(0.7))];

    private static readonly Gen<(double LogCompression, double Mean, double Deviation)> Candidates = Gen.Select(Gen.Double[0, 3], Gen.Double[0.2, 2.5], Gen.Double[0.01, 0.8]);

    [Fact]
    public void MoreCompressionOrAccuracyNeverGainsLess() => Gen.Select(Candidates, Gen.Bool).Sample((c, whole) =>
    {
        var acquisition = new Acquisition(Front, mark: null);
        var gain = acquisition.Of(c.LogCompression, c.Mean, c.Deviation, whole);
        Assert.InRange(gain, 0, double.MaxValue);
        Assert.InRange(acquisition.Of(c.LogCompression + 0.1, c.Mean, c.Deviation, whole), gain - 1e-6, double.MaxValue);
        Assert.InRange(acquisition.Of(c.LogCompression, c.Mean + 0.1, c.Deviation, whole), gain - 1e-6, double.MaxValue);
    });

    [Fact]
    public void WhatIsCountedAsReadGainsNothingMore()
    {
        var acquisition = new Acquisition(Front, mark: null);
        var (place, mean) = (Math.Log(8), ErrorScale.Of(0.96));
        Assert.True(acquisition.Of(place, mean, 0, forWhole: true) > 0);
        acquisition.Add(place, mean);
        Assert.Equal(0, acquisition.Of(place, mean, 0, forWhole: true), 1e-12);
        Assert.Equal(0, acquisition.Of(place, mean, 0, forWhole: false), 1e-12);
    }

    [Fact]
    public void WithoutDoubtTheWholeGainsItsShareOfTheHypervolume()
    {
        var acquisition = new Acquisition(Front, mark: null);
        double[][] points = [.. Front.Select(p => new[] { Math.Exp(p.LogCompression), ErrorScale.AccuracyAt(p.Place) })];
        var before = Hypervolume.Of(points, [0.5, 0.5]);
        var after = Hypervolume.Of([.. points, [8, 0.96]], [0.5, 0.5]);
        Assert.Equal((after - before) / before, acquisition.Of(Math.Log(8), ErrorScale.Of(0.96), 0, forWhole: true), 1e-9);
    }
}
