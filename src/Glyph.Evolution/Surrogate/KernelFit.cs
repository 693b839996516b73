namespace Glyph.Evolution.Surrogate;

/// <summary>
/// Chooses the kernel that explains the trials best: a coordinate search over factors of two of each parameter, for the
/// likelihood times a log-normal prior around the default, which decides while there are few trials.
/// </summary>
internal static class KernelFit
{
    /// <summary>A parameter is within this factor of its default with a probability of two thirds.</summary>
    private const double PriorFactor = 4;

    private const int Passes = 3;

    private static readonly double[] Steps = [4, 2];

    /// <summary>The kernel with the highest posterior density that the search finds.</summary>
    /// <param name="logLikelihood">The logarithm of the likelihood of a kernel.</param>
    public static AccuracyKernel Fit(Func<AccuracyKernel, double> logLikelihood)
    {
        var origin = AccuracyKernel.Default.Parameters;
        var best = origin;
        var density = Density(best);
        for (var pass = 0; pass < Passes; pass++)
        {
            var before = density;
            for (var k = 0; k < origin.Length; k++)
            {
                foreach (var factor in Steps.SelectMany(s => new[] { s, 1 / s }))
                {
                    var changed = (double[])best.Clone();
                    changed[k] *= factor;
                    if (Density(changed) is var candidate && candidate > density)
                    {
                        (best, density) = (changed, candidate);
                    }
                }
            }

            if (density <= before)
            {
                break;
            }
        }

        return AccuracyKernel.Of(best);

        double Density(double[] parameters)
        {
            var distance = parameters.Zip(origin, (p, o) => Math.Pow(Math.Log(p / o) / Math.Log(PriorFactor), 2)).Sum();
            return logLikelihood(AccuracyKernel.Of(parameters)) - (0.5 * distance);
        }
    }
}
