using Glyph.Core.Spending;

namespace Glyph.Core.Searching;

/// <summary>How language models that propose are asked.</summary>
public sealed record LlmRules
{
    /// <summary>The least prompt that holds its fixed words and something of each section.</summary>
    public const int LeastPrompt = 2_000;

    /// <summary>The least answer that holds an idea.</summary>
    public const int LeastAnswer = 256;

    /// <summary>More tokens than any model takes.</summary>
    public const int MostTokens = 1_000_000;

    /// <summary>Tokens of a whole prompt at most, from 2,000. Default 6,000.</summary>
    public int PromptTokens { get; init; } = 6_000;

    /// <summary>Tokens that one answer may have, from 256. Default 4,096, which leaves a model that thinks aloud some room.</summary>
    public int AnswerTokens { get; init; } = 4_096;

    /// <summary>How long one answer may take, above 0 and at most a day. Default 2 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>What all of them together may spend on proposals, within the limits of the whole search. Default: no limit of their own.</summary>
    public SpendLimits Limits { get; init; } = SpendLimits.None;

    /// <summary>What is wrong with a <see cref="Timeout"/>, or null.</summary>
    public static string? TimeoutProblem(TimeSpan timeout) =>
        timeout > TimeSpan.Zero && timeout <= TimeSpan.FromDays(1) ? null : "must be above zero and at most a day, such as 00:02:00";
}
