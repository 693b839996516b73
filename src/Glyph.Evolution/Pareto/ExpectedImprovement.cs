using Glyph.Evolution.Confirming;

namespace Glyph.Evolution.Pareto;

/// <summary>
/// By how much a point is expected to enlarge the hypervolume of a front when one of its two objectives is known exactly and
/// the other is normally distributed. With one known objective the expected hypervolume improvement (Emmerich, Deutz, Klinkenberg,
/// "Hypervolume-based expected improvement", CEC 2011) is a sum over the front's strips of the classic expected improvement
/// (Jones, Schonlau, Welch, "Efficient global optimization", 1998).
/// </summary>
internal static class ExpectedImprovement
{
    /// <summary>A stretch of the known objective, and the value of the other above which a point adds area there.</summary>
    /// <param name="Width">The stretch's length.</param>
    /// <param name="Threshold">The largest other objective of the front's points that reach it, or the reference's.</param>
    internal readonly record struct Strip(double Width, double Threshold);

    /// <summary>The expected hypervolume improvement.</summary>
    /// <param name="front">Points (known, uncertain), in any order.</param>
    /// <param name="reference">The corner.</param>
    /// <param name="known">The point's known objective.</param>
    /// <param name="mean">The mean of its other objective.</param>
    /// <param name="deviation">The standard deviation of that, at least 0.</param>
    public static double Of(IEnumerable<(double Known, double Uncertain)> front, (double Known, double Uncertain) reference, double known, double mean, double deviation) =>
        Strips([.. front.OrderBy(p => p.Known)], reference, known).Sum(strip => strip.Width * Above(strip.Threshold, mean, deviation));

    /// <summary>The strips that a point with this known objective reaches.</summary>
    /// <param name="front">Points by rising known objective; dominated ones may be among them.</param>
    /// <param name="reference">The corner.</param>
    /// <param name="known">The point's known objective.</param>
    public static IEnumerable<Strip> Strips(IReadOnlyList<(double Known, double Uncertain)> front, (double Known, double Uncertain) reference, double known)
    {
        // From the right: what reaches farther stands above all that is left of it.
        var (threshold, right) = (reference.Uncertain, known);
        for (var i = front.Count - 1; i >= 0 && right > reference.Known; i--)
        {
            var place = Math.Max(front[i].Known, reference.Known);
            if (front[i].Uncertain <= threshold)
            {
                continue;
            }

            if (place < right)
            {
                yield return new Strip(right - place, threshold);
                right = place;
            }

            threshold = front[i].Uncertain;
        }

        if (right > reference.Known)
        {
            yield return new Strip(right - reference.Known, threshold);
        }
    }

    /// <summary>E[max(0, Y - threshold)] of a normal Y.</summary>
    public static double Above(double threshold, double mean, double deviation)
    {
        if (deviation <= 0)
        {
            return Math.Max(0, mean - threshold);
        }

        var z = (mean - threshold) / deviation;
        return Math.Max(0, deviation * ((z * Normal.Cdf(z)) + Normal.Density(z)));
    }

    /// <summary>E[max(0, limit - X)] of a log-normal X (the undiscounted put of Black and Scholes, 1973).</summary>
    /// <param name="limit">Above 0; of 0 or less nothing is expected.</param>
    /// <param name="logMean">The mean of ln X.</param>
    /// <param name="logDeviation">The standard deviation of ln X, at least 0.</param>
    public static double BelowLogNormal(double limit, double logMean, double logDeviation)
    {
        if (limit <= 0)
        {
            return 0;
        }

        if (logDeviation <= 0)
        {
            return Math.Max(0, limit - Math.Exp(logMean));
        }

        var d = (Math.Log(limit) - logMean) / logDeviation;
        return Math.Max(0, (limit * Normal.Cdf(d)) - (Math.Exp(logMean + (logDeviation * logDeviation / 2)) * Normal.Cdf(d - logDeviation)));
    }
}
