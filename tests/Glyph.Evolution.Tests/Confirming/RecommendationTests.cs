using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Evolution.Confirming;
using Glyph.Evolution.Tests.Fakes;

namespace Glyph.Evolution.Tests.Confirming;

public sealed class RecommendationTests
{
    private static readonly Trial Mark = TrialMaker.Complete(1, 0.986, 4.0);
    private static readonly Trial Lucky = TrialMaker.Complete(2, 0.99, 8.0);
    private static readonly Trial Good = TrialMaker.Complete(3, 0.988, 6.5);
    private static readonly Trial Unread = TrialMaker.Complete(4, 0.999, 7.5);

    private static Confirmation WithIds(Confirmation confirmation, int ids, int wrong) => confirmation with { Measurement = WithIds(confirmation.Measurement, ids, wrong) };

    private static Measurement WithIds(Measurement measurement, int ids, int wrong) =>
        measurement with { Items = [new ItemScore("item", 0.9, 1, ItemOutcome.Partial) { Ids = ids, WrongIds = wrong }] };

    private static Recommendation Recommend(IReadOnlyList<Trial> trials, IReadOnlyList<Confirmation> confirmations, double? maxWrongIds = null) =>
        new([.. trials.Select(TrialPoint.Of)], confirmations, trials.FirstOrDefault(t => t.Number == 1), maxWrongIds);

    [Fact]
    public void TheDefaultIsOfHighCompressionAndConfirmedNoWorseThanTheMark()
    {
        var recommendation = Recommend([Mark, Lucky, Good, Unread], [TrialMaker.Confirm(Mark, 0.986), TrialMaker.Confirm(Lucky, 0.975), TrialMaker.Confirm(Good, 0.989)]);
        Assert.Equal(3, recommendation.Default()!.Trial.Number);
        Assert.Equal(0.989, recommendation.Default()!.Accuracy, 1e-9);
    }

    [Fact]
    public void AHairAboveTheMarkYieldsToWhatIsClearlyAbove()
    {
        var clear = TrialMaker.Complete(5, 0.996, 5);
        Assert.Equal(5, Recommend(
            [Mark, Good, clear],
            [TrialMaker.Confirm(Mark, 0.986), TrialMaker.Confirm(Good, 0.9862), TrialMaker.Confirm(clear, 0.995)]).Default()!.Trial.Number);
        Assert.Equal(3, Recommend([Mark, Good], [TrialMaker.Confirm(Mark, 0.986), TrialMaker.Confirm(Good, 0.9862)]).Default()!.Trial.Number);
        Assert.Equal(1, Recommend([Mark, Good], [TrialMaker.Confirm(Mark, 0.986), TrialMaker.Confirm(Good, 0.9858)]).Default()!.Trial.Number);
    }

    [Fact]
    public void WhatLetsIdentifiersComeBackWrongIsNotPicked()
    {
        var confirmations = new[] { TrialMaker.Confirm(Mark, 0.986), WithIds(TrialMaker.Confirm(Good, 0.99), ids: 50, wrong: 1), TrialMaker.Confirm(Lucky, 0.99) };
        Assert.Equal(3, Recommend([Mark, Good], confirmations).Default()!.Trial.Number);
        Assert.Equal(1, Recommend([Mark, Good], confirmations, maxWrongIds: 0).Default()!.Trial.Number);
        Assert.Equal(3, Recommend([Mark, Good], confirmations, maxWrongIds: 0.02).Default()!.Trial.Number);
        Assert.Null(Recommend([Good], confirmations, maxWrongIds: 0).BestAtLeast(0.5));

        // The mark is no exception: where it breaks the constraint, what keeps it is picked.
        var broken = Mark with { Measurement = WithIds(Mark.Measurement!, 50, 10) };
        Assert.Equal(2, Recommend([broken, Lucky], [], maxWrongIds: 0.1).Default()!.Trial.Number);
    }

    [Fact]
    public void ItemsOfTheMarkThatWereReadAgainCountOnce()
    {
        var mark = Mark with { Measurement = WithIds(Mark.Measurement!, 1, 0) };
        var again = TrialMaker.Confirm(mark, 0.98);
        Assert.Equal(24 + 96, Finalist.Of([TrialPoint.Of(mark)], [again], mark)[0].Estimate.Samples);
        Assert.Equal(96, Finalist.Of([TrialPoint.Of(mark)], [WithIds(again, 1, 0)], mark)[0].Estimate.Samples);
    }

    [Fact]
    public void HeldOutTextProvesAChoiceAndDoesNotMakeIt()
    {
        var confirmations = new[] { TrialMaker.Confirm(Mark, 0.986), TrialMaker.Confirm(Good, 0.97), TrialMaker.Confirm(Good, 1, split: CorpusSplit.HeldOut) };
        Assert.Equal(1, Recommend([Mark, Good], confirmations).Default()!.Trial.Number);
    }

    [Fact]
    public void WithoutConfirmationsTheMarkStandsAndWithoutTrialsThereIsNothing()
    {
        Assert.Equal(1, Recommend([Mark, Lucky], []).Default()!.Trial.Number);
        Assert.Null(Recommend([], []).Default());
        Assert.Null(Recommend([], []).Knee());
        Assert.Null(Recommend([], []).BestAtLeast(0.5));
    }

    [Fact]
    public void BestAtLeastTrustsConfirmationsAndDoubtsTheRest()
    {
        var barely = TrialMaker.Complete(5, 0.983, 9.0);
        var recommendation = Recommend([Mark, Lucky, Good, barely], [TrialMaker.Confirm(Lucky, 0.981), TrialMaker.Confirm(Good, 0.988)]);
        Assert.Equal(2, recommendation.BestAtLeast(0.98)!.Trial.Number);
        Assert.Equal(3, recommendation.BestAtLeast(0.985)!.Trial.Number);
        Assert.Equal(5, recommendation.BestAtLeast(0.975)!.Trial.Number);
        Assert.Null(recommendation.BestAtLeast(0.999));
    }

    [Fact]
    public void TheKneeBulgesFromTheLineBetweenTheEnds()
    {
        Trial[] trials = [TrialMaker.Complete(1, 0.999, 3), TrialMaker.Complete(2, 0.995, 6), TrialMaker.Complete(3, 0.9, 7), TrialMaker.Complete(4, 0.3, 20)];
        Assert.Equal(2, Recommend(trials, []).Knee()!.Trial.Number);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1.959964, 0.975)]
    [InlineData(-1.281552, 0.1)]
    public void TheNormalDistributionIsRight(double z, double probability) => Assert.Equal(probability, Normal.Cdf(z), 1e-6);

    [Fact]
    public void AnIntervalOf95PercentReachesTwoStandardErrors() => Assert.Equal(1.96, Normal.HalfWidth(0.95), 0.001);
}
