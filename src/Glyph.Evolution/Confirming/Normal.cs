namespace Glyph.Evolution.Confirming;

/// <summary>The normal distribution.</summary>
internal static class Normal
{
    /// <summary>The probability of a value below <paramref name="z"/>; error below 1.5e-7 (Abramowitz and Stegun 7.1.26).</summary>
    public static double Cdf(double z)
    {
        var x = Math.Abs(z) / Math.Sqrt(2);
        var t = 1 / (1 + (0.3275911 * x));
        var erf = 1 - (((((((((1.061405429 * t) - 1.453152027) * t) + 1.421413741) * t) - 0.284496736) * t) + 0.254829592) * t * Math.Exp(-x * x));
        return z >= 0 ? (1 + erf) / 2 : (1 - erf) / 2;
    }

    /// <summary>The density at <paramref name="z"/>.</summary>
    public static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>A number drawn from it (Box and Muller, 1958).</summary>
    public static double Draw(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>How many standard deviations a central interval of this coverage reaches to each side: 1.96 for 0.95.</summary>
    public static double HalfWidth(double coverage)
    {
        var (low, high) = (0.0, 8.0);
        for (var i = 0; i < 50; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = (2 * Cdf(middle)) - 1 < coverage ? (middle, high) : (low, middle);
        }

        return low;
    }
}
