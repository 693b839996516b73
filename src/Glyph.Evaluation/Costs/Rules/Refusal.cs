using Glyph.Core;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>The errors of images that a family does not take.</summary>
internal static class Refusal
{
    /// <summary>A side is below one pixel.</summary>
    public static InvalidInputException Empty(PixelSize image) =>
        new($"An image of {image} pixels cannot be counted: both sides must be at least 1.");

    /// <summary>The image is so thin that nothing would be left of it, or that the processor stops.</summary>
    public static InvalidInputException TooThin(PixelSize image) =>
        new($"An image of {image} pixels is refused by the target: it is too long for its width; a page nearer to a square would be right.");
}
