using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>
/// The image is made smaller to a square, then to a short side, and each tile of what is left is charged on top of a base:
/// OpenAI's models that count tiles, at high detail.
/// </summary>
/// <remarks>
/// OpenAI's guide "Images and vision". It does not say how sides are rounded; measured bills show no enlarging, and whole
/// pixels, rounded to the nearest, after each step.
/// </remarks>
internal sealed class DetailTiles(RuleConstants constants) : IImageRule
{
    private readonly int _maxSide = constants.Whole("max-side", 1, 65_536);
    private readonly int _shortSide = constants.Whole("short-side", 1, 65_536);
    private readonly int _tile = constants.Whole("tile", 1, 4096);
    private readonly int _base = constants.Whole("base-tokens", 0, 1_000_000);
    private readonly int _tokens = constants.Whole("tokens-per-tile", 1, 1_000_000);

    /// <inheritdoc/>
    public int Cell => _tile / Math.Max(1, _tile / 32);

    /// <inheritdoc/>
    public PixelSize Resize(PixelSize image, int images)
    {
        var size = Scale(image, (double)_maxSide / Math.Max(image.Width, image.Height));
        return Scale(size, (double)_shortSide / Math.Min(size.Width, size.Height));
    }

    /// <inheritdoc/>
    public VisionTokens Count(PixelSize image, int index, int images)
    {
        var size = Resize(image, images);
        var tiles = (long)PythonMath.CeilDivide(size.Width, _tile) * PythonMath.CeilDivide(size.Height, _tile);
        var tokens = _base + (_tokens * tiles);
        return new VisionTokens(tokens, tokens);
    }

    private static PixelSize Scale(PixelSize size, double scale) => scale >= 1
        ? size
        : new PixelSize(Math.Max(1, PythonMath.Round(size.Width * scale)), Math.Max(1, PythonMath.Round(size.Height * scale)));
}
