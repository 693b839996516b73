using Glyph.Core.Trials;
using Glyph.Evolution.Confirming;
using Glyph.Evolution.Pareto;

namespace Glyph.Evolution.Surrogate;

/// <summary>A point of the front as it is believed: exact compression, and accuracy on the error scale.</summary>
internal readonly record struct Believed(double LogCompression, double Place);

/// <summary>
/// What reading a candidate is expected to gain, when its compression is known exactly and its accuracy is believed. For the whole
/// front: hypervolume, as it is reported. For users: the same area on the error scale and the logarithm of compression, above the
/// accuracy below which a config is of no use, and the compression at each accuracy by which users choose (expected improvement
/// under a constraint: Schonlau, Welch, Jones 1998). Each is relative to what there is.
/// </summary>
internal sealed class Acquisition
{
    /// <summary>The accuracies by which users choose.</summary>
    private static readonly double[] UsersLevels = [0.95, 0.98, 0.99];

    /// <summary>Gains are relative to at least so much area.</summary>
    private const double LeastArea = 0.05;

    private static readonly Objectives Useful = Loop.Credit.UsefulCorner;

    private readonly double[] _levels;
    private List<Believed> _front;
    private (double Known, double Uncertain)[] _plain = [];
    private (double Known, double Uncertain)[] _scaled = [];
    private double[] _best = [];
    private double _area;
    private double _useful;

    /// <summary>Weighs against a front.</summary>
    /// <param name="front">What is believed of the trials that may be on the front.</param>
    /// <param name="mark">The mark to beat, whose accuracy is a level too; null when it was not read.</param>
    public Acquisition(IEnumerable<Believed> front, Believed? mark)
    {
        _front = [.. front];
        _levels = [.. UsersLevels.Select(ErrorScale.Of), .. mark is { } m ? new[] { m.Place } : []];
        Measure();
    }

    /// <summary>The expected gain.</summary>
    /// <param name="logCompression">The candidate's compression.</param>
    /// <param name="mean">The mean of its accuracy on the error scale.</param>
    /// <param name="deviation">The standard deviation of that.</param>
    /// <param name="forWhole">Whether the whole front's hypervolume counts, or what users choose by.</param>
    public double Of(double logCompression, double mean, double deviation, bool forWhole)
    {
        if (forWhole)
        {
            return ExpectedImprovement.Strips(_plain, (ParetoFront.Reference.Compression, ParetoFront.Reference.Accuracy), Math.Exp(logCompression))
                .Sum(strip => strip.Width * AccuracyAbove(strip.Threshold, mean, deviation)) / _area;
        }

        var useful = ExpectedImprovement.Strips(_scaled, (Useful.Compression, Useful.Accuracy), logCompression)
            .Sum(strip => strip.Width * ExpectedImprovement.Above(strip.Threshold, mean, deviation));
        var levels = 0.0;
        for (var i = 0; i < _levels.Length; i++)
        {
            levels += Math.Max(0, logCompression - _best[i]) * Reaches(_levels[i], mean, deviation);
        }

        return (useful / _useful) + (levels / _levels.Length);
    }

    /// <summary>Counts a candidate as read, at what is believed of it.</summary>
    public void Add(double logCompression, double mean)
    {
        _front.Add(new Believed(logCompression, mean));
        Measure();
    }

    private void Measure()
    {
        _front = Undominated(_front);
        _scaled = [.. _front.Select(p => (p.LogCompression, p.Place))];
        _plain = [.. _front.Select(p => (Math.Exp(p.LogCompression), Math.Min(1, ErrorScale.AccuracyAt(p.Place))))];
        _area = Math.Max(LeastArea, ParetoFront.Hypervolume(_plain.Select(p => new Objectives(p.Uncertain, p.Known)), ParetoFront.Reference));
        _useful = Math.Max(LeastArea, ParetoFront.Hypervolume(_scaled.Select(p => new Objectives(p.Uncertain, p.Known)), Useful));
        _best = [.. _levels.Select(level => _front.Where(p => p.Place >= level - 1e-9).Select(p => p.LogCompression).Append(Useful.Compression).Max())];
    }

    /// <summary>By rising compression and falling accuracy.</summary>
    private static List<Believed> Undominated(List<Believed> points)
    {
        var kept = new List<Believed>();
        foreach (var point in points.OrderByDescending(p => p.LogCompression).ThenByDescending(p => p.Place))
        {
            if (kept.Count == 0 || point.Place > kept[^1].Place)
            {
                kept.Add(point);
            }
        }

        kept.Reverse();
        return kept;
    }

    private static double Reaches(double level, double mean, double deviation) =>
        deviation <= 0 ? (mean >= level ? 1 : 0) : Normal.Cdf((mean - level) / deviation);

    /// <summary>The expected accuracy above a threshold: 1 - accuracy, and a floor, is log-normal where the error scale is normal.</summary>
    private static double AccuracyAbove(double threshold, double mean, double deviation)
    {
        var (logMean, logDeviation) = (-mean * Math.Log(10), deviation * Math.Log(10));
        return ExpectedImprovement.BelowLogNormal(1 + ErrorScale.Floor - threshold, logMean, logDeviation)
            - ExpectedImprovement.BelowLogNormal(ErrorScale.Floor, logMean, logDeviation);
    }
}
