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

/// <summary>What a search may spend, and at what prices: kept with its ledger, so that a resumed search goes by the same.</summary>
/// <param name="Limits">The limits.</param>
/// <param name="Prices">The prices, or null where the user gave none: then every cost is 0.</param>
public sealed record SpendTerms(SpendLimits Limits, PriceTable? Prices)
{
    /// <summary>No limit and no prices.</summary>
    public static SpendTerms None { get; } = new(SpendLimits.None, null);
}
