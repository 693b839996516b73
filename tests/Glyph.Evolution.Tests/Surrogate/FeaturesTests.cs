using CsCheck;
using Glyph.Core.Costs;
using Glyph.Core.Rendering;
using Glyph.Evolution.Surrogate;
using Glyph.Evolution.Tests.Fakes;

namespace Glyph.Evolution.Tests.Surrogate;

public sealed class FeaturesTests
{
    /// <summary>Letters that are set into each other have no width, and thinned ones no stroke: legal, and read by nobody.</summary>
    private static readonly Gen<Sight> Any = Gen.Select(Gen.Double[-5, 20], Gen.Double[-1, 5], Gen.Double[0, 20], Gen.Double[0, 40]).Select((width, stroke, xHeight, pitch) => new Sight
    {
        XHeight = xHeight,
        Stroke = stroke,
        CharacterWidth = width,
        LinePitch = pitch,
        Overlap = (2 * xHeight) - pitch,
        Scale = 1,
        IsResampled = false,
        Contrast = 21,
    });

    [Fact]
    public void WhateverIsSeenTheFeaturesAreNumbers() => Any.Sample(sight =>
    {
        var features = Features.Of(TestSearch.Space, null, CostOf(sight));
        Assert.All(features.Physical, x => Assert.True(double.IsFinite(x)));
        Assert.True(double.IsFinite(features.Expected));
    });

    [Fact]
    public void AModelLearnsFromThemAll() => Any.Array[1, 6].Sample(
        sights =>
        {
            var lessons = sights.Select((sight, i) => new Lesson(Features.Of(TestSearch.Space, null, CostOf(sight)), TrialMaker.Measured(0.5 + (i / 20.0), 0.01, 24).Accuracy)).ToList();
            var belief = new AccuracyModel(lessons, lessons[0].Features.Choices.Length).At(lessons[0].Features);
            Assert.True(double.IsFinite(belief.Mean) && double.IsFinite(belief.Deviation));
        },
        iter: 50);

    private static CostReport CostOf(Sight sight) => TrialMaker.Complete(1, 0.9, 2).Cost! with { Sight = sight };
}
