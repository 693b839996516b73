using Glyph.Core.Rendering;

namespace Glyph.Evolution.Surrogate;

/// <summary>
/// What is expected of accuracy before anything was read: on the error scale it rises with the logarithm of the width of
/// characters, up to a ceiling. The shipped recogniser reads DejaVu Sans at an em of 4, 5, 6, 7 and 8 px (2.1 to 4.2 px a
/// character) 33 to 60, 87 to 94, 98, 99.4 and 99.6 % right; the slope between is taken. Another reader needs other sizes, and
/// another level: the model learns both from what is read.
/// </summary>
internal static class Legibility
{
    /// <summary>The ceiling, on the error scale: an accuracy of 99.6 %.</summary>
    private const double Ceiling = 2.2;

    /// <summary>The rise for a width that is e times as large.</summary>
    private const double Slope = 3.5;

    /// <summary>The width in pixels where the slope would reach the ceiling.</summary>
    private const double Width = 3.7;

    /// <summary>How soft the bend between slope and ceiling is.</summary>
    private const double Bend = 0.4;

    /// <summary>What it costs that the target resamples a page.</summary>
    private const double Resampling = 0.2;

    /// <summary>What it costs, for each height of an x, that letters reach into other lines.</summary>
    private const double Overlap = 3;

    /// <summary>The expected accuracy, on the error scale.</summary>
    public static double At(Sight sight) =>
        Ceiling - (Bend * Math.Log(1 + Math.Exp(-Slope * Math.Log(sight.CharacterWidth / Width) / Bend)))
        - (sight.IsResampled ? Resampling : 0) - (Overlap * sight.Overlap / sight.XHeight);
}
