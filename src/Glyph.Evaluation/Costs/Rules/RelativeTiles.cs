using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>Tiles whose edge follows the shorter side, all at one price; small images are one tile: Gemini 1.5 to 2.5.</summary>
/// <remarks>
/// Google's documentation, which gives two formulas that disagree for thin and for large images; both are approximate.
/// </remarks>
internal sealed class RelativeTiles : IImageRule
{
    private readonly int _maxSide;
    private readonly int _smallSide;
    private readonly double _divisor;
    private readonly int _minTile;
    private readonly int _maxTile;
    private readonly bool _wholePixels;
    private readonly int _tokens;

    public RelativeTiles(RuleConstants constants)
    {
        _maxSide = constants.Whole("max-side", 0, 1_000_000, standard: 0);
        _smallSide = constants.Whole("small-side", 0, 65_536, standard: 0);
        _divisor = constants.Number("short-side-divisor", 0.1, 100);
        _minTile = constants.Whole("min-tile", 1, 65_536, standard: 1);
        _maxTile = constants.Whole("max-tile", 1, 1_000_000, standard: 1_000_000);
        _wholePixels = constants.Flag("whole-pixels");
        _tokens = constants.Whole("tokens-per-tile", 1, 1_000_000);
        constants.Demand(_minTile <= _maxTile, "min-tile", $"is {_minTile}, above max-tile, which is {_maxTile}");
    }

    /// <inheritdoc/>
    public int Cell => 1;

    /// <inheritdoc/>
    public PixelSize Resize(PixelSize image, int images)
    {
        var scale = Scale(image);
        return new PixelSize(Math.Max(1, PythonMath.Round(image.Width * scale)), Math.Max(1, PythonMath.Round(image.Height * scale)));
    }

    /// <inheritdoc/>
    public VisionTokens Count(PixelSize image, int index, int images)
    {
        var tokens = _tokens * Tiles(image);
        return new VisionTokens(tokens, tokens);
    }

    private long Tiles(PixelSize image)
    {
        if (Math.Max(image.Width, image.Height) <= _smallSide)
        {
            return 1;
        }

        var scale = Scale(image);
        var width = image.Width * scale;
        var height = image.Height * scale;
        var tile = Math.Min(width, height) / _divisor;
        tile = Math.Clamp(_wholePixels ? Math.Floor(tile) : tile, _minTile, _maxTile);
        return (long)Math.Ceiling(width / tile) * (long)Math.Ceiling(height / tile);
    }

    private double Scale(PixelSize image) => _maxSide == 0 ? 1 : Math.Min(1, (double)_maxSide / Math.Max(image.Width, image.Height));
}
