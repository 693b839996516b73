using Glyph.Core.Rendering;

namespace Glyph.Evolution.Surrogate;

/// <summary>
/// What is expected of accuracy before anything was read. Errors have two sources: letters that are too narrow, and lines that
/// reach into each other. On the error scale accuracy rises with the logarithm of the width of characters, up to a ceiling. The
/// figures are fitted to 4,000 readings of the shipped recogniser, the recorded landscapes of <c>compact</c> and <c>glyph-paper</c>
/// (<c>scripts/fit-legibility.py</c>), and rounded. Another reader needs other sizes, and another level: the model learns both
/// from what is read.
/// </summary>
internal static class Legibility
{
    /// <summary>The ceiling, on the error scale: an accuracy of 99.9 %.</summary>
    private const double Ceiling = 2.5;

    /// <summary>The rise for a width that is e times as large.</summary>
    private const double Slope = 2.6;

    /// <summary>The width in pixels where the slope would reach the ceiling.</summary>
    private const double Width = 5.1;

    /// <summary>How soft the bend between slope and ceiling is.</summary>
    private const double Bend = 0.4;

    /// <summary>The share of characters that is misread because letters touch those of the next line.</summary>
    private const double Touching = 0.011;

    /// <summary>The share is e times as large where lines are nearer by so many heights of an x.</summary>
    private const double Nearer = 0.12;

    /// <summary>What it costs, on the error scale, that the target resamples a page.</summary>
    private const double Resampling = 0.18;

    /// <summary>
    /// Lengths below this many pixels count as it: letters that are set into each other, and strokes that are thinned to nothing, may
    /// have any, and nobody reads them.
    /// </summary>
    private const double LeastLength = 0.05;

    /// <summary>Letters reach into other lines by at most so many heights of an x, in either direction, as far as reading goes.</summary>
    private const double MostOverlap = 20;

    /// <summary>A length in pixels, as far as reading goes.</summary>
    public static double Length(double pixels) => Math.Max(LeastLength, pixels);

    /// <summary>How far letters reach into other lines, in heights of an x.</summary>
    public static double OverlapOf(Sight sight) => Math.Clamp(sight.Overlap / Length(sight.XHeight), -MostOverlap, MostOverlap);

    /// <summary>The expected accuracy, on the error scale.</summary>
    public static double At(Sight sight)
    {
        var narrow = Math.Pow(10, -Ceiling) * Math.Pow(1 + Math.Exp(-Slope * Math.Log(Length(sight.CharacterWidth) / Width) / Bend), Bend * Math.Log(10));
        var touching = Touching * Math.Exp(OverlapOf(sight) / Nearer);
        return -Math.Log10(Math.Min(1, narrow + touching)) - (sight.IsResampled ? Resampling : 0);
    }
}
