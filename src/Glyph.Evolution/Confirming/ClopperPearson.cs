namespace Glyph.Evolution.Confirming;

/// <summary>The exact bound of a share that was counted (Clopper and Pearson, Biometrika 26, 1934).</summary>
internal static class ClopperPearson
{
    private const int Steps = 60;

    /// <summary>
    /// The largest share under which so few hits are not yet unlikely: about 3 / <paramref name="trials"/> for none (the rule of
    /// three), and 1 where nothing was counted.
    /// </summary>
    /// <param name="hits">How many there were, at least 0.</param>
    /// <param name="trials">Among how many.</param>
    /// <param name="confidence">How sure, such as 0.95; one-sided.</param>
    public static double Upper(int hits, int trials, double confidence)
    {
        if (hits >= trials)
        {
            return 1;
        }

        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < Steps; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = AtMost(hits, trials, middle) > 1 - confidence ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>The smallest share under which so many hits are not yet unlikely: 0 for none.</summary>
    /// <param name="hits">How many there were, at least 0.</param>
    /// <param name="trials">Among how many.</param>
    /// <param name="confidence">How sure, such as 0.95; one-sided.</param>
    public static double Lower(int hits, int trials, double confidence) => hits == 0 ? 0 : 1 - Upper(trials - hits, trials, confidence);

    /// <summary>The binomial probability of no more than so many hits, term by term from none on.</summary>
    private static double AtMost(int hits, int trials, double share)
    {
        var term = trials * Math.Log(1 - share);
        var sum = Math.Exp(term);
        for (var k = 1; k <= hits; k++)
        {
            term += Math.Log((double)(trials - k + 1) / k) + Math.Log(share / (1 - share));
            sum += Math.Exp(term);
        }

        return sum;
    }
}
