namespace Glyph.Evolution.Llm;

/// <summary>The names of language models as proposers, and of their journal entries.</summary>
internal static class ProposerNames
{
    /// <summary>The proposer of a model: <c>llm:MODEL</c>.</summary>
    public static string Of(string model) => $"llm:{model}";

    /// <summary>The id of what a proposer asked in a generation: <c>g3-llm:MODEL</c>.</summary>
    public static string EntryId(string proposer, int generation) => FormattableString.Invariant($"g{generation}-{proposer}");
}
