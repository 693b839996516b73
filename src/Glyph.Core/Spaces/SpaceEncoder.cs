using System.Globalization;
using Glyph.Core.Configs;

namespace Glyph.Core.Spaces;

/// <summary>
/// Finds a genome that decodes to a given config: depth first over the parameters, each with only the values that agree
/// with the config, and each free gene solved from the derived key that it takes part in.
/// </summary>
internal sealed class SpaceEncoder(SearchSpace space, IReadOnlyList<Parameter> order, RenderConfig config, int pixelGrid)
{
    private const int MaximumSteps = 20_000;
    private const int MaximumGridValues = 200;

    private int _steps;

    public Genome? Encode() => Extend(Genome.Empty, 0);

    private Genome? Extend(Genome genome, int index)
    {
        if (++_steps > MaximumSteps)
        {
            return null;
        }

        if (index == order.Count)
        {
            return space.Decode(genome, pixelGrid) == config ? genome : null;
        }

        var parameter = order[index];
        if (!space.IsActive(parameter, genome))
        {
            return Extend(genome, index + 1);
        }

        return Candidates(parameter, genome, index)
            .Select(value => Extend(genome.With(parameter.Name, value), index + 1))
            .FirstOrDefault(found => found is not null);
    }

    private IEnumerable<GeneValue> Candidates(Parameter parameter, Genome genome, int index)
    {
        if (parameter is CategoricalParameter categorical)
        {
            return categorical.Choices.Where(c => c.Settings.All(Agrees)).Select(c => GeneValue.Of(c.Name));
        }

        if (RenderConfigKeys.Contains(parameter.Name))
        {
            var value = GeneValue.Of(ConfigNumber(parameter.Name));
            return parameter.Contains(value) ? [value] : [];
        }

        var solved = space.Derived
            .Select(derived => derived.Solve(parameter.Name, ConfigNumber(derived.Key), name => Known(name, genome, index)))
            .FirstOrDefault(value => value is not null);
        return solved is { } number ? [parameter.Snap(GeneValue.Of(number))] : AllValues(parameter);
    }

    private bool Agrees(Setting setting) => config == (PageKeys.IsVirtual(setting.Key)
        ? PageKeys.Apply(config, setting.Key, setting.Value, pixelGrid)
        : RenderConfigKeys.Set(config, setting.Key, setting.Value, out _));

    /// <summary>A part's number: of a gene set so far, 0 of a parameter found inactive, or as the config has it.</summary>
    private double? Known(string name, Genome genome, int index)
    {
        if (genome[name] is { IsNumber: true } value)
        {
            return value.Number;
        }

        if (order.Take(index).Any(p => string.Equals(p.Name, name, StringComparison.Ordinal)))
        {
            return 0;
        }

        return RenderConfigKeys.Contains(name) ? ConfigNumber(name) : null;
    }

    private double ConfigNumber(string key) => Convert.ToDouble(RenderConfigKeys.Get(config, key), CultureInfo.InvariantCulture);

    private static IEnumerable<GeneValue> AllValues(Parameter parameter) => parameter switch
    {
        OrdinalParameter ordinal => ordinal.Values.Select(GeneValue.Of),
        RangeParameter { Step: { } step } range when (range.High - range.Low) / step < MaximumGridValues =>
            Enumerable.Range(0, (int)(((range.High - range.Low) / step) + 1e-9) + 1).Select(i => range.Snap(GeneValue.Of(range.Low + (i * step)))),
        _ => [parameter.Default],
    };
}
