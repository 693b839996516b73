using Glyph.Core.Trials;
using Glyph.Evolution.Nsga2;

namespace Glyph.Evolution.Variation;

/// <summary>
/// Predicts a candidate's accuracy from the trials read so far: a ridge regression of the error scale on
/// <see cref="Features"/>, corrected by the mean residual of the nearest trials (Nadaraya-Watson, Gaussian weights).
/// Simple on purpose: it decides only which children are worth reading.
/// </summary>
internal sealed class AccuracyPredictor
{
    /// <summary>Residuals fade over this distance between standardised features.</summary>
    private const double Bandwidth = 0.8;

    /// <summary>Acts like this many trials whose residual is 0, so that one lucky trial does not bend the prediction.</summary>
    private const double Caution = 0.6;

    private readonly Features _features;
    private readonly double[] _weights;
    private readonly double[] _means;
    private readonly double[] _scales;
    private readonly List<(double[] Point, double Residual)> _trials = [];

    /// <summary>Learns from complete trials; needs at least one.</summary>
    public AccuracyPredictor(Features features, IReadOnlyList<Trial> trials)
    {
        _features = features;
        var rows = trials.Select(t => features.Of(t.Candidate, t.Objectives!.Value.Compression)).ToList();
        var targets = trials.Select(t => ErrorScale.Of(t.Objectives!.Value.Accuracy)).ToList();
        (_means, _scales) = Standardise(rows);
        var points = rows.Select(Point).ToList();
        _weights = Ridge.Solve(points, targets, [.. trials.Select(Weight)], Penalty);
        for (var i = 0; i < points.Count; i++)
        {
            _trials.Add((points[i], targets[i] - Linear(points[i])));
        }
    }

    /// <summary>The accuracy expected on <see cref="ErrorScale"/>.</summary>
    public double Predict(Candidate candidate, double compression)
    {
        var point = Point(_features.Of(candidate, compression));
        var (sum, total) = (0.0, Caution);
        foreach (var (other, residual) in _trials)
        {
            var near = Math.Exp(-SquaredDistance(point, other) / (2 * Bandwidth * Bandwidth));
            sum += near * residual;
            total += near;
        }

        return Linear(point) + (sum / total);
    }

    /// <summary>How far a candidate is from every trial, from 0 (on one) to 1.</summary>
    public double Novelty(Candidate candidate, double compression)
    {
        var point = Point(_features.Of(candidate, compression));
        var nearest = _trials.Min(t => SquaredDistance(point, t.Point));
        return 1 - Math.Exp(-nearest / (2 * Bandwidth * Bandwidth));
    }

    /// <summary>Trials that read badly say little about those that read well.</summary>
    private static double Weight(Trial trial) => trial.Objectives!.Value.Accuracy >= 0.85 ? 1 : 0.25;

    /// <summary>The intercept is free, the physical features cost little, the choices more.</summary>
    private static double Penalty(int index) => index == 0 ? 1e-6 : index < Features.Physical ? 0.3 : 1;

    private static (double[] Means, double[] Scales) Standardise(List<double[]> rows)
    {
        var count = rows[0].Length;
        var (means, scales) = (new double[count], new double[count]);
        for (var k = 0; k < count; k++)
        {
            var column = rows.Select(r => r[k]).ToList();
            var physical = k is > 0 and < Features.Physical - 1;
            means[k] = physical ? column.Average() : 0;
            scales[k] = physical ? Math.Max(0.05, Math.Sqrt(column.Average(v => (v - means[k]) * (v - means[k])))) : 1;
        }

        return (means, scales);
    }

    private static double SquaredDistance(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var k = 1; k < a.Length; k++)
        {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }

        return sum;
    }

    private double[] Point(double[] row)
    {
        var point = new double[row.Length];
        for (var k = 0; k < row.Length; k++)
        {
            point[k] = (row[k] - _means[k]) / _scales[k];
        }

        return point;
    }

    private double Linear(double[] point)
    {
        var sum = 0.0;
        for (var k = 0; k < point.Length; k++)
        {
            sum += point[k] * _weights[k];
        }

        return sum;
    }
}
