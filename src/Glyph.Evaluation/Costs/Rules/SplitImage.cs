using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>
/// The longer side is brought to a fixed length, also upwards, the image cut into tiles that each have a marker for row and
/// column, and a small picture of the whole set behind: Idefics3, SmolVLM, SmolDocling.
/// </summary>
/// <remarks>
/// huggingface/transformers at decba1d2ea4e, <c>models/idefics3/image_processing_idefics3.py</c> and
/// <c>processing_idefics3.py</c>. The last row's line break and the one after it are one token.
/// </remarks>
internal sealed class SplitImage(RuleConstants constants) : IImageRule
{
    /// <summary>Two markers before the whole picture, one behind it.</summary>
    private const int WholeMarkers = 3;

    /// <summary>Two markers before each tile: the start of an image, its row and column.</summary>
    private const int TileMarkers = 2;

    private readonly int _longestEdge = constants.Whole("longest-edge", 1, 65_536);
    private readonly int _maxSide = constants.Whole("max-side", 1, 65_536, standard: 4096);
    private readonly int _tile = constants.Whole("tile", 1, 4096);
    private readonly int _tokens = constants.Whole("tokens-per-tile", 1, 65_536);

    /// <inheritdoc/>
    public int Cell => Math.Max(1, (int)(_tile / Math.Sqrt(_tokens)));

    /// <inheritdoc/>
    public PixelSize Resize(PixelSize image, int images) => Grid(image).Canvas(_tile);

    /// <inheritdoc/>
    public VisionTokens Count(PixelSize image, int index, int images)
    {
        var grid = Grid(image);
        long whole = _tokens + WholeMarkers;
        return grid.Tiles == 1
            ? new VisionTokens(_tokens, whole)
            : new VisionTokens((grid.Tiles + 1L) * _tokens, whole + (grid.Rows * ((grid.Columns * (_tokens + (long)TileMarkers)) + 1)));
    }

    private TileGrid Grid(PixelSize image)
    {
        var (width, height) = Clamp(Rescale(image));
        return new TileGrid(PythonMath.CeilDivide(width, _tile), PythonMath.CeilDivide(height, _tile));
    }

    private (int Width, int Height) Rescale(PixelSize image)
    {
        var aspect = (double)image.Width / image.Height;
        return image.Width >= image.Height
            ? (_longestEdge, Even((int)(_longestEdge / aspect)))
            : (Even((int)(_longestEdge * aspect)), _longestEdge);
    }

    private (int Width, int Height) Clamp((int Width, int Height) size)
    {
        var (width, height) = size;
        var aspect = (double)width / height;
        if (width >= height && width > _maxSide)
        {
            return (_maxSide, Math.Max(1, (int)(_maxSide / aspect)));
        }

        return height > width && height > _maxSide ? (Math.Max(1, (int)(_maxSide * aspect)), _maxSide) : size;
    }

    private static int Even(int side) => Math.Max(1, side + (side % 2));
}
