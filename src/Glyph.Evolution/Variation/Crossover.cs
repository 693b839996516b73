using Glyph.Core.Spaces;

namespace Glyph.Evolution.Variation;

/// <summary>
/// Crossover of mixed genes: a choice comes from either parent; a number is, half the time, blended instead, drawn from the
/// stretch between the parents widened by a half on each side (BLX-0.5; Eshelman and Schaffer 1993).
/// </summary>
internal static class Crossover
{
    private const double Widening = 0.5;

    /// <summary>A child, repaired; a gene that neither parent has is drawn from its prior.</summary>
    public static Genome Cross(SearchSpace space, Genome first, Genome second, Random random)
    {
        var child = Genome.Empty;
        foreach (var parameter in space.Parameters)
        {
            var (a, b) = (first[parameter.Name], second[parameter.Name]);
            if ((a ?? b) is not null)
            {
                child = child.With(parameter.Name, Mix(parameter, a ?? b!.Value, b ?? a!.Value, random));
            }
        }

        return space.Repair(child, random);
    }

    private static GeneValue Mix(Parameter parameter, GeneValue a, GeneValue b, Random random)
    {
        var blend = random.NextDouble() < 0.5;
        var take = random.NextDouble();
        return parameter switch
        {
            RangeParameter range when blend => GeneValue.Of(range.Invert(Blend(range.Scale(a.Number), range.Scale(b.Number), take))),
            OrdinalParameter ordinal when blend => GeneValue.Of(ordinal.Values[Math.Clamp(
                (int)Math.Round(Blend(ordinal.IndexOf(a.Number), ordinal.IndexOf(b.Number), take)), 0, ordinal.Values.Count - 1)]),
            _ => take < 0.5 ? a : b,
        };
    }

    private static double Blend(double a, double b, double place)
    {
        var (low, high) = (Math.Min(a, b), Math.Max(a, b));
        var more = Widening * (high - low);
        return low - more + (place * (high - low + (2 * more)));
    }
}
