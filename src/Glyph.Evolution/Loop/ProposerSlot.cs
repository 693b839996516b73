using Glyph.Core.Searching;

namespace Glyph.Evolution.Loop;

/// <summary>A proposer's place in the search: proposers are asked in turn until a batch is full.</summary>
/// <param name="Proposer">Who is asked.</param>
/// <param name="Share">The share of a batch that it may take, above 0. Below 1 it is asked once a generation; with 1, the default, until the batch is full or it has no more to say.</param>
public sealed record ProposerSlot(IProposer Proposer, double Share = 1);

/// <summary>A proposer that has something to tell the user after it was asked.</summary>
internal interface INoticeSource
{
    /// <summary>The messages since the last call.</summary>
    IReadOnlyList<string> TakeNotices();
}
