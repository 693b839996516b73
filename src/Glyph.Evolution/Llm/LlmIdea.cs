using Glyph.Core.Spaces;

namespace Glyph.Evolution.Llm;

/// <summary>One idea of a language model, as it was written.</summary>
internal sealed record LlmIdea
{
    public required string Kind { get; init; }

    /// <summary>One parent for an edit, two for a crossover.</summary>
    public required IReadOnlyList<int> Parents { get; init; }

    public required IReadOnlyDictionary<string, GeneValue> Set { get; init; }

    public required IReadOnlyList<string> TakeFromSecond { get; init; }

    public required string Reason { get; init; }
}
