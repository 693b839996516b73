using Glyph.Core.Searching;

namespace Glyph.Evolution.Loop;

/// <summary>What a generation is to do.</summary>
/// <param name="Trials">Its candidates in order, with those whose fate was decided for free.</param>
/// <param name="Tallies">What each proposer proposed, and what was dropped.</param>
internal sealed record GenerationPlan(IReadOnlyList<PlannedTrial> Trials, IReadOnlyList<ProposerTally> Tallies);

/// <summary>The tally of one proposer while a generation is planned.</summary>
internal sealed class TallyBuilder(string proposer, int places)
{
    private readonly SortedDictionary<DropReason, int> _dropped = [];

    /// <summary>Its name.</summary>
    public string Proposer => proposer;

    /// <summary>The places it was given.</summary>
    public int Places => places;

    /// <summary>Candidates that it gave.</summary>
    public int Proposed { get; set; }


    public void Drop(DropReason reason) => _dropped[reason] = _dropped.GetValueOrDefault(reason) + 1;

    public ProposerTally Build() => new()
    {
        Proposer = proposer,
        Places = places,
        Proposed = Proposed,
        Dropped = new Dictionary<DropReason, int>(_dropped),
    };
}
