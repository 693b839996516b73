namespace Glyph.Core.Trials;

/// <summary>An accuracy in [0, 1] with its confidence interval and what stands behind it.</summary>
/// <param name="Mean">The estimate: 1 - character error rate.</param>
/// <param name="Low">The lower end of the interval.</param>
/// <param name="High">The upper end of the interval.</param>
/// <param name="Confidence">The interval's nominal coverage, such as 0.95.</param>
/// <param name="Samples">How many lines (or parts of long lines) were read.</param>
/// <param name="Characters">How many characters they hold.</param>
public sealed record AccuracyEstimate(double Mean, double Low, double High, double Confidence, int Samples, long Characters);

/// <summary>A character that was misread.</summary>
/// <param name="Truth">What stood there; empty for a character that was made up.</param>
/// <param name="Read">What was read; empty for a character that was lost.</param>
/// <param name="Count">How often.</param>
public sealed record Confusion(string Truth, string Read, int Count);

/// <summary>A line that was misread.</summary>
/// <param name="Item">The corpus item.</param>
/// <param name="Truth">What stood there.</param>
/// <param name="Read">What was read.</param>
/// <param name="Accuracy">1 - character error rate of this line, at least 0.</param>
public sealed record Misreading(string Item, string Truth, string Read, double Accuracy);

/// <summary>The outcome of reading a sample.</summary>
public sealed record Measurement
{
    /// <summary>The accuracy.</summary>
    public required AccuracyEstimate Accuracy { get; init; }

    /// <summary>What was misread as what, most frequent first; at most 12.</summary>
    public required IReadOnlyList<Confusion> Confusions { get; init; }

    /// <summary>The worst lines; at most 4.</summary>
    public required IReadOnlyList<Misreading> Worst { get; init; }

    /// <summary>Mean accuracy by corpus item.</summary>
    public required IReadOnlyDictionary<string, double> ByItem { get; init; }
}
