using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>So many tiles across and down.</summary>
internal readonly record struct TileGrid(int Columns, int Rows)
{
    /// <summary>How many tiles.</summary>
    public int Tiles => Columns * Rows;

    /// <summary>The canvas of such tiles.</summary>
    public PixelSize Canvas(int tile) => new(Columns * tile, Rows * tile);

    /// <summary>Every grid of at least and at most so many tiles, those of fewer tiles first.</summary>
    public static TileGrid[] Between(int min, int max) =>
        [.. from columns in Enumerable.Range(1, max)
            from rows in Enumerable.Range(1, max / columns)
            where columns * rows >= min
            orderby columns * rows
            select new TileGrid(columns, rows)];

    /// <summary>
    /// The grid whose ratio is nearest to the image's; between equal ones, more tiles if the image is larger than half of
    /// them. InternVL's <c>find_closest_aspect_ratio</c>, which several families share; doubles are compared exactly.
    /// </summary>
    public static TileGrid Closest(PixelSize image, TileGrid[] grids, int tile)
    {
        var ratio = (double)image.Width / image.Height;
        var best = new TileGrid(1, 1);
        var least = double.PositiveInfinity;
        foreach (var grid in grids)
        {
            var difference = Math.Abs(ratio - ((double)grid.Columns / grid.Rows));
            if (difference < least || (difference == least && image.Area > 0.5 * tile * tile * grid.Columns * grid.Rows))
            {
                least = difference;
                best = grid;
            }
        }

        return best;
    }

    /// <summary>
    /// The grid that keeps most of the image's pixels, and among those wastes least: LLaVA's <c>select_best_resolution</c>.
    /// An image so thin that nothing of it is left in any grid gets the smallest canvas.
    /// </summary>
    public static TileGrid Fullest(PixelSize image, TileGrid[] grids, int tile)
    {
        var best = grids[0];
        long most = 0;
        var leastWaste = long.MaxValue;
        foreach (var grid in grids)
        {
            var canvas = grid.Canvas(tile);
            var scale = Math.Min((double)canvas.Width / image.Width, (double)canvas.Height / image.Height);
            var kept = Math.Min((long)(image.Width * scale) * (long)(image.Height * scale), image.Area);
            var waste = canvas.Area - kept;
            if (kept > most || (kept == most && waste < leastWaste))
            {
                most = kept;
                leastWaste = waste;
                best = grid;
            }
        }

        return best;
    }
}
