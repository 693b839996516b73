using Glyph.Core.Costs;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;

namespace Glyph.Core.Searching;

/// <summary>What a proposer may look at. Everything in it is fixed at the start of a generation, so that asking again asks the same.</summary>
public sealed record ProposalContext
{
    /// <summary>The search's id, for the journal.</summary>
    public required string SearchId { get; init; }

    /// <summary>The space.</summary>
    public required SearchSpace Space { get; init; }

    /// <summary>The edge of the target's token cell in pixels, which decoding needs.</summary>
    public required int PixelGrid { get; init; }

    /// <summary>The generation that is asked for, from 0.</summary>
    public required int Generation { get; init; }

    /// <summary>All trials of the generations before.</summary>
    public required ITrialHistory History { get; init; }

    /// <summary>The trials that survived so far, best rank first.</summary>
    public required IReadOnlyList<Trial> Population { get; init; }

    /// <summary>Random numbers of this generation and proposer.</summary>
    public required RandomStream Random { get; init; }

    /// <summary>The exact cost of a config over the search texts, for free; null when it cannot be rendered.</summary>
    public required Func<Configs.RenderConfig, CostReport?> Cost { get; init; }

    /// <summary>Whether a cost keeps the constraints of the space; a candidate that does not is dropped unread.</summary>
    public Func<CostReport, bool> Keeps { get; init; } = _ => true;

    /// <summary>The largest share of identifiers that may come back as something else; null for no such constraint.</summary>
    public double? MaxWrongIds { get; init; }

    /// <summary>The trials of the front before, by falling accuracy.</summary>
    public required IReadOnlyList<Trial> Front { get; init; }

    /// <summary>What earlier searches read on other texts, for the same target, tokenizer and reader; empty without a warm start.</summary>
    public IReadOnlyList<EarlierTrial> Earlier { get; init; } = [];
}

/// <summary>Suggests the next genomes.</summary>
public interface IProposer
{
    /// <summary>The name that provenance carries.</summary>
    string Name { get; }

    /// <summary>
    /// Suggests up to <paramref name="count"/> candidates; fewer, or none, when it has no more ideas or fails. It may be asked
    /// again in one generation, when some were dropped.
    /// </summary>
    IAsyncEnumerable<Candidate> ProposeAsync(ProposalContext context, int count, CancellationToken cancellationToken);
}
