using Glyph.Core.Trials;

namespace Glyph.Evolution.Pareto;

/// <summary>
/// The scale on which distances between accuracies are measured: the negative logarithm of the error rate. From 0.98 to
/// 0.99 is then as far as from 0.90 to 0.95, which is how users of a reading model see it. Dominance does not change,
/// for the scale is monotone; only spread does.
/// </summary>
internal static class ErrorScale
{
    /// <summary>Errors far below this share cannot be told apart with the few lines that a trial reads.</summary>
    public const double Floor = 0.002;

    /// <summary>About 0.3 at accuracy 0.5, 1.0 at 0.9, 1.3 at 0.95, 1.9 at 0.99 and 2.7 at 1.</summary>
    public static double Of(double accuracy) => -Math.Log10(1 - Math.Clamp(accuracy, 0, 1) + Floor);

    /// <summary>The accuracy at a place of the scale; above 1 beyond its end.</summary>
    public static double AccuracyAt(double place) => 1 + Floor - Math.Pow(10, -place);

    /// <summary>How far a small error of an accuracy reaches on the scale: its slope there times the error.</summary>
    public static double SpreadOf(double accuracy, double error) => error / ((1 - Math.Clamp(accuracy, 0, 1) + Floor) * Math.Log(10));

    /// <summary>A trial's place: error scale and logarithm of compression.</summary>
    public static Objectives Place(double accuracy, double compression) => new(Of(accuracy), Math.Log(compression));
}
