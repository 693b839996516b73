namespace Glyph.Core.Spending;

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
/// <param name="Models">A price for each model's name; a name that ends in <c>*</c> stands for all that begin so.</param>
public sealed record PriceTable(string Currency, IReadOnlyDictionary<string, ModelPrice> Models)
{
    /// <summary>The price of a model: by its own name, else by the longest beginning of it that has a price. Null where there is none.</summary>
    public ModelPrice? Find(string model) => Models.TryGetValue(model, out var price)
        ? price
        : Models
            .Where(m => m.Key.EndsWith('*') && model.StartsWith(m.Key[..^1], StringComparison.Ordinal))
            .OrderByDescending(m => m.Key.Length)
            .Select(m => m.Value)
            .FirstOrDefault();

    /// <summary>Reads a price file: <c>{"currency": "USD", "models": {"name": {"input": 2.5, "output": 10}}}</c>, per million tokens.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <exception cref="InvalidInputException">Something is wrong with it: everything that is.</exception>
    public static PriceTable Parse(string json, string source) => PriceParser.Parse(json, source);
}
