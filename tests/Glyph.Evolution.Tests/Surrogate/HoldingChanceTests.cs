using CsCheck;
using Glyph.Core.Trials;
using Glyph.Evolution.Pareto;
using Glyph.Evolution.Surrogate;
using Glyph.Evolution.Tests.Fakes;

namespace Glyph.Evolution.Tests.Surrogate;

public sealed class HoldingChanceTests
{
    [Fact]
    public void ItRisesWithAccuracyAndIsCertainWithoutAConstraint() =>
        Gen.Select(Gen.Select(Gen.Int[50, 100], Gen.Int[0, 2]).Array[0, 30], Gen.Double[0, 3], Gen.Double[0, 3]).Sample((read, a, b) =>
        {
            List<TrialPoint> points = [.. read.Select(t => Point(t.Item1 / 100.0, t.Item2))];
            var chance = new HoldingChance(0, points);
            Assert.InRange(chance.At(Math.Min(a, b)), 0, chance.At(Math.Max(a, b)));
            Assert.InRange(chance.At(Math.Max(a, b)), 0, 1 + 1e-12);
            Assert.Equal(1, new HoldingChance(null, points).At(a));
        });

    [Fact]
    public void WhatWasReadDecides()
    {
        var chance = new HoldingChance(0, [Point(0.9, 1), Point(0.95, 1), Point(0.97, 1), Point(0.99, 0), Point(0.995, 0)]);
        Assert.True(chance.At(ErrorScale.Of(0.8)) < 0.001);
        Assert.InRange(chance.At(ErrorScale.Of(0.98)), 0.3, 0.7);
        Assert.True(chance.At(ErrorScale.Of(0.998)) > 0.95);

        // At a limit of a tenth none of them breaks it.
        Assert.True(new HoldingChance(0.1, [Point(0.9, 1), Point(0.95, 1), Point(0.97, 1)]).At(ErrorScale.Of(0.95)) > 0.7);
    }

    private static TrialPoint Point(double accuracy, int wrong) => TrialPoint.Of(TrialMaker.Complete(1, accuracy, 2)) with { Ids = 10, WrongIds = wrong };
}
