namespace Glyph.Evolution.Surrogate;

/// <summary>
/// How alike the accuracies of two configs are expected to be, on the error scale: a straight line and a curve in the physical
/// features, an effect of each choice by itself, and a finer curve that differs from choice to choice (as the sum and product
/// of kernels: Duvenaud et al., "Structure Discovery in Nonparametric Regression through Compositional Kernel Search", 2013).
/// </summary>
/// <param name="Line">The variance of the slopes.</param>
/// <param name="Curve">The variance of the curve that all choices share.</param>
/// <param name="CurveLength">Over how far the curve bends, in scaled features.</param>
/// <param name="Choice">The variance of one choice's own effect.</param>
/// <param name="Own">The variance of the curve that each combination of choices has to itself.</param>
/// <param name="OwnLength">Over how far that bends.</param>
/// <param name="Unexplained">The variance of what no feature explains.</param>
internal sealed record AccuracyKernel(double Line, double Curve, double CurveLength, double Choice, double Own, double OwnLength, double Unexplained)
{
    /// <summary>The variance of the level of accuracy itself: it may be anywhere on the error scale.</summary>
    private const double Level = 4;

    /// <summary>What a differing choice leaves of the likeness of two own curves.</summary>
    private const double LeftByDifference = 0.5;

    /// <summary>Where the fit begins: sensible for a space of pages and fonts like those that are shipped.</summary>
    public static AccuracyKernel Default { get; } = new(0.01, 0.15, 3, 0.02, 0.03, 1.5, 0.002);

    /// <summary>The parameters as one list, for the fit.</summary>
    public double[] Parameters => [Line, Curve, CurveLength, Choice, Own, OwnLength, Unexplained];

    /// <summary>The kernel of such a list.</summary>
    public static AccuracyKernel Of(double[] p) => new(p[0], p[1], p[2], p[3], p[4], p[5], p[6]);

    /// <summary>The covariance of the accuracies of two configs.</summary>
    public double Between(Features a, Features b)
    {
        double product = 0, distance = 0;
        for (var k = 0; k < a.Physical.Length; k++)
        {
            product += a.Physical[k] * b.Physical[k];
            distance += (a.Physical[k] - b.Physical[k]) * (a.Physical[k] - b.Physical[k]);
        }

        var (same, likeness) = (0, 1.0);
        for (var k = 0; k < a.Choices.Length; k++)
        {
            if (a.Choices[k] == b.Choices[k])
            {
                same++;
            }
            else
            {
                likeness *= LeftByDifference;
            }
        }

        return Level + (Line * product) + (Choice * same)
            + (Curve * Math.Exp(-distance / (2 * CurveLength * CurveLength)))
            + (Own * likeness * Math.Exp(-distance / (2 * OwnLength * OwnLength)));
    }
}
