using Glyph.Core.Searching;
using Glyph.Core.Spending;

namespace Glyph.Evolution.Llm;

/// <summary>How a language model is asked for ideas.</summary>
public sealed record LlmOptions
{
    /// <summary>The model's name, which its proposer's name is made of.</summary>
    public required string Model { get; init; }

    /// <summary>Counts the tokens of a text.</summary>
    public required Func<string, int> Count { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The size of prompts and answers, how long one may take, and what may be spent.</summary>
    public LlmRules Rules { get; init; } = new();

    /// <summary>What its tokens cost; null: unknown, which counts as 0.</summary>
    public ModelPrice? Price { get; init; }

    /// <summary>The gate of the search, through which every request goes into the ledger; null: nothing is kept of them but the journal.</summary>
    public SpendGate? Gate { get; init; }
}
