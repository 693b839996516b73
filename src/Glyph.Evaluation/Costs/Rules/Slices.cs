using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>
/// A view of the whole and as many slices as the area asks for, in the grid whose ratio is nearest on a logarithmic scale:
/// MiniCPM-V 2.6, 4.0, 4.5 and o-2.6.
/// </summary>
/// <remarks>The models' own <c>image_processing_minicpmv.py</c>; vllm at 8d9b52f7, <c>models/minicpmv.py</c>.</remarks>
internal sealed class Slices(RuleConstants constants) : IImageRule
{
    /// <summary>The start and the end of an image or a slice.</summary>
    private const int ViewMarkers = 2;

    /// <summary>The start and the end of an image's number, and one token for each of its digits.</summary>
    private const int NumberMarkers = 2;

    private readonly int _slice = constants.Whole("slice", 14, 4096);
    private readonly int _patch = constants.Whole("patch", 1, 1024);
    private readonly int _maxSlices = constants.Whole("max-slices", 1, RuleConstants.MostTiles);
    private readonly int _tokens = constants.Whole("tokens-per-slice", 1, 65_536);
    private readonly bool _numbered = constants.Flag("numbered");

    /// <inheritdoc/>
    public int Cell => Math.Max(1, (int)(_slice / Math.Sqrt(_tokens)));

    /// <inheritdoc/>
    public PixelSize Resize(PixelSize image, int images)
    {
        if (Grid(image) is not { } grid)
        {
            return Fill(image.Width, image.Height);
        }

        var cell = Fill((double)Divisible(image.Width, grid.Columns) / grid.Columns, (double)Divisible(image.Height, grid.Rows) / grid.Rows);
        return new PixelSize(cell.Width * grid.Columns, cell.Height * grid.Rows);
    }

    /// <inheritdoc/>
    public VisionTokens Count(PixelSize image, int index, int images)
    {
        var grid = Grid(image);
        long views = 1 + (grid?.Tiles ?? 0);
        var lineBreaks = (grid?.Rows ?? 1) - 1;
        var number = _numbered ? NumberMarkers + Digits(index) : 0;
        return new VisionTokens(_tokens * views, number + ((_tokens + ViewMarkers) * views) + lineBreaks);
    }

    private TileGrid? Grid(PixelSize image)
    {
        var ratio = (double)image.Area / ((long)_slice * _slice);
        var multiple = Math.Min((int)Math.Min(Math.Ceiling(ratio), int.MaxValue), _maxSlices);
        if (multiple <= 1)
        {
            return null;
        }

        var wanted = Math.Log((double)image.Width / image.Height);
        var best = new TileGrid(1, 1);
        var least = double.PositiveInfinity;
        for (var tiles = Math.Max(2, multiple - 1); tiles <= Math.Min(multiple + 1, _maxSlices); tiles++)
        {
            for (var columns = 1; columns <= tiles; columns++)
            {
                var error = Math.Abs(wanted - Math.Log((double)columns / (tiles / columns)));
                if (tiles % columns == 0 && error < least)
                {
                    least = error;
                    best = new TileGrid(columns, tiles / columns);
                }
            }
        }

        return best;
    }

    /// <summary>A view of the aspect whose area is that of one slice, on whole patches.</summary>
    private PixelSize Fill(double width, double height)
    {
        var aspect = width / height;
        var filledHeight = (int)(_slice / Math.Sqrt(aspect));
        var filledWidth = (int)(filledHeight * aspect);
        return new PixelSize(Divisible(filledWidth, _patch), Divisible(filledHeight, _patch));
    }

    private static int Divisible(int length, int unit) => Math.Max(PythonMath.Round((double)length / unit) * unit, unit);

    private static int Digits(int index) => index < 10 ? 1 : 1 + Digits(index / 10);
}
