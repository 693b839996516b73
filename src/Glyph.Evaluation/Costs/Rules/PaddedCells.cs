using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>A larger image is made smaller to a number of patches, then padded to whole cells: Kimi-VL, Kimi K2.5.</summary>
/// <remarks>
/// vllm at 8d9b52f7, <c>models/kimi_vl.py</c>; huggingface/transformers, <c>models/kimi_k25/image_processing_kimi_k25.py</c>.
/// Padding may exceed the limit.
/// </remarks>
internal sealed class PaddedCells(RuleConstants constants) : IImageRule
{
    private readonly int _patch = constants.Whole("patch", 1, 1024);
    private readonly int _merge = constants.Whole("merge", 1, 64);
    private readonly int _maxPatches = constants.Whole("max-patches", 1, 100_000_000);
    private readonly int _maxSidePatches = constants.Whole("max-side-patches", 0, 1_000_000, standard: 0);

    /// <inheritdoc/>
    public int Cell => _patch * _merge;

    /// <inheritdoc/>
    public PixelSize Resize(PixelSize image, int images)
    {
        var patches = (double)Math.Max(1, image.Width / _patch) * Math.Max(1, image.Height / _patch);
        var scale = Math.Min(1, Math.Sqrt(_maxPatches / patches));
        if (_maxSidePatches > 0)
        {
            var longest = (double)(_maxSidePatches * _patch);
            scale = Math.Min(scale, Math.Min(longest / image.Width, longest / image.Height));
        }

        return new PixelSize(Math.Max(1, (int)(image.Width * scale)), Math.Max(1, (int)(image.Height * scale)));
    }

    /// <inheritdoc/>
    public VisionTokens Count(PixelSize image, int index, int images)
    {
        var size = Resize(image, images);
        var tokens = (long)PythonMath.CeilDivide(size.Width, Cell) * PythonMath.CeilDivide(size.Height, Cell);
        return new VisionTokens(tokens, tokens);
    }
}
