using Glyph.Core;
using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>
/// The rule that the GLM-V, Qwen-VL and PaddleOCR-VL processors share: both sides to multiples of a cell, the area between
/// two limits, the aspect kept as well as that allows; one token a cell.
/// </summary>
/// <remarks>
/// After <c>smart_resize</c> of huggingface/transformers at decba1d2ea4e, <c>models/glm4v</c>, <c>models/qwen2_vl</c> and
/// <c>models/paddleocr_vl</c>. Python's <c>round</c> takes halves to even, <c>int</c> cuts towards zero, and divisions are
/// doubles in this very order: all three decide token counts.
/// </remarks>
internal sealed class SmartResize(RuleConstants constants) : IImageRule
{
    /// <summary>The largest ratio of the longer to the shorter side that the processors accept.</summary>
    public const double MaxAspect = 200;

    private readonly int _frames = constants.Whole("frames", 1, 16, standard: 1);
    private readonly long _minArea = constants.Area("min-area");
    private readonly long _maxArea = constants.Area("max-area");
    private readonly string _smallSides = constants.Word("small-sides", ["keep", "enlarge", "enlarge-rounded"], standard: "keep");

    /// <inheritdoc/>
    public int Cell { get; } = constants.Whole("cell", 1, 4096);

    /// <inheritdoc/>
    public VisionTokens Count(PixelSize image, int index, int images)
    {
        var tokens = Resize(image, images).Area / ((long)Cell * Cell);
        return new VisionTokens(tokens, tokens);
    }

    /// <inheritdoc/>
    public PixelSize Resize(PixelSize image, int images)
    {
        var (width, height) = EnlargeSmallSides(image);
        if (Math.Max(height, width) / Math.Min(height, width) > MaxAspect)
        {
            throw new InvalidInputException(
                $"An image of {image} pixels is refused by the target: its longer side may be at most {MaxAspect:0} times the shorter.");
        }

        var rows = Math.Round(height / Cell, MidpointRounding.ToEven);
        var columns = Math.Round(width / Cell, MidpointRounding.ToEven);
        var area = _frames * rows * Cell * columns * Cell;
        if (area > _maxArea)
        {
            var beta = Math.Sqrt(_frames * height * width / _maxArea);
            rows = Math.Max(1, Math.Floor(height / beta / Cell));
            columns = Math.Max(1, Math.Floor(width / beta / Cell));
        }
        else if (area < _minArea)
        {
            var beta = Math.Sqrt(_minArea / (_frames * height * width));
            rows = Math.Ceiling(height * beta / Cell);
            columns = Math.Ceiling(width * beta / Cell);
        }

        return new PixelSize((int)columns * Cell, (int)rows * Cell);
    }

    private (double Width, double Height) EnlargeSmallSides(PixelSize image)
    {
        double width = image.Width;
        double height = image.Height;
        switch (_smallSides)
        {
            case "enlarge" when height < Cell || width < Cell:
                var scale = Math.Max(Cell / height, Cell / width);
                return (Math.Truncate(width * scale), Math.Truncate(height * scale));
            case "enlarge-rounded":
                if (height < Cell)
                {
                    width = Math.Round(width * Cell / height, MidpointRounding.ToEven);
                    height = Cell;
                }

                if (width < Cell)
                {
                    height = Math.Round(height * Cell / width, MidpointRounding.ToEven);
                    width = Cell;
                }

                return (width, height);
            default:
                return (width, height);
        }
    }
}
