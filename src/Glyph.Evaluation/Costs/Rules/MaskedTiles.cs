using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>
/// The image is fitted into a grid of tiles; features that show only padding are masked out, each row that is left gets a
/// newline, and a view of the whole stands before: Phi-4-multimodal.
/// </summary>
/// <remarks>
/// huggingface/transformers at decba1d2ea4e, <c>models/phi4_multimodal/image_processing_phi4_multimodal.py</c>; the same as
/// vllm's <c>phi4mm.py</c>.
/// </remarks>
internal sealed class MaskedTiles : IImageRule
{
    private const int Patch = 14;

    /// <summary>The processor stops at a picture that is thinner than this in the canvas.</summary>
    private const int ThinnestSide = 10;

    private readonly int _tile;
    private readonly int _maxTiles;
    private readonly TileGrid[] _grids;

    public MaskedTiles(RuleConstants constants)
    {
        _tile = constants.Whole("tile", Patch, 4096);
        _maxTiles = constants.Whole("max-tiles", 1, RuleConstants.MostTiles);
        _grids = TileGrid.Between(1, _maxTiles);
    }

    /// <inheritdoc/>
    public int Cell => 2 * Patch;

    /// <inheritdoc/>
    public PixelSize Resize(PixelSize image, int images) => Place(image).Picture;

    /// <inheritdoc/>
    public VisionTokens Count(PixelSize image, int index, int images)
    {
        var (canvas, picture) = Place(image);
        var columns = Valid(canvas.Width, picture.Width, image);
        var rows = Valid(canvas.Height, picture.Height, image);
        var side = _tile / Patch / 2;
        var tokens = (side * side) + 1 + (rows * columns) + rows + side;
        return new VisionTokens(tokens, tokens);
    }

    private (PixelSize Canvas, PixelSize Picture) Place(PixelSize image)
    {
        var grid = new TileGrid(PythonMath.CeilDivide(image.Width, _tile), PythonMath.CeilDivide(image.Height, _tile));
        if ((long)grid.Columns * grid.Rows > _maxTiles)
        {
            grid = TileGrid.Closest(image, _grids, _tile);
        }

        var canvas = grid.Canvas(_tile);
        var across = (double)canvas.Width / image.Width;
        var down = (double)canvas.Height / image.Height;
        var picture = across < down
            ? canvas with { Height = (int)(image.Height * across) }
            : canvas with { Width = (int)(image.Width * down) };
        return Math.Min(picture.Width, picture.Height) < ThinnestSide ? throw Refusal.TooThin(image) : (canvas, picture);
    }

    /// <summary>The features of a side that show the picture, once two became one.</summary>
    private long Valid(int canvas, int picture, PixelSize image)
    {
        var patches = (canvas / _tile * (_tile / Patch)) - ((canvas - picture) / Patch);
        return patches < 1 ? throw Refusal.TooThin(image) : PythonMath.CeilDivide(patches, 2);
    }
}
