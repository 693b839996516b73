using Glyph.Evolution.Llm;
using Glyph.Evolution.Loop;
using Glyph.Evolution.Variation;

namespace Glyph.Evolution;

/// <summary>The proposers of a search.</summary>
public static class Proposers
{
    private const double LlmShare = 0.5;

    /// <summary>The usual order: the language model for half of a batch where there is one, then NSGA-II variation, then random samples.</summary>
    /// <param name="llm">The language model, or null for a classical search.</param>
    public static IReadOnlyList<ProposerSlot> Create(LlmProposer? llm = null) =>
    [
        .. llm is null ? Array.Empty<ProposerSlot>() : [new ProposerSlot(llm, LlmShare)],
        new ProposerSlot(new VariationProposer()),
        new ProposerSlot(new PriorProposer()),
    ];
}
