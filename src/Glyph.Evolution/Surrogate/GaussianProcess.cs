namespace Glyph.Evolution.Surrogate;

/// <summary>
/// Gaussian process regression with noise of a known variance at each point: Rasmussen and Williams, "Gaussian Processes for
/// Machine Learning", 2006, algorithm 2.1. The prior mean is 0.
/// </summary>
internal sealed class GaussianProcess<TPoint>
{
    private readonly IReadOnlyList<TPoint> _points;
    private readonly Func<TPoint, TPoint, double> _kernel;
    private readonly Cholesky _factor;
    private readonly double[] _weights;

    /// <summary>Learns.</summary>
    /// <param name="points">Where the function was observed; at least one.</param>
    /// <param name="values">What was observed there.</param>
    /// <param name="noise">The variance of each observation, above 0.</param>
    /// <param name="kernel">The prior covariance of the function at two points.</param>
    public GaussianProcess(IReadOnlyList<TPoint> points, double[] values, double[] noise, Func<TPoint, TPoint, double> kernel)
    {
        (_points, _kernel) = (points, kernel);
        _factor = new Cholesky(points.Count, (i, j) => kernel(points[i], points[j]) + (i == j ? noise[i] : 0));
        _weights = _factor.Solve(values);
        LogLikelihood = -0.5 * (Cholesky.Dot(values, _weights, values.Length) + _factor.LogDeterminant + (points.Count * Math.Log(2 * Math.PI)));
    }

    /// <summary>The logarithm of the density of what was observed, under the prior.</summary>
    public double LogLikelihood { get; }

    /// <summary>What is believed of the function at a point.</summary>
    public Belief At(TPoint point)
    {
        var covariances = new double[_points.Count];
        for (var i = 0; i < covariances.Length; i++)
        {
            covariances[i] = _kernel(point, _points[i]);
        }

        var explained = _factor.SolveLower(covariances);
        var variance = _kernel(point, point) - Cholesky.Dot(explained, explained, explained.Length);
        return new Belief(Cholesky.Dot(covariances, _weights, covariances.Length), Math.Sqrt(Math.Max(variance, 0)), explained);
    }

    /// <summary>The covariance that is left between the function's values at two points.</summary>
    public double Covariance(TPoint a, Belief atA, TPoint b, Belief atB) =>
        _kernel(a, b) - Cholesky.Dot(atA.Explained, atB.Explained, atA.Explained.Length);
}

/// <summary>What is believed of a function at a point: a normal distribution.</summary>
/// <param name="Mean">Its mean.</param>
/// <param name="Deviation">Its standard deviation, at least 0.</param>
/// <param name="Explained">What the observations explain of its variance, for covariances.</param>
internal sealed record Belief(double Mean, double Deviation, double[] Explained);
