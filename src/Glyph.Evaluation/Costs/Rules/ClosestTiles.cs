using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>
/// The image is stretched over the grid of tiles whose ratio is nearest to its own, with a small picture of the whole beside:
/// InternVL 2, 2.5 and 3.
/// </summary>
/// <remarks>huggingface/transformers at decba1d2ea4e, <c>models/got_ocr2/image_processing_got_ocr2.py</c>.</remarks>
internal sealed class ClosestTiles : IImageRule
{
    private readonly int _tile;
    private readonly int _tokens;
    private readonly bool _thumbnail;
    private readonly TileGrid[] _grids;

    public ClosestTiles(RuleConstants constants)
    {
        _tile = constants.Whole("tile", 1, 4096);
        _tokens = constants.Whole("tokens-per-tile", 1, 65_536);
        _thumbnail = constants.Flag("thumbnail");
        var min = constants.Whole("min-tiles", 1, RuleConstants.MostTiles);
        var max = constants.Whole("max-tiles", 1, RuleConstants.MostTiles);
        constants.Demand(min <= max, "min-tiles", $"is {min}, above max-tiles, which is {max}");
        _grids = TileGrid.Between(min, max);
        Cell = Math.Max(1, (int)(_tile / Math.Sqrt(_tokens)));
    }

    /// <inheritdoc/>
    public int Cell { get; }

    /// <inheritdoc/>
    public PixelSize Resize(PixelSize image, int images) => TileGrid.Closest(image, _grids, _tile).Canvas(_tile);

    /// <inheritdoc/>
    public VisionTokens Count(PixelSize image, int index, int images)
    {
        var tiles = TileGrid.Closest(image, _grids, _tile).Tiles;
        long tokens = (long)_tokens * (tiles + (_thumbnail && tiles > 1 ? 1 : 0));
        return new VisionTokens(tokens, tokens);
    }
}
