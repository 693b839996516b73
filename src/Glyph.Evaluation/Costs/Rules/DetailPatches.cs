using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>
/// The image is made smaller to a longest side and then to a number of patches, of which one side fills whole ones; each is
/// charged by a multiplier: OpenAI's models that count patches.
/// </summary>
/// <remarks>OpenAI's guide "Images and vision"; it does not say how sides are rounded.</remarks>
internal sealed class DetailPatches(RuleConstants constants) : IImageRule
{
    private readonly int _maxPatches = constants.Whole("max-patches", 0, 100_000_000);
    private readonly int _maxSide = constants.Whole("max-side", 0, 1_000_000);
    private readonly double _multiplier = constants.Number("multiplier", 0.01, 1000);

    /// <inheritdoc/>
    public int Cell { get; } = constants.Whole("patch", 1, 1024);

    /// <inheritdoc/>
    public PixelSize Resize(PixelSize image, int images)
    {
        var (width, height, _) = Fit(image);
        return new PixelSize(Math.Max(1, PythonMath.Round(width)), Math.Max(1, PythonMath.Round(height)));
    }

    /// <inheritdoc/>
    public VisionTokens Count(PixelSize image, int index, int images)
    {
        var tokens = (long)Math.Ceiling(Fit(image).Patches * _multiplier);
        return new VisionTokens(tokens, tokens);
    }

    private (double Width, double Height, long Patches) Fit(PixelSize image)
    {
        double width = image.Width;
        double height = image.Height;
        if (_maxSide > 0 && Math.Max(width, height) > _maxSide)
        {
            var side = _maxSide / Math.Max(width, height);
            (width, height) = (width * side, height * side);
        }

        var patches = (long)Math.Ceiling(width / Cell) * (long)Math.Ceiling(height / Cell);
        if (_maxPatches == 0 || patches <= _maxPatches)
        {
            return (width, height, patches);
        }

        // Of the sides that the budget allows one is cut down to whole patches, and the other follows. In whole numbers, since a
        // side of exactly 60 patches must not become 61 by the last bit of a double.
        var columns = Math.Sqrt((double)_maxPatches * image.Width / image.Height);
        var rows = Math.Sqrt((double)_maxPatches * image.Height / image.Width);
        var wholeColumns = Math.Max(1, (long)columns);
        var wholeRows = Math.Max(1, (long)rows);
        if (wholeColumns / columns <= wholeRows / rows)
        {
            wholeRows = ((wholeColumns * image.Height) + image.Width - 1) / image.Width;
            return (wholeColumns * Cell, (double)wholeColumns * Cell * image.Height / image.Width, wholeColumns * wholeRows);
        }

        wholeColumns = ((wholeRows * image.Width) + image.Height - 1) / image.Height;
        return ((double)wholeRows * Cell * image.Width / image.Height, wholeRows * Cell, wholeColumns * wholeRows);
    }
}
