using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>
/// One view of the whole page, and for larger pages a grid of tiles, each compressed sixteenfold: the modes of DeepSeek-OCR and
/// DeepSeek-OCR-2.
/// </summary>
/// <remarks>
/// deepseek-ai/DeepSeek-OCR at e4ac34e1, <c>deepseek_ocr.py</c> and <c>process/image_process.py</c>; DeepSeek-OCR-2 at 2f3699eb.
/// The paper counts features only; the model also reads a newline a row and a separator, and both are counted here.
/// </remarks>
internal sealed class GlobalAndTiles : IImageRule
{
    private const int Patch = 16;
    private const int Downsampling = 4;

    /// <summary>Between the tiles and the view of the whole.</summary>
    private const int Separator = 1;

    private readonly int _base;
    private readonly bool _padded;
    private readonly int _tile;
    private readonly int _uncutSide;
    private readonly int _newlines;
    private readonly TileGrid[] _grids;

    public GlobalAndTiles(RuleConstants constants)
    {
        _base = constants.Whole("base", Patch, 8192);
        _padded = constants.Flag("padded");
        _newlines = constants.Flag("newlines", standard: true) ? 1 : 0;
        _tile = constants.Whole("tile", 0, 8192, standard: 0);
        _uncutSide = constants.Whole("uncut-side", 0, 65_536, standard: 0);
        var min = constants.Whole("min-tiles", 1, RuleConstants.MostTiles, standard: 2);
        var max = constants.Whole("max-tiles", 1, RuleConstants.MostTiles, standard: 6);
        constants.Demand(min <= max, "min-tiles", $"is {min}, above max-tiles, which is {max}");
        _grids = TileGrid.Between(min, max);
    }

    /// <inheritdoc/>
    public int Cell => Patch * Downsampling;

    /// <inheritdoc/>
    public PixelSize Resize(PixelSize image, int images) =>
        IsCut(image) ? TileGrid.Closest(image, _grids, _tile).Canvas(_tile)
        : _padded ? Fit.Contain(image, new PixelSize(_base, _base))
        : new PixelSize(_base, _base);

    /// <inheritdoc/>
    public VisionTokens Count(PixelSize image, int index, int images)
    {
        var side = Side(_base);
        var tokens = (side * (side + _newlines)) + Separator;
        if (IsCut(image))
        {
            var grid = TileGrid.Closest(image, _grids, _tile);
            var tileSide = Side(_tile);
            tokens += tileSide * grid.Rows * ((tileSide * grid.Columns) + _newlines);
        }

        return new VisionTokens(tokens, tokens);
    }

    private bool IsCut(PixelSize image) => _tile > 0 && (image.Width > _uncutSide || image.Height > _uncutSide);

    private static long Side(int pixels) => PythonMath.CeilDivide(pixels / Patch, Downsampling);
}
