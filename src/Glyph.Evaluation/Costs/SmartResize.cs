using Glyph.Core;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs;

/// <summary>
/// The resize rule that the GLM-V and Qwen-VL processors share: both sides to multiples of a cell, the area between two
/// limits, the aspect kept as well as that allows.
/// </summary>
/// <remarks>
/// After <c>smart_resize</c> of huggingface/transformers at decba1d2ea4e, <c>models/glm4v/image_processing_glm4v.py</c> and
/// <c>models/qwen2_vl/image_processing_qwen2_vl.py</c>. Python's <c>round</c> takes halves to even, <c>int</c> cuts towards
/// zero, and divisions are doubles in this very order: all three decide token counts.
/// </remarks>
/// <param name="Cell">The edge in pixels of one token's cell.</param>
/// <param name="Frames">How often an image's area counts against the limits: 2 where the processor doubles a still image in time.</param>
/// <param name="MinArea">The least area times <paramref name="Frames"/>, in pixels.</param>
/// <param name="MaxArea">The largest area times <paramref name="Frames"/>, in pixels.</param>
/// <param name="EnlargesSmallSides">Whether an image with a side below one cell is first enlarged until it has one.</param>
internal sealed record SmartResize(int Cell, int Frames, long MinArea, long MaxArea, bool EnlargesSmallSides)
{
    /// <summary>The largest ratio of the longer to the shorter side that the processors accept.</summary>
    public const double MaxAspect = 200;

    /// <summary>The size to which an image is resized.</summary>
    /// <exception cref="InvalidInputException">A side is not positive, or the image is too long for its width.</exception>
    public PixelSize Apply(PixelSize image)
    {
        if (image.Width < 1 || image.Height < 1)
        {
            throw new InvalidInputException($"An image of {image} pixels cannot be counted: both sides must be at least 1.");
        }

        double height = image.Height;
        double width = image.Width;
        if (EnlargesSmallSides && (height < Cell || width < Cell))
        {
            var scale = Math.Max(Cell / height, Cell / width);
            height = Math.Truncate(height * scale);
            width = Math.Truncate(width * scale);
        }

        if (Math.Max(height, width) / Math.Min(height, width) > MaxAspect)
        {
            throw new InvalidInputException(
                $"An image of {image} pixels is refused by the target: its longer side may be at most {MaxAspect:0} times the shorter.");
        }

        var rows = Math.Round(height / Cell, MidpointRounding.ToEven);
        var columns = Math.Round(width / Cell, MidpointRounding.ToEven);
        var area = Frames * rows * Cell * columns * Cell;
        if (area > MaxArea)
        {
            var beta = Math.Sqrt(Frames * height * width / MaxArea);
            rows = Math.Max(1, Math.Floor(height / beta / Cell));
            columns = Math.Max(1, Math.Floor(width / beta / Cell));
        }
        else if (area < MinArea)
        {
            var beta = Math.Sqrt(MinArea / (Frames * height * width));
            rows = Math.Ceiling(height * beta / Cell);
            columns = Math.Ceiling(width * beta / Cell);
        }

        return new PixelSize((int)columns * Cell, (int)rows * Cell);
    }
}
