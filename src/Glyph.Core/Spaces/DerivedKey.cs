using Glyph.Core.Configs;

namespace Glyph.Core.Spaces;

/// <summary>How the parts of a derived key make its value.</summary>
public enum DerivedOperation
{
    /// <summary>They are added.</summary>
    Sum,

    /// <summary>They are multiplied.</summary>
    Product,
}

/// <summary>
/// A config key that follows from others, such as line height = font size + gap. A parameter that is not
/// active counts as 0; the value is rounded to 0.0001.
/// </summary>
/// <param name="Key">The config key.</param>
/// <param name="Operation">Sum or product.</param>
/// <param name="Parts">Its parts.</param>
public sealed record DerivedKey(string Key, DerivedOperation Operation, IReadOnlyList<DerivedPart> Parts)
{
    internal double Value(Genome genome, RenderConfig config) =>
        Math.Round(Combine(Parts.Select(part => (double?)part.Value(genome, config)))!.Value, 4);

    /// <summary>What the part <paramref name="unknown"/> must be for the key to have a value, given the others; null when they do not say.</summary>
    internal double? Solve(string unknown, double value, Func<string, double?> known)
    {
        if (Parts.Count(p => string.Equals(p.Name, unknown, StringComparison.Ordinal)) != 1)
        {
            return null;
        }

        var others = Combine(Parts.Where(p => !string.Equals(p.Name, unknown, StringComparison.Ordinal)).Select(p => p.Name is null ? p.Number : known(p.Name)));
        return (Operation, others) switch
        {
            (_, null) or (DerivedOperation.Product, 0) => null,
            (DerivedOperation.Sum, { } sum) => Numbers.Clean(value - sum),
            (_, { } product) => Numbers.Clean(value / product),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Key} = {string.Join(Operation == DerivedOperation.Sum ? " + " : " * ", Parts)}";

    private double? Combine(IEnumerable<double?> values) => Operation == DerivedOperation.Sum
        ? values.Aggregate((double?)0, (a, b) => a + b)
        : values.Aggregate((double?)1, (a, b) => a * b);
}

/// <summary>One part of a derived key: a number, or the name of a numeric parameter or config key.</summary>
/// <param name="Name">The name, or null for a number.</param>
/// <param name="Number">The number.</param>
/// <param name="IsParameter">Whether the name is a parameter's.</param>
public sealed record DerivedPart(string? Name, double Number, bool IsParameter)
{
    /// <inheritdoc/>
    public override string ToString() => Name ?? GeneValue.Of(Number).ToString();

    internal double Value(Genome genome, RenderConfig config)
    {
        if (Name is null)
        {
            return Number;
        }

        return IsParameter
            ? genome[Name]?.Number ?? 0
            : Convert.ToDouble(RenderConfigKeys.Get(config, Name), System.Globalization.CultureInfo.InvariantCulture);
    }
}
