using Glyph.Core.Configs;
using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Benchmarks.Landscapes;

/// <summary>What the interpolation sees of a config: lengths in pixels as the target sees them, and the choices that have no order.</summary>
internal sealed class LandscapeFeatures(IPageRenderer renderer, IVisionTarget target)
{
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);

    /// <summary>Which coordinates are choices.</summary>
    public bool[] IsChoice { get; } = [.. Enumerable.Repeat(false, 21), .. Enumerable.Repeat(true, 5)];

    /// <summary>What a reader sees of a full page.</summary>
    public Sight SightOf(RenderConfig config)
    {
        var page = config.FullImagePixels;
        return Sight.Of(config, renderer.Traits(config.Font), page, target.Resize(page, 2));
    }

    /// <summary>The coordinates.</summary>
    public double[] Of(RenderConfig config)
    {
        var sight = SightOf(config);
        var page = config.FullImagePixels;
        return
        [
            Math.Log(sight.CharacterWidth),
            Math.Log(sight.XHeight),
            Math.Log(sight.Stroke),
            Math.Log(sight.LinePitch),
            sight.LinePitch / sight.XHeight,
            sight.Overlap / sight.XHeight,
            sight.LinePitch - Math.Floor(sight.LinePitch),
            sight.Scale,
            sight.IsResampled ? 1 : 0,
            Math.Log(sight.Contrast),
            config.Dpi,
            config.FontSize,
            config.HorizontalScale,
            page.Width,
            page.Height,
            config.MarginX / config.PageWidth,
            config.MarginY / config.PageHeight,
            config.LeftIndent + config.RightIndent,
            config.FirstLineIndent,
            config.SpaceBefore + config.SpaceAfter,
            config.BorderWidth,
            Code(config.Font),
            (int)config.Alignment,
            Code(config.NewlineMarkup.ToString()),
            (config.AutoCropWidth ? 1 : 0) + (config.AutoCropLastPage ? 2 : 0),
            config.FontColor.ToString() is var color && color.Length > 0 ? Code($"color {color}") : 0,
        ];
    }

    /// <summary>
    /// The logarithm of what geometry alone says of compression, up to a factor that the text decides: characters that fit on a
    /// full page for each token that it costs.
    /// </summary>
    public double Geometry(RenderConfig config)
    {
        var perLine = config.TextWidth / ((renderer.Traits(config.Font).Advance * config.FontSize) + config.LetterSpacing);
        var lines = Math.Max(1, Math.Floor(config.TextHeight / config.LineHeight));
        var tokens = target.Count([config.FullImagePixels, config.FullImagePixels]).Features / 2.0;
        return Math.Log(Math.Max(1, perLine) * lines * config.Columns / tokens);
    }

    private int Code(string choice)
    {
        lock (_codes)
        {
            return _codes.TryGetValue(choice, out var code) ? code : _codes[choice] = Math.Min(_codes.Count, 63);
        }
    }
}
