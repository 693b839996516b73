using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>Every image costs the same: Gemma 3, PaliGemma, Florence-2, Gemini 3, and what OpenAI calls low detail.</summary>
internal sealed class Fixed(RuleConstants constants) : IImageRule
{
    private readonly long _tokens = constants.Whole("tokens", 1, 1_000_000);

    /// <summary>The edge of the square that the image is pressed into; 0 where the provider does not say.</summary>
    private readonly int _side = constants.Whole("side", 0, 65_536, standard: 0);

    /// <inheritdoc/>
    public int Cell => _side == 0 ? 1 : Math.Max(1, (int)(_side / Math.Sqrt(_tokens)));

    /// <inheritdoc/>
    public PixelSize Resize(PixelSize image, int images) => _side == 0 ? image : new PixelSize(_side, _side);

    /// <inheritdoc/>
    public VisionTokens Count(PixelSize image, int index, int images) => new(_tokens, _tokens);
}
