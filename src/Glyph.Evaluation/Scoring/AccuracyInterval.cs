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

    /// <summary>Estimates the accuracy.</summary>
    /// <param name="items">What was read; at least one.</param>
    /// <param name="seed">The seed of the resamples.</param>
    public static AccuracyEstimate Of(IReadOnlyList<ScoredItem> items, long seed)
    {
        var characters = items.Sum(item => (long)item.Truth.Length);
        // A text loses a few characters where it is misread; an answer is lost as a whole.
        var loss = items.All(item => item.IsText) ? Math.Min(1, CharactersLost / Math.Max(1, (double)characters / items.Count)) : 1;
        return Of([.. items.Select(item => (item.Score.Score, item.Score.Weight))], characters, loss, seed);
    }

    /// <summary>Estimates a mean score.</summary>
    /// <param name="pieces">Scores in [0, 1] with their weights; at least one.</param>
    /// <param name="characters">How many characters they hold.</param>
    /// <param name="loss">The share, in (0, 1], that an imperfect one is taken to lose in a sample that is otherwise perfect.</param>
    /// <param name="seed">The seed of the resamples.</param>
    public static AccuracyEstimate Of(IReadOnlyList<(double Score, double Weight)> pieces, long characters, double loss, long seed)
    {
        var mean = Math.Min(1, pieces.Sum(p => p.Weight * p.Score) / pieces.Sum(p => p.Weight));
        var means = Resample(pieces, new RandomStream(seed, "bootstrap"));
        var widening = Widening(pieces.Count);
        var low = mean - (widening * Math.Max(0, mean - means[(int)(Tail * Resamples)]));
        var high = mean + (widening * Math.Max(0, means[(int)((1 - Tail) * Resamples) - 1] - mean));
        low = Math.Clamp(low, 0, Math.Min(mean, Provable(pieces.Count, loss)));
        return new AccuracyEstimate(mean, low, Math.Min(1, high), Confidence, pieces.Count, characters);
    }

    /// <summary>sqrt(n / (n - 1)) t / z, with the first term of Cornish and Fisher's expansion of Student's quantile.</summary>
    private static double Widening(int pieces)
    {
        var freedom = Math.Max(1, pieces - 1);
        return Math.Sqrt((double)pieces / freedom) * (1 + (((NormalQuantile * NormalQuantile) + 1) / (4.0 * freedom)));
    }

    /// <summary>The lower end for a perfect sample.</summary>
    private static double Provable(int pieces, double loss) => 1 - ((1 - Math.Pow(Tail, 1.0 / pieces)) * loss);

    private static double[] Resample(IReadOnlyList<(double Score, double Weight)> pieces, RandomStream random)
    {
        var means = new double[Resamples];
        for (var r = 0; r < means.Length; r++)
        {
            double sum = 0, weights = 0;
            for (var i = 0; i < pieces.Count; i++)
            {
                var piece = pieces[random.Next(pieces.Count)];
                sum += piece.Weight * piece.Score;
                weights += piece.Weight;
            }

            means[r] = Math.Min(1, sum / weights);
        }

        Array.Sort(means);
        return means;
    }
}
