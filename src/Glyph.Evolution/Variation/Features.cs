using Glyph.Core.Configs;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;

namespace Glyph.Evolution.Variation;

/// <summary>
/// What the predictor of accuracy looks at: height and width of the letters in pixels, line pitch, whether the target
/// would resample the page, and the choices that have no order (font, page, colours ...) as one number each.
/// </summary>
internal sealed class Features
{
    private readonly int _pixelGrid;
    private readonly Dictionary<(string Parameter, GeneValue Value), int> _choices = [];

    public Features(SearchSpace space, int pixelGrid)
    {
        _pixelGrid = pixelGrid;
        foreach (var parameter in space.Parameters.OfType<CategoricalParameter>())
        {
            foreach (var choice in parameter.Choices)
            {
                _choices[(parameter.Name, GeneValue.Of(choice.Name))] = Physical + _choices.Count;
            }
        }
    }

    /// <summary>How many of the numbers are physical; those of choices follow.</summary>
    public const int Physical = 6;

    public int Count => Physical + _choices.Count;

    public double[] Of(Candidate candidate, double compression)
    {
        var config = candidate.Config;
        var vector = new double[Count];
        var height = config.FontSize * config.Dpi / 72;
        var pitch = config.LineHeight * config.Dpi / 72;
        vector[0] = 1;
        vector[1] = Math.Log(height);
        vector[2] = Math.Log(height * config.HorizontalScale);

        // Text tokens / vision tokens is text / area; over the line pitch that leaves the width of a character.
        vector[3] = -Math.Log(compression * pitch);
        vector[4] = Math.Log(pitch / height);
        vector[5] = IsResampled(config) ? 1 : 0;
        foreach (var (name, value) in (candidate.Genome ?? Genome.Empty).Genes)
        {
            if (_choices.TryGetValue((name, value), out var index))
            {
                vector[index] = 1;
            }
        }

        return vector;
    }

    private bool IsResampled(RenderConfig config)
    {
        if (config.PageGrid > 0)
        {
            return config.PageGrid % _pixelGrid != 0;
        }

        var page = config.FullImagePixels;
        return config.AutoCropWidth || page.Width % _pixelGrid != 0 || page.Height % _pixelGrid != 0;
    }
}
