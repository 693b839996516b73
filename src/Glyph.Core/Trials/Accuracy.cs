namespace Glyph.Core.Trials;

/// <summary>An accuracy in [0, 1] with its confidence interval and what stands behind it.</summary>
/// <param name="Mean">The estimate: the mean item score; of transcriptions, 1 - character error rate.</param>
/// <param name="Low">The lower end of the interval.</param>
/// <param name="High">The upper end of the interval.</param>
/// <param name="Confidence">The interval's nominal coverage, such as 0.95.</param>
/// <param name="Samples">How many items are behind it: lines (or parts of long ones), pages, or answers to tasks.</param>
/// <param name="Characters">How many characters the truth of them holds.</param>
public sealed record AccuracyEstimate(double Mean, double Low, double High, double Confidence, int Samples, long Characters);

/// <summary>A character that was misread.</summary>
/// <param name="Truth">What stood there; empty for a character that was made up.</param>
/// <param name="Read">What was read; empty for a character that was lost.</param>
/// <param name="Count">How often.</param>
public sealed record Confusion(string Truth, string Read, int Count);

/// <summary>A line, page or answer that is not right.</summary>
/// <param name="Item">The corpus item.</param>
/// <param name="Truth">What stood there, or was to be answered.</param>
/// <param name="Read">What was read or answered.</param>
/// <param name="Accuracy">Its score, at least 0.</param>
public sealed record Misreading(string Item, string Truth, string Read, double Accuracy);

/// <summary>The outcome of reading a sample.</summary>
public sealed record Measurement
{
    /// <summary>The accuracy.</summary>
    public required AccuracyEstimate Accuracy { get; init; }

    /// <summary>The accuracy after each rung that was read, the last being <see cref="Accuracy"/>; empty in searches of earlier versions.</summary>
    public IReadOnlyList<AccuracyEstimate> Rungs { get; init; } = [];

    /// <summary>What was misread as what, most frequent first; at most 12.</summary>
    public required IReadOnlyList<Confusion> Confusions { get; init; }

    /// <summary>The worst lines, pages or answers; at most 4.</summary>
    public required IReadOnlyList<Misreading> Worst { get; init; }

    /// <summary>Mean accuracy by corpus item.</summary>
    public required IReadOnlyDictionary<string, double> ByItem { get; init; }

    /// <summary>Every item that was asked for, also those without an answer.</summary>
    public IReadOnlyList<ItemScore> Items { get; init; } = [];

    /// <summary>How many items had each outcome; none where the reader knows only lines.</summary>
    public IReadOnlyDictionary<ItemOutcome, int> Outcomes => Items.CountBy(item => item.Outcome).ToDictionary();

    /// <summary>Identifiers (needles, words that hold a digit) in what was read.</summary>
    public int Ids => Items.Sum(item => item.Ids);

    /// <summary>Those of them that came back as something else, without a sign of it.</summary>
    public int WrongIds => Items.Sum(item => item.WrongIds);

    /// <summary>What a judging model says of the open answers; apart from the accuracy, and null without a judge or open answers.</summary>
    public AccuracyEstimate? Judged { get; init; }

    /// <summary>The tokens that the target's formula predicted, beside those that the server charged; null where none is charged.</summary>
    public TokenCheck? Tokens { get; init; }
}
