using Glyph.Core.Costs;
using Glyph.Core.Rendering;
using Glyph.Core.Spaces;

namespace Glyph.Evolution.Surrogate;

/// <summary>
/// What the model of accuracy looks at: what the reader sees of a config, in pixels after the target's resize, and the choices
/// that have no order (font, page, colours ...).
/// </summary>
/// <param name="Physical">Numbers, each divided by the distance over which it matters.</param>
/// <param name="Choices">The choice of every categorical parameter of the space, by its place, or -1 where it is not active.</param>
/// <param name="Expected">The accuracy that is expected before anything was read, on the error scale.</param>
internal sealed record Features(double[] Physical, int[] Choices, double Expected)
{
    /// <summary>How many physical features there are.</summary>
    public const int PhysicalCount = 8;

    /// <summary>A difference of a third in a length (such as 6 against 8 px) matters.</summary>
    private const double LengthScale = 0.36;

    /// <summary>Strokes differ by more before it matters: a bold face has twice those of a regular one.</summary>
    private const double StrokeScale = 0.9;

    /// <summary>The line pitch matters over a third of the letters' height.</summary>
    private const double PitchScale = 0.3;

    /// <summary>How far letters may reach into other lines before it matters, in heights of an x.</summary>
    private const double OverlapScale = 0.3;

    /// <summary>Contrast matters by its order of magnitude.</summary>
    private const double ContrastScale = 1;

    /// <summary>The features of a candidate.</summary>
    /// <param name="space">Its space.</param>
    /// <param name="genome">Its genome; null for a config that the space cannot express.</param>
    /// <param name="cost">Its cost, with what is seen of it.</param>
    public static Features Of(SearchSpace space, Genome? genome, CostReport cost)
    {
        var sight = cost.Sight ?? throw new InvalidOperationException("The evaluator says nothing of what is seen.");
        return new Features(PhysicalOf(sight), [.. space.Parameters.OfType<CategoricalParameter>().Select(p => IndexOf(p, genome?[p.Name]))], Legibility.At(sight));
    }

    /// <summary>The same, told apart by the search that read it: another text may be easier, and other choices may serve it.</summary>
    /// <param name="search">Which search; 0 is the one that asks.</param>
    public Features In(int search) => this with { Choices = [.. Choices, search] };

    private static double[] PhysicalOf(Sight sight) =>
    [
        Math.Log(Legibility.Length(sight.CharacterWidth)) / LengthScale,
        Math.Log(Legibility.Length(sight.XHeight)) / LengthScale,
        Math.Log(Legibility.Length(sight.Stroke)) / StrokeScale,
        Math.Log(Legibility.Length(sight.LinePitch) / Legibility.Length(sight.XHeight)) / PitchScale,
        Legibility.OverlapOf(sight) / OverlapScale,

        // Lines a whole number of pixels apart stand alike in their rows.
        2 * Math.Abs(sight.LinePitch - Math.Round(sight.LinePitch)),
        sight.IsResampled ? 1 : 0,
        Math.Log(sight.Contrast) / ContrastScale,
    ];

    private static int IndexOf(CategoricalParameter parameter, GeneValue? value)
    {
        for (var i = 0; value is { IsNumber: false } choice && i < parameter.Choices.Count; i++)
        {
            if (string.Equals(parameter.Choices[i].Name, choice.Choice, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
