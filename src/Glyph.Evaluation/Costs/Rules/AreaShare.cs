using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>The area, once the longer side is within a limit, by a number of pixels a token, up to a limit: what Anthropic documented for Claude before.</summary>
internal sealed class AreaShare(RuleConstants constants) : IImageRule
{
    private readonly int _maxSide = constants.Whole("max-side", 1, 1_000_000);
    private readonly int _pixelsPerToken = constants.Whole("pixels-per-token", 1, 1_000_000);
    private readonly int _maxTokens = constants.Whole("max-tokens", 1, 100_000_000);

    /// <inheritdoc/>
    public int Cell => Math.Max(1, (int)Math.Sqrt(_pixelsPerToken));

    /// <inheritdoc/>
    public PixelSize Resize(PixelSize image, int images)
    {
        var scale = Scale(image);
        return new PixelSize(Math.Max(1, PythonMath.Round(image.Width * scale)), Math.Max(1, PythonMath.Round(image.Height * scale)));
    }

    /// <inheritdoc/>
    public VisionTokens Count(PixelSize image, int index, int images)
    {
        var scale = Scale(image);
        var tokens = Math.Clamp((long)Math.Round(image.Width * scale * (image.Height * scale) / _pixelsPerToken, MidpointRounding.ToEven), 1, _maxTokens);
        return new VisionTokens(tokens, tokens);
    }

    private double Scale(PixelSize image) => Math.Min(1, (double)_maxSide / Math.Max(image.Width, image.Height));
}
