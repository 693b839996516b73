using Glyph.Core;
using Glyph.Core.Trials;

namespace Glyph.Evaluation.Scoring;

/// <summary>The accuracy of a sample with its 95 % confidence interval.</summary>
/// <remarks>
/// A percentile bootstrap over pieces: Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13. Resampling
/// pieces, not characters, keeps together the errors that come together. A bootstrap of few pieces is too narrow, so its ends
/// are moved out by sqrt(n / (n - 1)) t / z: Hesterberg, "What Teachers Should Know About the Bootstrap", The American
/// Statistician 69, 2015. A sample with hardly an error says little about
/// errors it did not happen to hold, so the lower end is never above what a perfect sample proves: of n pieces none was
/// imperfect, so with 97.5 % confidence at most 1 - 0.025^(1/n) of all are (Clopper and Pearson, Biometrika 26, 1934; at 95 %
/// the "rule of three"), and each of those loses <see cref="CharactersLost"/> characters.
/// </remarks>
internal static class AccuracyInterval
{
    /// <summary>The nominal coverage.</summary>
    public const double Confidence = 0.95;

    /// <summary>
    /// What an imperfect piece is taken to lose in a sample that is otherwise perfect. Measured with the shipped readers: 1.0
    /// to 1.3 characters a misread line at accuracies above 0.985.
    /// </summary>
    public const double CharactersLost = 2;

    private const int Resamples = 2000;
    private const double Tail = (1 - Confidence) / 2;
    private const double NormalQuantile = 1.959964;

    /// <summary>Estimates the accuracy of what was read: of texts alone, which lose a few characters where they are misread; else of items.</summary>
    /// <param name="items">What was read; at least one.</param>
    /// <param name="seed">The seed of the resamples.</param>
    public static AccuracyEstimate Of(IReadOnlyList<ScoredItem> items, long seed)
    {
        var characters = items.Sum(item => (long)item.Truth.Length);
        if (!items.All(item => item.IsText))
        {
            return Of([.. items.Select(item => item.Score)], characters, seed);
        }

        var lost = Math.Min(1, CharactersLost / Math.Max(1, (double)characters / items.Count));
        return Of([.. items.Select(item => (item.Score.Score, item.Score.Weight))], lost, characters, seed);
    }

    /// <summary>
    /// Estimates the accuracy of items; those that failed, or weigh nothing, are left out. An item that is not perfect may have
    /// lost all, as a needle does. A sample of nothing but wrong items proves as little as one of nothing but right ones.
    /// </summary>
    /// <param name="items">Their scores.</param>
    /// <param name="characters">How many characters they hold.</param>
    /// <param name="seed">The seed of the resamples.</param>
    /// <returns>From 0 to 1, without samples, where there is nothing to judge by.</returns>
    public static AccuracyEstimate Of(IReadOnlyList<ItemScore> items, long characters, long seed)
    {
        var scored = items.Where(item => item.Outcome != ItemOutcome.Failed && item.Weight > 0).Select(item => (item.Score, item.Weight)).ToList();
        if (scored.Count == 0)
        {
            return new AccuracyEstimate(0, 0, 1, Confidence, 0, characters);
        }

        var estimate = Of(scored, 1, characters, seed);
        return estimate with { High = Math.Max(estimate.High, Math.Max(estimate.Mean, AtMost(scored.Count))) };
    }

    /// <summary>The widened ends of a bootstrap over values with weights: the percentiles of the means, moved out.</summary>
    public static (double Mean, double Low, double High) Bootstrap(IReadOnlyList<(double Value, double Weight)> values, RandomStream random)
    {
        var mean = values.Sum(v => v.Weight * v.Value) / values.Sum(v => v.Weight);
        var means = Resample(values, random);
        var widening = Widening(values.Count);
        return (
            mean,
            mean - (widening * Math.Max(0, mean - means[(int)(Tail * Resamples)])),
            mean + (widening * Math.Max(0, means[(int)((1 - Tail) * Resamples) - 1] - mean)));
    }

    /// <summary>What at most this share of all is, where none of a sample was, with 97.5 % confidence.</summary>
    public static double AtMost(int samples) => 1 - Math.Pow(Tail, 1.0 / samples);

    private static AccuracyEstimate Of(IReadOnlyList<(double Value, double Weight)> values, double lost, long characters, long seed)
    {
        if (values.Count == 1)
        {
            // One item says nothing about how items differ.
            return new AccuracyEstimate(values[0].Value, 0, 1, Confidence, 1, characters);
        }

        var (mean, low, high) = Bootstrap(values, new RandomStream(seed, "bootstrap"));
        mean = Math.Min(1, mean);
        low = Math.Clamp(low, 0, Math.Min(mean, 1 - (AtMost(values.Count) * lost)));
        return new AccuracyEstimate(mean, low, Math.Min(1, high), Confidence, values.Count, characters);
    }

    /// <summary>sqrt(n / (n - 1)) t / z, with the first term of Cornish and Fisher's expansion of Student's quantile.</summary>
    private static double Widening(int pieces)
    {
        var freedom = Math.Max(1, pieces - 1);
        return Math.Sqrt((double)pieces / freedom) * (1 + (((NormalQuantile * NormalQuantile) + 1) / (4.0 * freedom)));
    }

    private static double[] Resample(IReadOnlyList<(double Value, double Weight)> values, RandomStream random)
    {
        var means = new double[Resamples];
        for (var r = 0; r < means.Length; r++)
        {
            double sum = 0, weights = 0;
            for (var i = 0; i < values.Count; i++)
            {
                var (value, weight) = values[random.Next(values.Count)];
                sum += weight * value;
                weights += weight;
            }

            means[r] = sum / weights;
        }

        Array.Sort(means);
        return means;
    }
}
