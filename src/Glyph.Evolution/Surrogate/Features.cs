using Glyph.Core.Configs;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;

namespace Glyph.Evolution.Surrogate;

/// <summary>
/// What the model of accuracy looks at: what the reader sees of a config, in pixels, and the choices that have no order (font,
/// page, colours ...).
/// </summary>
/// <param name="Physical">Numbers, each divided by the distance over which it matters.</param>
/// <param name="Choices">The value of every categorical parameter of the space, or null where it is not active.</param>
internal sealed record Features(double[] Physical, GeneValue?[] Choices)
{
    /// <summary>A difference of an eighth in a length (such as 8 against 9 px) matters.</summary>
    private const double LengthScale = 0.12;

    /// <summary>Leading matters over a tenth of the font size.</summary>
    private const double LeadingScale = 0.1;

    /// <summary>The features of a candidate.</summary>
    /// <param name="space">Its space.</param>
    /// <param name="pixelGrid">The edge of the target's token cell in pixels.</param>
    /// <param name="candidate">The candidate.</param>
    /// <param name="compression">Its exact compression.</param>
    public static Features Of(SearchSpace space, int pixelGrid, Candidate candidate, double compression)
    {
        var config = candidate.Config;
        var height = config.FontSize * config.Dpi / 72;
        var pitch = config.LineHeight * config.Dpi / 72;
        double[] physical =
        [
            Math.Log(height) / LengthScale,
            Math.Log(height * config.HorizontalScale) / LengthScale,

            // Text tokens / vision tokens is text / area; over the line pitch that leaves the width of a character.
            -Math.Log(compression * pitch) / LengthScale,
            Math.Log(pitch / height) / LeadingScale,
            IsResampled(config, pixelGrid) ? 1 : 0,

            // Lines a whole number of pixels apart stand alike in their rows.
            2 * Math.Abs(pitch - Math.Round(pitch)),
        ];
        var genome = candidate.Genome ?? Genome.Empty;
        return new Features(physical, [.. space.Parameters.OfType<CategoricalParameter>().Select(p => genome[p.Name])]);
    }

    private static bool IsResampled(RenderConfig config, int pixelGrid)
    {
        if (config.PageGrid > 0)
        {
            return config.PageGrid % pixelGrid != 0;
        }

        var page = config.FullImagePixels;
        return config.AutoCropWidth || page.Width % pixelGrid != 0 || page.Height % pixelGrid != 0;
    }
}
