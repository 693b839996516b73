using System.Globalization;
using System.Text.Json;

namespace Glyph.Core.Spaces;

/// <summary>A number between two ends, whole or real, on a grid of steps or not, on a linear or a logarithmic scale.</summary>
public sealed class RangeParameter : Parameter
{
    private readonly WeightedIndex _weights;
    private readonly double _lastStep;

    internal RangeParameter(string name, double low, double high, double? step, bool log, IReadOnlyList<PriorPart> prior, IReadOnlyList<Condition> when)
        : base(name, when)
    {
        (Low, High, Step, Log) = (low, high, step, log);
        Prior = prior.Count > 0 ? prior : [new PriorPart(1, low, high, [])];
        _weights = new WeightedIndex([.. Prior.Select(p => p.Weight)]);
        _lastStep = step is { } s ? Math.Floor(((high - low) / s) + 1e-9) : 0;
    }

    /// <summary>The lower end, included.</summary>
    public double Low { get; }

    /// <summary>The upper end, included.</summary>
    public double High { get; }

    /// <summary>The distance of neighbouring values, counted from the lower end; null for any real number. A whole number has step 1 or more.</summary>
    public double? Step { get; }

    /// <summary>Whether sampling and variation work on the logarithm.</summary>
    public bool Log { get; }

    /// <summary>The prior: a mixture of parts, by default one part over the whole range.</summary>
    public IReadOnlyList<PriorPart> Prior { get; }

    /// <inheritdoc/>
    public override GeneValue Default
    {
        get
        {
            var part = Prior[_weights.MostLikely];
            return Snap(part.Values.Count > 0 ? part.Values[0] : Invert((Scale(part.Low) + Scale(part.High)) / 2));
        }
    }

    /// <inheritdoc/>
    public override string Domain => string.Create(CultureInfo.InvariantCulture, $"{Low} to {High}{(Step is { } s ? $" by {s}" : "")}{(Log ? ", logarithmic" : "")}");

    /// <summary>A number on the scale on which the parameter varies: itself, or its logarithm.</summary>
    public double Scale(double value) => Log ? Math.Log(value) : value;

    /// <summary>The number of a place on that scale.</summary>
    public double Invert(double scaled) => Log ? Math.Exp(scaled) : scaled;

    /// <inheritdoc/>
    public override GeneValue Sample(Random random)
    {
        var part = Prior[_weights.Sample(random)];
        return Snap(part.Values.Count > 0
            ? part.Values[random.Next(part.Values.Count)]
            : Invert(Scale(part.Low) + (random.NextDouble() * (Scale(part.High) - Scale(part.Low)))));
    }

    /// <inheritdoc/>
    public override bool Contains(GeneValue value) => value.IsNumber && double.IsFinite(value.Number) && Snap(value.Number) == value;

    /// <inheritdoc/>
    public override GeneValue Snap(GeneValue value) => Numbers.Read(value) is { } number ? Snap(number) : Default;

    internal override IReadOnlyList<Setting> Settings(GeneValue value) =>
        SetsItsOwnKey ? [new Setting(Name, JsonSerializer.SerializeToElement(value.Number))] : [];

    internal override IEnumerable<Setting> AllSettings() =>
        new[] { Low, High, Step is { } s ? Math.Min(High, Low + s) : (Low + High) / 2 }.SelectMany(v => Settings(Snap(v)));

    private GeneValue Snap(double number)
    {
        if (Step is not { } step)
        {
            return GeneValue.Of(Math.Clamp(number, Low, High));
        }

        var index = Math.Clamp(Math.Round((number - Low) / step), 0, _lastStep);
        return GeneValue.Of(Numbers.Clean(Low + (index * step)));
    }
}

/// <summary>One part of a mixture: a stretch of the range, or a few values of equal weight.</summary>
/// <param name="Weight">Its weight, at least 0.</param>
/// <param name="Low">The stretch's lower end.</param>
/// <param name="High">The stretch's upper end.</param>
/// <param name="Values">The values; empty for a stretch.</param>
public sealed record PriorPart(double Weight, double Low, double High, IReadOnlyList<double> Values);
