using Glyph.Core.Spaces;

namespace Glyph.Evolution.Llm;

/// <summary>One idea of a language model, as it was written.</summary>
internal sealed record LlmIdea
{
    /// <summary>The change of one tried config.</summary>
    public const string Edit = "edit";

    /// <summary>One tried config with parameters of another.</summary>
    public const string Crossover = "crossover";

    /// <summary>A config between two neighbours of the front.</summary>
    public const string Gap = "gap";

    public required string Kind { get; init; }

    /// <summary>One parent for an edit, two for the others.</summary>
    public required IReadOnlyList<int> Parents { get; init; }

    public required IReadOnlyDictionary<string, GeneValue> Set { get; init; }

    public required IReadOnlyList<string> TakeFromSecond { get; init; }

    public required string Reason { get; init; }
}
