using CsCheck;
using Glyph.Core;
using Glyph.Core.Trials;
using Glyph.Evaluation.Scoring;

namespace Glyph.Evaluation.Tests.Scoring;

public sealed class ItemIntervalTests
{
    [Fact]
    public void Nothing_but_right_items_prove_what_clopper_and_pearson_say()
    {
        var right = AccuracyInterval.Of([.. Items(10, _ => 1)], 100, seed: 1);
        var wrong = AccuracyInterval.Of([.. Items(10, _ => 0)], 100, seed: 1);

        Assert.Equal((1, 1, 10), (right.Mean, right.High, right.Samples));
        Assert.Equal(Math.Pow(0.025, 0.1), right.Low, 12);
        Assert.Equal((0, 0, 1 - Math.Pow(0.025, 0.1)), (wrong.Mean, wrong.Low, wrong.High));
    }

    [Fact]
    public void Items_that_failed_are_left_out()
    {
        ItemScore[] items = [.. Items(4, _ => 1), new("failed", 0, 1, ItemOutcome.Failed), new("none", 0, 0, ItemOutcome.SilentlyWrong)];

        Assert.Equal((1, 4), (AccuracyInterval.Of(items, 9, 1).Mean, AccuracyInterval.Of(items, 9, 1).Samples));
        Assert.Equal((0, 1, 0), (AccuracyInterval.Of([items[4]], 9, 1).Low, AccuracyInterval.Of([items[4]], 9, 1).High, AccuracyInterval.Of([items[4]], 9, 1).Samples));
    }

    [Fact]
    public void Mean_and_interval_stay_in_order_and_in_range() =>
        Gen.Double[0, 1].Array[1, 30].Sample(scores =>
        {
            var estimate = AccuracyInterval.Of([.. scores.Select((score, i) => Item(i, score))], 9, seed: 3);
            Assert.True(estimate is { Low: >= 0, High: <= 1 } && estimate.Low <= estimate.Mean && estimate.Mean <= estimate.High + 1e-12);
        });

    [Fact]
    public void Only_items_of_both_are_compared_and_the_order_does_not_matter()
    {
        var first = Items(30, i => i % 3 == 0 ? 0.5 : 0.9).ToList();
        var second = Items(25, i => i % 3 == 0 ? 0.5 : 0.8).Append(Item(99, 1)).ToList();

        var difference = PairedDifference.Of(first, second, seed: 1);

        Assert.Equal(25, difference.Items);
        Assert.Equal(0.1 * 16 / 25, difference.Mean, 12);
        Assert.Equal(difference, PairedDifference.Of(Enumerable.Reverse(first), Enumerable.Reverse(second), seed: 1));
    }

    [Fact]
    public void Swapping_the_sides_turns_the_sign()
    {
        var random = new RandomStream(2, "swap");
        var first = Items(40, _ => random.NextDouble()).ToList();
        var second = Items(40, _ => random.NextDouble()).ToList();

        var (one, other) = (PairedDifference.Of(first, second, 5), PairedDifference.Of(second, first, 5));

        Assert.Equal(-one.Mean, other.Mean, 12);
        Assert.Equal(-one.Low, other.High, 0.02); // resamples of one side of a percentile
    }

    [Fact]
    public void A_steady_difference_is_clear_where_two_samples_are_not()
    {
        var random = new RandomStream(2, "hard and easy");
        var hardness = Enumerable.Range(0, 40).Select(_ => 0.8 * random.NextDouble()).ToList();
        var first = Items(40, i => 1 - hardness[i]).ToList();
        var second = Items(40, i => Math.Max(0, 1 - hardness[i] - (i % 4 == 0 ? -0.01 : 0.05))).ToList();

        Assert.True(PairedDifference.Of(first, second, 1).Low > 0);
        Assert.True(AccuracyInterval.Of(first, 9, 1).Low < AccuracyInterval.Of(second, 9, 1).High);
    }

    [Fact]
    public void Equal_answers_and_no_answers_prove_little()
    {
        var same = PairedDifference.Of(Items(20, _ => 1), Items(20, _ => 1), 1);
        var none = PairedDifference.Of(Items(3, _ => 1), [], 1);

        Assert.Equal((0, Math.Round(Math.Pow(0.025, 1 / 20.0) - 1, 12)), (same.Mean, Math.Round(same.Low, 12)));
        Assert.Equal(-same.Low, same.High, 12);
        Assert.Equal((-1, 1, 0, false), (none.Low, none.High, none.Items, none.IsClear));
    }

    [Fact]
    public void Says_clear_of_equal_configs_about_as_seldom_as_it_should()
    {
        var random = new RandomStream(9, "false alarms");
        var alarms = Enumerable.Range(0, 200).Count(trial =>
            PairedDifference.Of(Items(30, _ => random.NextDouble() < 0.7 ? 1 : 0), Items(30, _ => random.NextDouble() < 0.7 ? 1 : 0), trial).IsClear);

        Assert.InRange(alarms, 0, 200 * 0.1); // 5 % nominal
    }

    private static IEnumerable<ItemScore> Items(int count, Func<int, double> score) => Enumerable.Range(0, count).Select(i => Item(i, score(i)));

    private static ItemScore Item(int index, double score) =>
        new(FormattableString.Invariant($"item-{index}"), score, 1, score >= 1 ? ItemOutcome.Right : score > 0 ? ItemOutcome.Partial : ItemOutcome.SilentlyWrong);
}
