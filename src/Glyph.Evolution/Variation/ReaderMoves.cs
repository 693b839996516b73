using Glyph.Core.Spaces;
using Glyph.Evolution.Confirming;

namespace Glyph.Evolution.Variation;

/// <summary>
/// Moves in what a reader sees: the width and height of letters in pixels, which size, DPI and horizontal scale make together.
/// Along: as wide as before, by other genes. Across: wider or narrower as a whole, with the line pitch in proportion. A space
/// without these genes has no such moves.
/// </summary>
internal static class ReaderMoves
{
    private const string Size = "font-size";
    private const string Dpi = "dpi";
    private const string Scale = "horizontal-scale";
    private const string Pitch = "line-height";

    /// <summary>The standard deviation of the logarithm of a factor: about an eighth.</summary>
    private const double Reach = 0.12;

    /// <summary>A moved genome, repaired; null where the space has no gene to move.</summary>
    public static Genome? Move(SearchSpace space, Genome genome, Random random)
    {
        var factor = Math.Exp(Reach * Normal.Draw(random));
        var widths = new[] { Size, Dpi, Scale }.Where(name => Has(space, genome, name)).ToArray();
        if (widths.Length == 0)
        {
            return null;
        }

        random.Shuffle(widths);
        var moved = Multiply(space, genome, widths[0], factor);
        var done = Number(moved, widths[0]) / Number(genome, widths[0]);
        if (widths.Length > 1 && random.NextDouble() < 0.5)
        {
            // Along: another gene takes back what the first gave, as far as its steps allow.
            moved = Multiply(space, moved, widths[1], 1 / done);
        }

        // The pitch keeps its proportion to the size, unless the DPI changed both.
        return space.Repair(
            Has(space, moved, Pitch) && Has(space, moved, Size) && random.NextDouble() < 0.7
                ? Multiply(space, moved, Pitch, Number(moved, Size) / Number(genome, Size))
                : moved,
            random);
    }

    private static bool Has(SearchSpace space, Genome genome, string name) =>
        space.Find(name) is RangeParameter or OrdinalParameter && genome[name] is { IsNumber: true, Number: > 0 };

    private static double Number(Genome genome, string name) => genome[name]!.Value.Number;

    private static Genome Multiply(SearchSpace space, Genome genome, string name, double factor) =>
        genome.With(name, space.Find(name)!.Snap(GeneValue.Of(Number(genome, name) * factor)));
}
