using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Evolution.Confirming;
using Glyph.Evolution.Tests.Fakes;

namespace Glyph.Evolution.Tests.Confirming;

public sealed class NeedTests
{
    private static Trial WithIds(Trial trial, int ids, int wrong) => trial with { Measurement = WithIds(trial.Measurement!, ids, wrong, "first") };

    private static Measurement WithIds(Measurement measurement, int ids, int wrong, string key) =>
        measurement with { Items = [new ItemScore(key, 0.9, 1, ItemOutcome.Partial) { Ids = ids, WrongIds = wrong }] };

    private static Recommendation Recommend(IReadOnlyList<Trial> trials, params Confirmation[] confirmations) =>
        new([.. trials.Select(TrialPoint.Of)], confirmations, trials.FirstOrDefault(t => t.Number == 1));

    [Fact]
    public void Exact_identifiers_are_those_that_most_evidence_finds_none_wrong_of()
    {
        Trial[] trials = [WithIds(TrialMaker.Complete(1, 0.99, 2), 40, 0), WithIds(TrialMaker.Complete(2, 0.97, 5), 40, 0), WithIds(TrialMaker.Complete(3, 0.96, 9), 10, 0), WithIds(TrialMaker.Complete(4, 0.98, 4), 900, 1)];
        var pick = Recommend(trials).For(Need.IdsExact);
        Assert.Equal((2, true), (pick.Trial!.Trial.Number, pick.IsMet));
        Assert.StartsWith("0 of 40 identifiers came back as something else, so at most 7.2 % do, with 95 % confidence; 5.00x", pick.Why, StringComparison.Ordinal);
        Assert.Contains("it was not read again", pick.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_read_again_counts_and_each_item_once()
    {
        Trial[] trials = [WithIds(TrialMaker.Complete(1, 0.99, 2), 40, 0), WithIds(TrialMaker.Complete(2, 0.97, 5), 50, 0)];
        var again = TrialMaker.Confirm(trials[1], 0.97);
        Confirmation Read(int ids, int wrong, string key, CorpusSplit split = CorpusSplit.Search) =>
            again with { Measurement = WithIds(again.Measurement, ids, wrong, key), Plan = again.Plan with { Split = split } };
        Assert.Equal(1, Recommend(trials, Read(60, 1, "other")).For(Need.IdsExact).Trial!.Trial.Number);
        Assert.Equal(1, Recommend(trials, Read(30, 0, "other"), Read(30, 0, "other")).For(Need.IdsExact).Trial!.Trial.Number);
        Assert.Equal(2, Recommend(trials, Read(30, 0, "other"), Read(30, 0, "third")).For(Need.IdsExact).Trial!.Trial.Number);
        Assert.Equal(2, Recommend(trials, Read(30, 30, "other", CorpusSplit.HeldOut)).For(Need.IdsExact).Trial!.Trial.Number);
    }

    [Fact]
    public void Where_each_lets_some_come_back_wrong_or_none_was_read_it_is_not_met()
    {
        var wrong = Recommend([WithIds(TrialMaker.Complete(1, 0.99, 2), 40, 4), WithIds(TrialMaker.Complete(2, 0.97, 5), 40, 2)]).For(Need.IdsExact);
        Assert.Equal((2, false), (wrong.Trial!.Trial.Number, wrong.IsMet));
        Assert.StartsWith("every trial let identifiers come back as something else; of the nearest, 2 of 40", wrong.Why, StringComparison.Ordinal);

        var none = Recommend([TrialMaker.Complete(1, 0.99, 2), TrialMaker.Complete(2, 0.97, 5)]).For(Need.IdsExact);
        Assert.Equal((1, false), (none.Trial!.Trial.Number, none.IsMet));
        Assert.StartsWith("no trial read an identifier", none.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Cheapest_prose_and_lossless_are_sure_of_their_accuracy()
    {
        Trial[] trials = [TrialMaker.Complete(1, 0.997, 2, 0.001, 500), TrialMaker.Complete(2, 0.96, 6, 0.002, 500), TrialMaker.Complete(3, 0.955, 8, 0.01), TrialMaker.Complete(4, 0.994, 3, 0.003)];
        var recommendation = Recommend(trials);
        Assert.Equal((2, true), (recommendation.For(Need.ProseCheapest).Trial!.Trial.Number, recommendation.For(Need.ProseCheapest).IsMet));
        Assert.Equal((1, true), (recommendation.For(Need.Lossless).Trial!.Trial.Number, recommendation.For(Need.Lossless).IsMet));
        Assert.StartsWith("the highest compression, 2.00x, of those whose accuracy is surely at least 99 %: 99.70 %, in all likelihood above 99.50 %", recommendation.For(Need.Lossless).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_none_is_sure_enough_the_surest_is_named()
    {
        var pick = Recommend([TrialMaker.Complete(1, 0.985, 2, 0.002), TrialMaker.Complete(2, 0.99, 3, 0.01)]).For(Need.Lossless);
        Assert.Equal((1, false), (pick.Trial!.Trial.Number, pick.IsMet));
        Assert.StartsWith("no trial's accuracy is surely at least 99 %; the nearest is 98.50 %", pick.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Balance_is_the_knee()
    {
        Trial[] trials = [TrialMaker.Complete(1, 0.999, 3), TrialMaker.Complete(2, 0.995, 6), TrialMaker.Complete(3, 0.9, 7), TrialMaker.Complete(4, 0.3, 20)];
        var pick = Recommend(trials).For(Need.Balanced);
        Assert.Equal((2, true), (pick.Trial!.Trial.Number, pick.IsMet));
        Assert.Contains("6.00x at 99.50 %", pick.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_trial_no_need_is_met() => Assert.All(Enum.GetValues<Need>(), need =>
    {
        var pick = Recommend([]).For(need);
        Assert.Equal((need, null, false), (pick.Need, pick.Trial, pick.IsMet));
        Assert.StartsWith("no trial was completed", pick.Why, StringComparison.Ordinal);
    });
}
