namespace Glyph.Evolution.Surrogate;

/// <summary>
/// Chooses the kernel that explains the trials best: the likelihood times a log-normal prior around the default, which decides
/// while there are few trials, climbed by its gradient's signs (Rprop, which suits this best: Blum and Riedmiller, "Optimization
/// of Gaussian process hyperparameters using Rprop", ESANN 2013).
/// </summary>
internal static class KernelFit
{
    private const int Steps = 40;
    private const double FirstStep = 0.2;
    private const double LargestStep = 0.8;
    private const double LeastStep = 0.01;

    /// <summary>The best kernel that the climb met.</summary>
    /// <param name="features">The configs that were read.</param>
    /// <param name="values">What was read of each, less what was expected.</param>
    /// <param name="noise">The variance of each reading.</param>
    public static AccuracyKernel Fit(IReadOnlyList<Features> features, double[] values, double[] noise)
    {
        var count = features[0].Physical.Length;
        var (origin, doubt) = (AccuracyKernel.Default(count, features[0].Choices.Length), AccuracyKernel.Doubt(count, features[0].Choices.Length));
        var place = (double[])origin.Clone();
        var (steps, last) = (Enumerable.Repeat(FirstStep, place.Length).ToArray(), new double[place.Length]);
        var (best, highest) = ((double[])place.Clone(), double.NegativeInfinity);
        for (var i = 0; i < Steps; i++)
        {
            var (density, gradient) = Density(new AccuracyKernel(place, count), origin, doubt, features, values, noise);
            if (!double.IsFinite(density) || !gradient.All(double.IsFinite))
            {
                // Farther that way no matrix can be taken apart any more.
                break;
            }

            if (density > highest)
            {
                (best, highest) = ((double[])place.Clone(), density);
            }

            for (var k = 0; k < place.Length; k++)
            {
                var agreement = gradient[k] * last[k];
                steps[k] = Math.Clamp(steps[k] * (agreement > 0 ? 1.2 : agreement < 0 ? 0.5 : 1), LeastStep, LargestStep);
                last[k] = agreement < 0 ? 0 : gradient[k];
                place[k] += Math.Sign(last[k]) * steps[k];
            }
        }

        return new AccuracyKernel(best, count);
    }

    /// <summary>The logarithm of the posterior density, up to a constant, and its gradient (Rasmussen and Williams 2006, equation 5.9).</summary>
    private static (double Density, double[] Gradient) Density(AccuracyKernel kernel, double[] origin, double[] doubt, IReadOnlyList<Features> features, double[] values, double[] noise)
    {
        var factor = new Cholesky(values.Length, (i, j) => kernel.Between(features[i], features[j]) + (i == j ? noise[i] + kernel.Unexplained : 0));
        var weights = factor.Solve(values);
        var inverse = factor.Inverse();
        var gradient = new double[origin.Length];
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                kernel.AddGradient(features[i], features[j], (weights[i] * weights[j]) - inverse[i][j], gradient);
            }

            var own = ((weights[i] * weights[i]) - inverse[i][i]) / 2;
            kernel.AddGradient(features[i], features[i], own, gradient);
            gradient[3] += own * kernel.Unexplained;
        }

        var density = -0.5 * (Cholesky.Dot(values, weights, values.Length) + factor.LogDeterminant);
        for (var k = 0; k < origin.Length; k++)
        {
            var far = (kernel.Logarithms[k] - origin[k]) / doubt[k];
            density -= far * far / 2;
            gradient[k] -= far / doubt[k];
        }

        return (density, gradient);
    }
}
