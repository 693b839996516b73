using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>
/// The image, laid on its long side, is enlarged or made smaller to as many tiles as fit a number, its short side padded to
/// whole tiles, with a view of the whole behind: Phi-3.5-vision.
/// </summary>
/// <remarks>The model's own <c>processing_phi3_v.py</c>; checked against vllm's <c>test_phi3v.py</c>.</remarks>
internal sealed class LongSideTiles(RuleConstants constants) : IImageRule
{
    /// <summary>A tile's features a side, once four of them became one.</summary>
    private const int Side = 12;

    private readonly int _tile = constants.Whole("tile", 1, 4096);
    private readonly int _crops = constants.Whole("max-tiles", 1, RuleConstants.MostTiles);

    /// <inheritdoc/>
    public int Cell => Math.Max(1, _tile / Side);

    /// <inheritdoc/>
    public PixelSize Resize(PixelSize image, int images)
    {
        var isUpright = image.Width < image.Height;
        var ratio = isUpright ? (double)image.Height / image.Width : (double)image.Width / image.Height;
        var across = 1;
        while (across * Math.Ceiling(across / ratio) <= _crops)
        {
            across++;
        }

        var longSide = (across - 1) * _tile;
        var shortSide = (int)(longSide / ratio);
        return shortSide < 1 ? throw Refusal.TooThin(image)
            : isUpright ? new PixelSize(shortSide, longSide) : new PixelSize(longSide, shortSide);
    }

    /// <inheritdoc/>
    public VisionTokens Count(PixelSize image, int index, int images)
    {
        var size = Resize(image, images);
        long columns = PythonMath.CeilDivide(size.Width, _tile);
        long rows = PythonMath.CeilDivide(size.Height, _tile);
        var tokens = (((rows * columns) + 1) * Side * Side) + 1 + ((rows + 1) * Side);
        return new VisionTokens(tokens, tokens);
    }
}
