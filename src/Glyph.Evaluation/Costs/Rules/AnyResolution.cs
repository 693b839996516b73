using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>
/// The image is fitted into the best of some canvases; of the canvas's features those that show only padding are dropped, each
/// row gets a newline, and a small picture of the whole stands before: LLaVA-NeXT and LLaVA-OneVision.
/// </summary>
/// <remarks>
/// huggingface/transformers at decba1d2ea4e, <c>models/llava_next/processing_llava_next.py</c> and
/// <c>models/llava_onevision/processing_llava_onevision.py</c>.
/// </remarks>
internal sealed class AnyResolution(RuleConstants constants) : IImageRule
{
    /// <summary>Features are made fewer only when their number is above the limit by this factor, squared.</summary>
    private const double Tolerance = 1.1;

    private readonly int _tile = constants.Whole("tile", 1, 4096);
    private readonly int _side = constants.Whole("cells-per-side", 1, 1024);
    private readonly TileGrid[] _grids = constants.Grids("grids");
    private readonly int _base = constants.Whole("base-tokens", 0, 65_536);
    private readonly int _maxTiles = constants.Whole("max-tiles", 0, RuleConstants.MostTiles, standard: 0);
    private readonly int _amongOthers = constants.Whole("tokens-among-others", 0, 65_536, standard: 0);

    /// <inheritdoc/>
    public int Cell => Math.Max(1, _tile / _side);

    /// <inheritdoc/>
    public PixelSize Resize(PixelSize image, int images)
    {
        if (IsSquashed(images))
        {
            return new PixelSize(_tile, _tile);
        }

        // The free side is rounded up here, unlike in the count.
        var canvas = Grid(image).Canvas(_tile);
        var across = (double)canvas.Width / image.Width;
        var down = (double)canvas.Height / image.Height;
        return across < down
            ? canvas with { Height = Math.Min((int)Math.Ceiling(image.Height * across), canvas.Height) }
            : canvas with { Width = Math.Min((int)Math.Ceiling(image.Width * down), canvas.Width) };
    }

    /// <inheritdoc/>
    public VisionTokens Count(PixelSize image, int index, int images)
    {
        var tokens = IsSquashed(images) ? _amongOthers : Alone(image);
        return new VisionTokens(tokens, tokens);
    }

    private bool IsSquashed(int images) => _amongOthers > 0 && images > 1;

    private TileGrid Grid(PixelSize image) => TileGrid.Fullest(image, _grids, _tile);

    private long Alone(PixelSize image)
    {
        var grid = Grid(image);
        var columns = grid.Columns * _side;
        var rows = grid.Rows * _side;
        if ((double)image.Width / image.Height > (double)columns / rows)
        {
            rows -= 2 * ((rows - Shown(image.Height, columns, image.Width)) / 2);
        }
        else
        {
            columns -= 2 * ((columns - Shown(image.Width, rows, image.Height)) / 2);
        }

        if (_maxTiles > 0)
        {
            var excess = Math.Sqrt((double)rows * columns / (_maxTiles * _side * _side));
            if (excess > Tolerance)
            {
                rows = PythonMath.FloorDivide(rows, excess);
                columns = PythonMath.FloorDivide(columns, excess);
            }
        }

        return ((long)rows * columns) + rows + _base;
    }

    /// <summary>How many cells of the free side show the picture.</summary>
    private static int Shown(int length, int cells, int otherLength) =>
        (int)Math.Round(length * ((double)cells / otherLength), 7, MidpointRounding.ToEven);
}
