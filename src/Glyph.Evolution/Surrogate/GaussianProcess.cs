namespace Glyph.Evolution.Surrogate;

/// <summary>
/// Gaussian process regression with noise of a known variance at each point: Rasmussen and Williams, "Gaussian Processes for
/// Machine Learning", 2006, algorithm 2.1. The prior mean is 0.
/// </summary>
internal sealed class GaussianProcess
{
    private readonly Cholesky _factor;
    private readonly double[] _weights;

    /// <summary>Learns.</summary>
    /// <param name="values">What was observed at each point; may be none.</param>
    /// <param name="noise">The variance of each observation, above 0.</param>
    /// <param name="covariance">The prior covariance of the function at two of the points, by index.</param>
    public GaussianProcess(double[] values, double[] noise, Func<int, int, double> covariance)
    {
        _factor = new Cholesky(values.Length, (i, j) => covariance(i, j) + (i == j ? noise[i] : 0));
        _weights = _factor.Solve(values);
    }

    /// <summary>What is believed of the function at a point.</summary>
    /// <param name="variance">Its prior variance there.</param>
    /// <param name="covariances">Its prior covariance with each observed point.</param>
    public Belief At(double variance, double[] covariances)
    {
        var explained = _factor.SolveLower(covariances);
        var left = variance - Cholesky.Dot(explained, explained, explained.Length);
        return new Belief(Cholesky.Dot(covariances, _weights, covariances.Length), Math.Sqrt(Math.Max(left, 0)), explained);
    }
}

/// <summary>What is believed of a function at a point: a normal distribution.</summary>
/// <param name="Mean">Its mean.</param>
/// <param name="Deviation">Its standard deviation, at least 0.</param>
/// <param name="Explained">What the observations explain of its variance, for covariances.</param>
internal sealed record Belief(double Mean, double Deviation, double[] Explained);
