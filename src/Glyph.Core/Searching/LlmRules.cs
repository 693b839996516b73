using Glyph.Core.Spending;

namespace Glyph.Core.Searching;

/// <summary>How language models that propose are asked.</summary>
public sealed record LlmRules
{
    /// <summary>Tokens of a whole prompt at most, from 2,000. Default 6,000.</summary>
    public int PromptTokens { get; init; } = 6_000;

    /// <summary>What all of them together may spend on proposals, within the limits of the whole search. Default: no limit of their own.</summary>
    public SpendLimits Limits { get; init; } = SpendLimits.None;
}
