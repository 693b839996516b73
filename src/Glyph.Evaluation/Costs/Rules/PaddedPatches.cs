using Glyph.Core;
using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>
/// The largest size, its aspect kept, whose sides, padded to whole patches, and whose patches stay within limits: Claude.
/// </summary>
/// <remarks>Anthropic's documentation, "Vision" and "Coordinates and bounding boxes", with its reference implementation.</remarks>
internal sealed class PaddedPatches(RuleConstants constants) : IImageRule
{
    private readonly int _maxSide = constants.Whole("max-side", 1, 1_000_000);
    private readonly int _maxTokens = constants.Whole("max-tokens", 1, 100_000_000);
    private readonly int _fewImages = constants.Whole("few-images", 0, 10_000);
    private readonly int _maxSideAmongMany = constants.Whole("max-side-among-many", 1, 1_000_000);

    /// <inheritdoc/>
    public int Cell { get; } = constants.Whole("patch", 1, 1024);

    /// <inheritdoc/>
    public PixelSize Resize(PixelSize image, int images)
    {
        if (images > _fewImages && Math.Max(image.Width, image.Height) > _maxSideAmongMany)
        {
            throw new InvalidInputException(
                $"An image of {image} pixels is refused by the target: in a request of more than {_fewImages} images (this has {images}) a side may have at most {_maxSideAmongMany} pixels.");
        }

        if (Fits(image))
        {
            return image;
        }

        var isUpright = image.Height > image.Width;
        var longSide = Math.Max(image.Width, image.Height);
        var aspect = (double)longSide / Math.Min(image.Width, image.Height);
        var best = new PixelSize(1, 1);
        var low = 1;
        var high = longSide;
        while (low <= high)
        {
            var side = low + ((high - low) / 2);
            var other = Math.Max(1, PythonMath.Round(side / aspect));
            var size = isUpright ? new PixelSize(other, side) : new PixelSize(side, other);
            if (Fits(size))
            {
                best = size;
                low = side + 1;
            }
            else
            {
                high = side - 1;
            }
        }

        return best;
    }

    /// <inheritdoc/>
    public VisionTokens Count(PixelSize image, int index, int images)
    {
        var tokens = Patches(Resize(image, images));
        return new VisionTokens(tokens, tokens);
    }

    private bool Fits(PixelSize size) =>
        (long)PythonMath.CeilDivide(Math.Max(size.Width, size.Height), Cell) * Cell <= _maxSide && Patches(size) <= _maxTokens;

    private long Patches(PixelSize size) => (long)PythonMath.CeilDivide(size.Width, Cell) * PythonMath.CeilDivide(size.Height, Cell);
}
