namespace Glyph.Evolution.Surrogate;

/// <summary>
/// How alike the accuracies of two configs are expected to differ from what <see cref="Legibility"/> says, on the error scale: a
/// level, a straight line in the physical features, an effect of each choice by itself, and a curve over all of them, in which
/// every feature has its own length (automatic relevance determination: Rasmussen and Williams 2006, section 5.1) and every
/// differing choice takes off its own share of likeness.
/// </summary>
/// <param name="logarithms">The logarithms of the parameters, in the order of <see cref="Default"/>.</param>
/// <param name="features">How many physical features there are.</param>
internal sealed class AccuracyKernel(double[] logarithms, int features)
{
    /// <summary>The variance of the level: another reader may need letters half or twice as large.</summary>
    private const double Level = 1;

    /// <summary>The fine curve bends over a third of the lengths of the other.</summary>
    private const double Finer = 9;

    private const int Common = 5;

    private readonly double _line = Math.Exp(logarithms[0]);
    private readonly double _choice = Math.Exp(logarithms[1]);
    private readonly double _curve = Math.Exp(logarithms[2]);
    private readonly double _fine = Math.Exp(logarithms[4]);
    private readonly double[] _weights = [.. logarithms.Skip(Common).Take(features).Select(l => Math.Exp(-2 * l) / 2)];
    private readonly double[] _differences = [.. logarithms.Skip(Common + features).Select(Math.Exp)];

    /// <summary>
    /// Where the fit begins, and to where its prior pulls: the variances of the slopes, of a choice's own effect, of the curve, of what
    /// no feature explains, and of the fine curve; the length of each feature; the likeness that each choice takes off (as a
    /// logarithm).
    /// </summary>
    public static double[] Default(int features, int choices) =>
    [
        Math.Log(0.05), Math.Log(0.02), Math.Log(0.15), Math.Log(0.002), Math.Log(0.005), .. Enumerable.Repeat(0.0, features), .. Enumerable.Repeat(Math.Log(0.1), choices),
    ];

    /// <summary>The standard deviations of the logarithms' prior. Choices differ most: a font may be another world, or the same.</summary>
    public static double[] Doubt(int features, int choices) =>
        [.. Enumerable.Repeat(Math.Log(3), Common + features), .. Enumerable.Repeat(Math.Log(8), choices)];

    /// <summary>The logarithms of the parameters.</summary>
    public double[] Logarithms => logarithms;

    /// <summary>The variance of what no feature explains.</summary>
    public double Unexplained { get; } = Math.Exp(logarithms[3]);

    /// <summary>The covariance of the accuracies of two configs.</summary>
    public double Between(Features a, Features b)
    {
        double product = 0, distance = 0;
        for (var k = 0; k < _weights.Length; k++)
        {
            var (x, y) = (a.Physical[k], b.Physical[k]);
            product += x * y;
            distance += (x - y) * (x - y) * _weights[k];
        }

        var same = 0;
        for (var k = 0; k < _differences.Length; k++)
        {
            if (a.Choices[k] == b.Choices[k])
            {
                same++;
            }
            else
            {
                distance += _differences[k];
            }
        }

        return Level + (_line * product) + (_choice * same) + (_curve * Math.Exp(-distance)) + (_fine * Math.Exp(-Finer * distance));
    }

    /// <summary>Adds the derivatives of <see cref="Between"/> by the logarithms of the parameters, each times a weight; not that by what is unexplained.</summary>
    public void AddGradient(Features a, Features b, double weight, double[] gradient)
    {
        double product = 0, distance = 0;
        for (var k = 0; k < _weights.Length; k++)
        {
            var (x, y) = (a.Physical[k], b.Physical[k]);
            product += x * y;
            distance += (x - y) * (x - y) * _weights[k];
        }

        var same = 0;
        for (var k = 0; k < _differences.Length; k++)
        {
            var differs = a.Choices[k] != b.Choices[k];
            same += differs ? 0 : 1;
            distance += differs ? _differences[k] : 0;
        }

        var curve = weight * _curve * Math.Exp(-distance);
        gradient[0] += weight * _line * product;
        gradient[1] += weight * _choice * same;
        gradient[2] += curve;
        var fine = weight * _fine * Math.Exp(-Finer * distance);
        gradient[4] += fine;
        curve += Finer * fine;
        for (var k = 0; k < _weights.Length; k++)
        {
            var (x, y) = (a.Physical[k], b.Physical[k]);
            gradient[Common + k] += curve * 2 * (x - y) * (x - y) * _weights[k];
        }

        for (var k = 0; k < _differences.Length; k++)
        {
            gradient[Common + _weights.Length + k] -= a.Choices[k] != b.Choices[k] ? curve * _differences[k] : 0;
        }
    }
}
