using System.Globalization;
using System.Text.Json;

namespace Glyph.Core.Spaces;

/// <summary>A choice among a few numbers in rising order, such as the resolutions 60, 72, 84 and 96.</summary>
public sealed class OrdinalParameter : Parameter
{
    private readonly WeightedIndex _prior;

    internal OrdinalParameter(string name, IReadOnlyList<double> values, IReadOnlyList<double> weights, IReadOnlyList<Condition> when)
        : base(name, when)
    {
        Values = values;
        _prior = new WeightedIndex(weights);
    }

    /// <summary>The values, rising.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <inheritdoc/>
    public override GeneValue Default => GeneValue.Of(Values[_prior.MostLikely]);

    /// <inheritdoc/>
    public override string Domain => $"one of {string.Join(", ", Values.Select(v => v.ToString(CultureInfo.InvariantCulture)))}";

    /// <summary>The place of the value that is nearest to a number.</summary>
    public int IndexOf(double number)
    {
        var best = 0;
        for (var i = 1; i < Values.Count; i++)
        {
            best = Math.Abs(Values[i] - number) < Math.Abs(Values[best] - number) ? i : best;
        }

        return best;
    }

    /// <inheritdoc/>
    public override GeneValue Sample(Random random) => GeneValue.Of(Values[_prior.Sample(random)]);

    /// <inheritdoc/>
    public override bool Contains(GeneValue value) => value.IsNumber && Values.Contains(value.Number);

    /// <inheritdoc/>
    public override GeneValue Snap(GeneValue value) => Numbers.Read(value) is { } number ? GeneValue.Of(Values[IndexOf(number)]) : Default;

    internal override IReadOnlyList<Setting> Settings(GeneValue value) =>
        SetsItsOwnKey ? [new Setting(Name, JsonSerializer.SerializeToElement(value.Number))] : [];

    internal override IEnumerable<Setting> AllSettings() => Values.SelectMany(v => Settings(GeneValue.Of(v)));
}
