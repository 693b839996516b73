using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>A larger image is made smaller to a longest side; every row of cells ends with a marker: Pixtral, Mistral Small 3.1.</summary>
/// <remarks>
/// huggingface/transformers at decba1d2ea4e, <c>models/pixtral</c>, cuts the sides down; mistral-common, which vllm serves
/// Pixtral with, rounds them (<c>tokens/tokenizers/image.py</c>).
/// </remarks>
internal sealed class RowsOfCells(RuleConstants constants) : IImageRule
{
    private readonly int _maxSide = constants.Whole("max-side", 1, 65_536);
    private readonly bool _rounds = constants.Word("rounding", ["down", "even"], standard: null) is "even";

    /// <inheritdoc/>
    public int Cell { get; } = constants.Whole("cell", 1, 4096);

    /// <inheritdoc/>
    public PixelSize Resize(PixelSize image, int images)
    {
        var (columns, rows) = Cells(image);
        return new PixelSize(columns * Cell, rows * Cell);
    }

    /// <inheritdoc/>
    public VisionTokens Count(PixelSize image, int index, int images)
    {
        var (columns, rows) = Cells(image);
        return new VisionTokens((long)columns * rows, (columns + 1L) * rows);
    }

    private (int Columns, int Rows) Cells(PixelSize image)
    {
        var (width, height) = (image.Width, image.Height);
        var ratio = Math.Max((double)height / _maxSide, (double)width / _maxSide);
        if (ratio > 1)
        {
            width = Shrink(width / ratio);
            height = Shrink(height / ratio);
        }

        return width < 1 || height < 1 ? throw Refusal.TooThin(image) : (PythonMath.CeilDivide(width, Cell), PythonMath.CeilDivide(height, Cell));
    }

    private int Shrink(double side) => _rounds ? PythonMath.Round(side) : (int)Math.Floor(side);
}
