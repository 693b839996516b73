using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>
/// The image is laid on a canvas of tiles that the decoder reads by cross-attention: each tile is so many states, and the
/// sequence itself holds one token: Llama 3.2 Vision.
/// </summary>
/// <remarks>huggingface/transformers at decba1d2ea4e, <c>models/mllama/image_processing_mllama.py</c>; scales are doubles, as NumPy's.</remarks>
internal sealed class CrossAttentionTiles(RuleConstants constants) : IImageRule
{
    private readonly int _tile = constants.Whole("tile", 1, 4096);
    private readonly int _patch = constants.Whole("patch", 1, 1024);
    private readonly int _maxTiles = constants.Whole("max-tiles", 1, RuleConstants.MostTiles);
    private readonly bool _countsStates = constants.Flag("counts-states");

    /// <inheritdoc/>
    public int Cell => _patch;

    /// <inheritdoc/>
    public PixelSize Resize(PixelSize image, int images) => Fit.WithoutDistortion(image, Grid(image).Canvas(_tile), _tile);

    /// <inheritdoc/>
    public VisionTokens Count(PixelSize image, int index, int images)
    {
        if (!_countsStates)
        {
            return new VisionTokens(1, 1);
        }

        long side = _tile / _patch;
        var states = ((side * side) + 1) * Grid(image).Tiles;
        return new VisionTokens(states, states + 1);
    }

    private TileGrid Grid(PixelSize image)
    {
        var best = new TileGrid(1, 1);
        var bestScale = 0d;
        for (var rows = 1; rows <= _maxTiles; rows++)
        {
            for (var columns = 1; columns * rows <= _maxTiles; columns++)
            {
                var scale = Math.Min((double)(columns * _tile) / image.Width, (double)(rows * _tile) / image.Height);
                var isBetter = bestScale >= 1 ? scale >= 1 && scale < bestScale : scale > bestScale;
                if (isBetter || (scale == bestScale && columns * rows < best.Tiles))
                {
                    best = new TileGrid(columns, rows);
                    bestScale = scale;
                }
            }
        }

        return best;
    }
}
