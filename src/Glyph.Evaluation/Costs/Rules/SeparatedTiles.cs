using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>
/// The image is laid on the canvas of tiles that enlarges it least, or else makes it smaller least; the tiles come with
/// separators, and a view of the whole behind when there are several: Llama 4.
/// </summary>
/// <remarks>
/// huggingface/transformers at decba1d2ea4e, <c>models/llama4/image_processing_llama4.py</c> and <c>processing_llama4.py</c>.
/// Scales are compared for equality as 32-bit floats, as PyTorch computes them.
/// </remarks>
internal sealed class SeparatedTiles : IImageRule
{
    private readonly int _tile;
    private readonly int _tokens;
    private readonly TileGrid[] _grids;

    public SeparatedTiles(RuleConstants constants)
    {
        _tile = constants.Whole("tile", 1, 4096);
        _tokens = constants.Whole("tokens-per-tile", 1, 65_536);

        // In the processor's order, which decides between canvases of equal scale and area.
        var most = constants.Whole("max-tiles", 1, RuleConstants.MostTiles);
        var grids = from tiles in Enumerable.Range(1, most).Reverse()
                    from rows in Enumerable.Range(1, tiles)
                    where tiles % rows == 0
                    select new TileGrid(tiles / rows, rows);
        _grids = [.. grids.GroupBy(grid => (double)grid.Rows / grid.Columns).SelectMany(group => group)];
    }

    /// <inheritdoc/>
    public int Cell => Math.Max(1, (int)(_tile / Math.Sqrt(_tokens)));

    /// <inheritdoc/>
    public PixelSize Resize(PixelSize image, int images) => Fit.WithoutDistortion(image, Grid(image).Canvas(_tile), _tile);

    /// <inheritdoc/>
    public VisionTokens Count(PixelSize image, int index, int images)
    {
        // <|image_start|> tiles, each followed by a separator, <|image|> the whole <|image_end|>
        var tiles = Grid(image).Tiles;
        long features = _tokens * (tiles == 1 ? 1 : tiles + 1);
        return new VisionTokens(features, features + 3 + (tiles == 1 ? 0 : tiles));
    }

    private TileGrid Grid(PixelSize image)
    {
        var best = _grids[0];
        var bestScale = 0f;
        foreach (var grid in _grids)
        {
            var scale = Math.Min((float)(grid.Columns * _tile) / image.Width, (float)(grid.Rows * _tile) / image.Height);
            var isBetter = bestScale >= 1 ? scale >= 1 && scale < bestScale : scale > bestScale;
            if (isBetter || (scale == bestScale && grid.Tiles < best.Tiles))
            {
                best = grid;
                bestScale = scale;
            }
        }

        return best;
    }
}
