namespace Glyph.Evolution.Analysis;

/// <summary>The part of a space that one leaf of a tree covers.</summary>
/// <param name="Low">By feature, where its stretch begins, included.</param>
/// <param name="High">By feature, where its stretch ends, excluded.</param>
/// <param name="Choices">By feature, a bit for each choice that it covers.</param>
/// <param name="Value">What the tree says there.</param>
internal sealed record Box(double[] Low, double[] High, ulong[] Choices, double Value)
{
    /// <summary>The whole space.</summary>
    public static Box Whole(int features) => new(
        [.. Enumerable.Repeat(double.NegativeInfinity, features)],
        [.. Enumerable.Repeat(double.PositiveInfinity, features)],
        [.. Enumerable.Repeat(ulong.MaxValue, features)],
        0);

    /// <summary>The part of it below a threshold.</summary>
    public Box Below(int feature, double threshold) => this with { High = With(High, feature, Math.Min(High[feature], threshold)) };

    /// <summary>The part of it from a threshold on.</summary>
    public Box From(int feature, double threshold) => this with { Low = With(Low, feature, Math.Max(Low[feature], threshold)) };

    /// <summary>The part of it with one of these choices.</summary>
    public Box Among(int feature, ulong choices) => this with { Choices = With(Choices, feature, Choices[feature] & choices) };

    private static T[] With<T>(T[] values, int index, T value)
    {
        T[] changed = [.. values];
        changed[index] = value;
        return changed;
    }
}
