using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>A view of the whole, and of long images two or more crops side by side, each pressed into a square: Gemma 3 with pan and scan.</summary>
/// <remarks>huggingface/transformers at decba1d2ea4e, <c>models/gemma3/image_processing_gemma3.py</c>.</remarks>
internal sealed class PanAndScan(RuleConstants constants) : IImageRule
{
    private readonly int _side = constants.Whole("side", 1, 65_536);
    private readonly int _tokens = constants.Whole("tokens", 1, 1_000_000);
    private readonly int _minCrop = constants.Whole("min-crop", 1, 65_536);
    private readonly int _maxCrops = constants.Whole("max-crops", 2, 1000);
    private readonly double _minRatio = constants.Number("min-ratio", 1, 1000);
    private readonly int _viewMarkers = constants.Whole("view-markers", 0, 1000);
    private readonly int _cropText = constants.Whole("crop-text", 0, 1000);

    /// <inheritdoc/>
    public int Cell => Math.Max(1, (int)(_side / Math.Sqrt(_tokens)));

    /// <inheritdoc/>
    public PixelSize Resize(PixelSize image, int images)
    {
        var crops = Math.Max(1, Crops(image));
        return image.Width >= image.Height ? new PixelSize(crops * _side, _side) : new PixelSize(_side, crops * _side);
    }

    /// <inheritdoc/>
    public VisionTokens Count(PixelSize image, int index, int images)
    {
        var crops = Crops(image);
        var views = 1L + crops;
        return new VisionTokens(views * _tokens, (views * (_tokens + _viewMarkers)) + (crops > 0 ? _cropText : 0));
    }

    private int Crops(PixelSize image)
    {
        var longSide = Math.Max(image.Width, image.Height);
        var shortSide = Math.Min(image.Width, image.Height);
        var ratio = (double)longSide / shortSide;
        if (ratio < _minRatio)
        {
            return 0;
        }

        var crops = Math.Min((int)Math.Floor((double)longSide / _minCrop), (int)Math.Floor(ratio + 0.5));
        crops = Math.Min(_maxCrops, Math.Max(2, crops));
        return Math.Min(PythonMath.CeilDivide(longSide, crops), shortSide) < _minCrop ? 0 : crops;
    }
}
