using System.Text;
using Glyph.Core;
using Glyph.Core.Trials;
using Glyph.Evaluation.Scoring;

namespace Glyph.Evaluation.Tests.Scoring;

public sealed class AccuracyIntervalTests
{
    [Fact]
    public void A_perfect_sample_is_not_certain()
    {
        var small = AccuracyInterval.Of(Pieces(24, _ => 0), seed: 1);
        var large = AccuracyInterval.Of(Pieces(200, _ => 0), seed: 1);

        Assert.Equal(1, small.Mean);
        Assert.Equal(1, small.High);
        Assert.Equal(1 - ((1 - Math.Pow(0.025, 1 / 24.0)) * 2 / 50), small.Low, 12);
        Assert.InRange(large.Low, small.Low, 0.9999);
        Assert.Equal((24, 24 * 50L, 0.95), (small.Samples, small.Characters, small.Confidence));
    }

    [Fact]
    public void The_mean_weights_pieces()
    {
        var pieces = new[] { Piece(0, 0.75), Piece(25, 0.25) };

        Assert.Equal(0.875, AccuracyInterval.Of(pieces, seed: 1).Mean, 12);
    }

    [Fact]
    public void A_seed_gives_the_same_interval()
    {
        var pieces = Pieces(30, i => i % 7);

        Assert.Equal(AccuracyInterval.Of(pieces, seed: 5), AccuracyInterval.Of(pieces, seed: 5));
        Assert.NotEqual(AccuracyInterval.Of(pieces, seed: 5), AccuracyInterval.Of(pieces, seed: 6));
    }

    [Theory]
    [InlineData(0.02, 1.5)] // accuracy about 0.9994: most samples are perfect
    [InlineData(0.3, 2)]
    [InlineData(0.9, 8)]
    public void Covers_the_truth_about_as_often_as_it_says(double imperfect, double meanLoss)
    {
        const int Trials = 300;
        var truth = 1 - (imperfect * meanLoss / 50);
        var random = new RandomStream(7, "coverage");
        var covered = Enumerable.Range(0, Trials).Count(trial =>
        {
            var interval = AccuracyInterval.Of(Pieces(24, _ => Loss(random, imperfect, meanLoss)), trial);
            return interval.Low <= truth && truth <= interval.High;
        });

        // 95 % nominal; a percentile bootstrap of 24 skewed values covers somewhat less (about 90 to 93 %).
        Assert.InRange(covered / (double)Trials, 0.88, 1);
    }

    /// <summary>1 + a geometric number of characters, with the mean asked for.</summary>
    private static int Loss(RandomStream random, double imperfect, double meanLoss)
    {
        if (random.NextDouble() >= imperfect)
        {
            return 0;
        }

        var loss = 1;
        while (random.NextDouble() >= 1 / meanLoss)
        {
            loss++;
        }

        return loss;
    }

    [Fact]
    public void One_item_says_nothing_about_others()
    {
        var estimate = AccuracyInterval.Of([Piece(loss: 1, weight: 1)], seed: 1);

        Assert.Equal((0.98, 0, 1, 1), (estimate.Mean, estimate.Low, estimate.High, estimate.Samples));
    }

    private static List<ScoredItem> Pieces(int count, Func<int, int> loss) =>
        [.. Enumerable.Range(0, count).Select(i => Piece(loss(i), 1.0 / count))];

    private static ScoredItem Piece(int loss, double weight)
    {
        var truth = Enumerable.Repeat(new Rune('a'), 50).ToArray();
        var read = truth.Select((rune, i) => i < loss ? new Rune('b') : rune).ToArray();
        return new ScoredItem("item", truth, read, new ItemScore("key", 1 - (loss / 50.0), weight, ItemOutcome.Partial), IsText: true);
    }
}
