using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>A view of the whole and always a canvas of tiles, a single one where a request has many images: DeepSeek-VL2.</summary>
/// <remarks>deepseek-ai/DeepSeek-VL2 at ef9f91e2, <c>models/processing_deepseek_vl_v2.py</c>.</remarks>
internal sealed class CanvasAndGlobal(RuleConstants constants) : IImageRule
{
    private const int Patch = 14;
    private const int Downsampling = 2;
    private static readonly TileGrid[] SingleTile = [new(1, 1)];

    private readonly int _tile = constants.Whole("tile", Patch, 4096);
    private readonly TileGrid[] _grids = TileGrid.Between(1, constants.Whole("max-tiles", 1, RuleConstants.MostTiles));
    private readonly int _cutImages = constants.Whole("images-cut", 0, 1000);

    /// <inheritdoc/>
    public int Cell => Patch * Downsampling;

    /// <inheritdoc/>
    public PixelSize Resize(PixelSize image, int images) => Fit.Contain(image, Grid(image, images).Canvas(_tile));

    /// <inheritdoc/>
    public VisionTokens Count(PixelSize image, int index, int images)
    {
        var grid = Grid(image, images);
        long side = PythonMath.CeilDivide(_tile / Patch, Downsampling);
        var tokens = (side * (side + 1)) + 1 + (side * grid.Rows * ((side * grid.Columns) + 1));
        return new VisionTokens(tokens, tokens);
    }

    private TileGrid Grid(PixelSize image, int images) =>
        TileGrid.Fullest(image, images <= _cutImages ? _grids : SingleTile, _tile);
}
