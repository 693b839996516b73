using CsCheck;
using Glyph.Core.Costs;
using Glyph.Core.Trials;
using Glyph.Testing;

namespace Glyph.Core.Tests.Trials;

public sealed class ParetoFrontTests
{
    private static readonly Gen<Trial[]> Trials = Gen.Select(Gen.Int[0, 10], Gen.Int[1, 20], Gen.Enum<TrialStatus>()).Array[0, 15]
        .Select(rows => rows.Select((row, index) => Trial(index + 1, row.Item1 / 10.0, row.Item2, row.Item3)).ToArray());

    [Fact]
    public void The_front_is_what_no_complete_trial_dominates_and_of_equals_the_earliest() => Trials.Sample(trials =>
    {
        var complete = trials.Where(t => t.Status == TrialStatus.Complete).ToList();
        var expected = complete
            .Where(t => !complete.Exists(o => o.Objectives!.Value.Dominates(t.Objectives!.Value)))
            .Where(t => !complete.Exists(o => o.Objectives == t.Objectives && o.Number < t.Number))
            .OrderByDescending(t => t.Objectives!.Value.Accuracy)
            .Select(t => t.Number);

        Assert.Equal(expected, ParetoFront.Of(trials.Select(TrialPoint.Of)).Select(t => t.Number));
        Assert.Equal(expected, ParetoFront.Of(trials.Reverse().Select(TrialPoint.Of)).Select(t => t.Number));
    });

    [Fact]
    public void A_growing_front_is_at_every_moment_that_of_the_trials_so_far() => Gen.Select(Trials, Gen.Long).Sample((trials, seed) =>
    {
        new RandomStream(seed, "order").Shuffle(trials);
        var growing = new GrowingFront();
        for (var i = 0; i < trials.Length; i++)
        {
            var before = growing.Trials.ToList();
            var joined = growing.Add(TrialPoint.Of(trials[i]));
            Assert.Equal(ParetoFront.Of(trials.Take(i + 1).Select(TrialPoint.Of)), growing.Trials);
            Assert.Equal(!before.SequenceEqual(growing.Trials), joined);
        }
    });

    [Fact]
    public void The_front_has_the_hypervolume_of_all() => Trials.Sample(trials => Assert.Equal(
        ParetoFront.Hypervolume(trials.Where(t => t.Objectives is not null).Select(t => t.Objectives!.Value), ParetoFront.Reference),
        ParetoFront.Hypervolume(ParetoFront.Of(trials.Select(TrialPoint.Of)).Select(t => t.Objectives!.Value), ParetoFront.Reference),
        12));

    [Theory]
    [InlineData(TrialStatus.Screened)]
    [InlineData(TrialStatus.Infeasible)]
    [InlineData(TrialStatus.Failed)]
    public void Only_complete_trials_have_objectives(TrialStatus status)
    {
        Assert.Null(Trial(1, 0.9, 2, status).Objectives);
        Assert.Equal(new Objectives(0.9, 2), Trial(1, 0.9, 2, TrialStatus.Complete).Objectives);
    }

    [Fact]
    public void Compression_is_text_tokens_for_each_vision_token()
    {
        var cost = new CostReport { Pages = 1, TextTokens = 1_890, VisionTokens = new VisionTokens(630, 632), AllInclusiveTokens = 756 };
        Assert.Equal((3.0, 2.5), (cost.Compression, cost.AllInclusiveCompression));
        var none = new CostReport { Pages = 0, TextTokens = 0, VisionTokens = default, AllInclusiveTokens = 0 };
        Assert.Equal((0.0, 0.0), (none.Compression, none.AllInclusiveCompression));
        Assert.Equal(new VisionTokens(3, 5), new VisionTokens(1, 2) + new VisionTokens(2, 3));
    }

    private static Trial Trial(int number, double accuracy, int compression, TrialStatus status) =>
        SampleRecords.Trial(number, status) with
        {
            Measurement = SampleRecords.Measurement(accuracy),
            Cost = SampleRecords.Cost() with { TextTokens = compression * 100, VisionTokens = new VisionTokens(100, 102) },
        };
}
