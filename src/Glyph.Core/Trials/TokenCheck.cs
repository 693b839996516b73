namespace Glyph.Core.Trials;

/// <summary>Predicted tokens beside charged ones, over the requests whose server reports its usage.</summary>
/// <param name="Requests">Requests that reported their usage.</param>
/// <param name="Predicted">Tokens of their prompts and pages, by the target's formula and tokenizer.</param>
/// <param name="Charged">The same as the server counted them.</param>
/// <param name="Mismatches">Requests that differ by more than the tolerance.</param>
/// <param name="Example">The worst of them in words, or null.</param>
public sealed record TokenCheck(int Requests, long Predicted, long Charged, int Mismatches, string? Example)
{
    /// <summary>Tokens of their answers, as the server counted them.</summary>
    public long Answered { get; init; }

    /// <summary>Charged / predicted: 1 where the formula is right.</summary>
    public double Ratio => Predicted == 0 ? 1 : (double)Charged / Predicted;

    /// <summary>The sum of several checks; null of none.</summary>
    public static TokenCheck? Sum(IEnumerable<TokenCheck?> checks) => checks.OfType<TokenCheck>().ToList() is { Count: > 0 } all
        ? new TokenCheck(
            all.Sum(c => c.Requests), all.Sum(c => c.Predicted), all.Sum(c => c.Charged), all.Sum(c => c.Mismatches),
            all.FirstOrDefault(c => c.Example is not null)?.Example)
        { Answered = all.Sum(c => c.Answered) }
        : null;
}
