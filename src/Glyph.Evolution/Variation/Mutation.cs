using Glyph.Core.Spaces;

namespace Glyph.Evolution.Variation;

/// <summary>
/// Mutation of mixed genes, each at rate 1/n and at least one: a choice is drawn again from its prior, an ordinal value
/// moves a step or two, a number moves by the polynomial mutation of Deb and Goyal (1996), on its logarithm where it has one.
/// </summary>
internal static class Mutation
{
    /// <summary>The distribution index of the polynomial mutation: 20 is usual; 8 moves farther, for searches are short.</summary>
    private const double Eta = 8;

    /// <summary>A changed genome, repaired; genes that become active are drawn from their priors.</summary>
    /// <param name="space">The space.</param>
    /// <param name="genome">A genome of it.</param>
    /// <param name="random">Random numbers.</param>
    /// <param name="always">Whether at least one gene is to change.</param>
    public static Genome Mutate(SearchSpace space, Genome genome, Random random, bool always)
    {
        var active = space.Parameters.Where(p => genome[p.Name] is not null).ToList();
        var forced = always && active.Count > 0 ? random.Next(active.Count) : -1;
        for (var i = 0; i < active.Count; i++)
        {
            if (random.NextDouble() * active.Count < 1 || i == forced)
            {
                genome = genome.With(active[i].Name, Change(active[i], genome[active[i].Name]!.Value, random));
            }
        }

        return space.Repair(genome, random);
    }

    /// <summary>The genome with one choice made differently, for every choice of every active categorical parameter, repaired.</summary>
    public static IEnumerable<Genome> OtherChoices(SearchSpace space, Genome genome, Random random) =>
        from parameter in space.Parameters.OfType<CategoricalParameter>()
        where genome[parameter.Name] is not null
        from choice in parameter.Choices
        let value = GeneValue.Of(choice.Name)
        where value != genome[parameter.Name]
        select space.Repair(genome.With(parameter.Name, value), random);

    private static GeneValue Change(Parameter parameter, GeneValue value, Random random) => parameter switch
    {
        OrdinalParameter ordinal => Step(ordinal, value.Number, random),
        RangeParameter range => Move(range, value.Number, random),
        _ => Resample(parameter, value, random),
    };

    private static GeneValue Resample(Parameter parameter, GeneValue value, Random random)
    {
        const int attempts = 8;
        var drawn = value;
        for (var i = 0; i < attempts && drawn == value; i++)
        {
            drawn = parameter.Sample(random);
        }

        // Where one choice has nearly all the weight, another is taken whatever its weight.
        return drawn == value && parameter is CategoricalParameter { Choices: { Count: > 1 } choices }
            ? GeneValue.Of(choices.Where(c => value != GeneValue.Of(c.Name)).ElementAt(random.Next(choices.Count - 1)).Name)
            : drawn;
    }

    private static GeneValue Step(OrdinalParameter ordinal, double value, Random random)
    {
        var last = ordinal.Values.Count - 1;
        var distance = Math.Min(last, random.NextDouble() < 0.75 ? 1 : 2);
        var direction = random.NextDouble() < 0.5 ? -1 : 1;
        var from = ordinal.IndexOf(value);
        var to = from + (direction * distance);
        return GeneValue.Of(ordinal.Values[Math.Clamp(to < 0 || to > last ? from - (direction * distance) : to, 0, last)]);
    }

    private static GeneValue Move(RangeParameter range, double value, Random random)
    {
        var (low, high) = (range.Scale(range.Low), range.Scale(range.High));
        var place = random.NextDouble();
        var delta = place < 0.5
            ? Math.Pow(2 * place, 1 / (Eta + 1)) - 1
            : 1 - Math.Pow(2 * (1 - place), 1 / (Eta + 1));
        var moved = range.Invert(Math.Clamp(range.Scale(value) + (delta * (high - low)), low, high));
        var least = range.Step is { } step && Math.Abs(moved - value) < step
            ? value + (Math.CopySign(step, delta) * (value + Math.CopySign(step, delta) > range.High || value + Math.CopySign(step, delta) < range.Low ? -1 : 1))
            : moved;
        return range.Snap(GeneValue.Of(least));
    }
}
