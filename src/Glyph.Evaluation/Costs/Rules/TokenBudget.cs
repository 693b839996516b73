using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>The image is brought, also upwards, to the most cells that a budget allows, its aspect kept: Gemma 4.</summary>
/// <remarks>huggingface/transformers, <c>models/gemma4/image_processing_gemma4.py</c>, <c>get_aspect_ratio_preserving_size</c>.</remarks>
internal sealed class TokenBudget(RuleConstants constants) : IImageRule
{
    private readonly int _patch = constants.Whole("patch", 1, 1024);
    private readonly int _pooling = constants.Whole("pooling", 1, 64);
    private readonly int _maxTokens = constants.Whole("max-tokens", 1, 1_000_000);

    /// <inheritdoc/>
    public int Cell => _patch * _pooling;

    /// <inheritdoc/>
    public PixelSize Resize(PixelSize image, int images)
    {
        var factor = Math.Sqrt((double)((long)_maxTokens * Cell * Cell) / image.Area);
        var rows = (int)Math.Floor(factor * image.Height / Cell);
        var columns = (int)Math.Floor(factor * image.Width / Cell);
        if (rows == 0)
        {
            rows = 1;
            columns = Math.Min(image.Width / image.Height, _maxTokens);
        }
        else if (columns == 0)
        {
            columns = 1;
            rows = Math.Min(image.Height / image.Width, _maxTokens);
        }

        return new PixelSize(columns * Cell, rows * Cell);
    }

    /// <inheritdoc/>
    public VisionTokens Count(PixelSize image, int index, int images)
    {
        var tokens = Resize(image, images).Area / ((long)Cell * Cell);
        return new VisionTokens(tokens, tokens);
    }
}
