using System.Globalization;
using Glyph.Core.Trials;
using Glyph.Evolution.Pareto;

namespace Glyph.Evolution.Llm;

/// <summary>A gap between two neighbours of the front.</summary>
/// <param name="Upper">The number of the more accurate.</param>
/// <param name="Lower">The number of the more compressed.</param>
/// <param name="From">The objectives of the more accurate.</param>
/// <param name="To">The objectives of the more compressed.</param>
internal sealed record FrontGap(int Upper, int Lower, Objectives From, Objectives To)
{
    /// <summary>The accuracy below which nobody looks for gaps: where credit begins.</summary>
    public const double LeastAccuracy = 0.9;

    /// <summary>What a trial between the two could gain at most: the area between them, of the error scale and the logarithm of compression.</summary>
    public double Area => (ErrorScale.Of(From.Accuracy) - ErrorScale.Of(To.Accuracy)) * Math.Log(To.Compression / From.Compression);

    /// <summary>The widest gaps in the useful region, the widest first.</summary>
    /// <param name="front">The front, by falling accuracy.</param>
    /// <param name="count">How many at most.</param>
    public static IReadOnlyList<FrontGap> Widest(IReadOnlyList<Trial> front, int count)
    {
        var useful = front.Where(t => t.Objectives!.Value.Accuracy >= LeastAccuracy && t.Candidate.Genome is not null).ToList();
        return [.. useful.Zip(useful.Skip(1), (a, b) => new FrontGap(a.Number, b.Number, a.Objectives!.Value, b.Objectives!.Value)).OrderByDescending(gap => gap.Area).Take(count)];
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"between #{Upper} and #{Lower}: wanted is accuracy above {To.Accuracy:0.000} at compression above {From.Compression:0.00}, best near {To.Compression:0.00}");
}
