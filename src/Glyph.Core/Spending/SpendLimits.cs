namespace Glyph.Core.Spending;

/// <summary>What a search may spend on models, over all its runs. Null means no limit.</summary>
/// <param name="Cost">Money, in the price table's currency.</param>
/// <param name="Requests">Requests sent, retries among them.</param>
/// <param name="Tokens">Tokens in and out.</param>
public sealed record SpendLimits(decimal? Cost, long? Requests, long? Tokens)
{
    /// <summary>No limit.</summary>
    public static SpendLimits None { get; } = new(null, null, null);
}

/// <summary>What a model's tokens cost, in the currency of the table, per million tokens.</summary>
/// <param name="Input">A million tokens of prompts and images.</param>
/// <param name="Output">A million tokens of answers.</param>
public sealed record ModelPrice(decimal Input, decimal Output)
{
    /// <summary>The price of tokens.</summary>
    public decimal Of(long inputTokens, long outputTokens) => ((Input * inputTokens) + (Output * outputTokens)) / 1_000_000m;
}

/// <summary>The prices of models by name, which the user gives.</summary>
/// <param name="Currency">The currency, such as <c>USD</c>.</param>
/// <param name="Models">A price for each model's name.</param>
public sealed record PriceTable(string Currency, IReadOnlyDictionary<string, ModelPrice> Models);
