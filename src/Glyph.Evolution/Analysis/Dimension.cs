using Glyph.Core.Spaces;

namespace Glyph.Evolution.Analysis;

/// <summary>
/// One parameter as a coordinate of a forest, and how its values are weighted. A range is even over its scaled stretch, 0 to 1; an
/// ordinal over its values, by index; a choice over the names that occur. Being inactive is a value of its own, which weighs as
/// much as the share of the trials that have it.
/// </summary>
internal sealed class Dimension
{
    /// <summary>Where a number stands that is not active: apart from all others.</summary>
    private const double Inactive = -1;

    private readonly Func<GeneValue?, double> _place;
    private readonly (double Place, double Weight)[] _atoms;
    private readonly double _stretch;

    private Dimension(string name, bool isChoice, Func<GeneValue?, double> place, IReadOnlyList<(double Place, double Weight)> atoms, double stretch)
    {
        (Name, IsChoice, _place, _stretch) = (name, isChoice, place, stretch);
        _atoms = [.. atoms.OrderBy(a => a.Place)];
    }

    /// <summary>The parameter's name.</summary>
    public string Name { get; }

    /// <summary>Whether its values have no order.</summary>
    public bool IsChoice { get; }

    /// <summary>The coordinate of a parameter, weighted as these genomes need it.</summary>
    public static Dimension Of(Parameter parameter, IReadOnlyList<Genome> genomes)
    {
        if (parameter is CategoricalParameter)
        {
            return OfNames(parameter.Name, [.. genomes.Select(g => g[parameter.Name]?.Choice)]);
        }

        var inactive = genomes.Count == 0 ? 0 : (double)genomes.Count(g => g[parameter.Name] is null) / genomes.Count;
        IEnumerable<(double, double)> apart = inactive > 0 ? [(Inactive, inactive)] : [];
        return parameter switch
        {
            OrdinalParameter ordinal => new Dimension(
                parameter.Name,
                isChoice: false,
                gene => gene is { } value ? ordinal.IndexOf(value.Number) : Inactive,
                [.. apart, .. ordinal.Values.Select((_, i) => ((double)i, (1 - inactive) / ordinal.Values.Count))],
                stretch: 0),
            RangeParameter range => new Dimension(parameter.Name, isChoice: false, gene => gene is { } value ? PlaceOf(range, value.Number) : Inactive, [.. apart], stretch: 1 - inactive),
            _ => throw new ArgumentException($"A parameter of kind {parameter.GetType().Name} has no coordinate.", nameof(parameter)),
        };
    }

    /// <summary>Where a genome stands.</summary>
    public double Place(Genome genome) => _place(genome[Name]);

    /// <summary>The parts into which the boxes of a tree cut the coordinate, each with its weight; weights add up to 1.</summary>
    public Cells CellsOf(IReadOnlyList<Box> boxes, int feature)
    {
        if (IsChoice)
        {
            return new Cells([.. _atoms.Select(a => a.Place)], [.. _atoms.Select(a => a.Weight)]);
        }

        double[] cuts = [.. boxes.SelectMany(b => new[] { b.Low[feature], b.High[feature] }).Where(double.IsFinite).Distinct().Order()];
        double[] starts = [double.NegativeInfinity, .. cuts];
        double[] ends = [.. cuts, double.PositiveInfinity];
        return new Cells(starts, [.. starts.Zip(ends, WeightBetween)]);
    }

    /// <summary>A coordinate of names, even over those that occur, null among them; of too many, the rarest are one.</summary>
    private static Dimension OfNames(string name, IReadOnlyList<string?> values)
    {
        var places = values.GroupBy(v => v, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select((g, i) => (Key: (g.Key, g.Key is null), Place: (double)Math.Min(i, ExtraTrees.MostChoices - 1))).ToDictionary(p => p.Key, p => p.Place);
        return new Dimension(
            name,
            isChoice: true,
            gene => places[(gene?.Choice, gene is null)],
            [.. places.Values.GroupBy(p => p).Select(g => (g.Key, (double)g.Count() / places.Count))],
            stretch: 0);
    }

    private double WeightBetween(double low, double high) =>
        _atoms.Where(a => a.Place >= low && a.Place < high).Sum(a => a.Weight)
        + (_stretch * (Math.Clamp(high, 0, 1) - Math.Clamp(low, 0, 1)));

    private static double PlaceOf(RangeParameter range, double number) =>
        range.High > range.Low ? (range.Scale(number) - range.Scale(range.Low)) / (range.Scale(range.High) - range.Scale(range.Low)) : 0;
}

/// <summary>The parts of a coordinate.</summary>
/// <param name="Starts">Where each begins; of choices, which one it is.</param>
/// <param name="Weights">Each one's weight.</param>
internal sealed record Cells(double[] Starts, double[] Weights)
{
    /// <summary>Which of them a box covers.</summary>
    public int[] Under(Box box, int feature, bool isChoice) => [.. Enumerable.Range(0, Starts.Length).Where(c => isChoice
        ? (box.Choices[feature] >> (int)Starts[c] & 1) == 1
        : Starts[c] >= box.Low[feature] && Starts[c] < box.High[feature])];
}
