using Glyph.Core;
using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>What a family of models does to an image and charges for it. Without state: any thread may ask.</summary>
internal interface IImageRule
{
    /// <summary>The edge in pixels of one token's cell, in the image as the model sees it.</summary>
    int Cell { get; }

    /// <summary>The size at which the picture is seen: after the resize, before it is padded or cut into tiles.</summary>
    /// <param name="image">Both sides at least 1.</param>
    /// <param name="images">How many images the request has.</param>
    /// <exception cref="InvalidInputException">The family refuses such an image.</exception>
    PixelSize Resize(PixelSize image, int images);

    /// <summary>The tokens of one image, with the markers that depend on its size or place.</summary>
    /// <param name="image">Both sides at least 1.</param>
    /// <param name="index">Its place in the request, from 0.</param>
    /// <param name="images">How many images the request has.</param>
    /// <exception cref="InvalidInputException">The family refuses such an image.</exception>
    VisionTokens Count(PixelSize image, int index, int images);
}
