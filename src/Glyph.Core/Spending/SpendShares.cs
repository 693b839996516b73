namespace Glyph.Core.Spending;

/// <summary>
/// How far into a search's limits each purpose may go, so that a search whose trials spend all that they may can still read
/// its front again and prove the best on held-out text. What one purpose leaves is there for the next.
/// </summary>
/// <param name="Search">Reading trials, and proposing them: from 0 to 1. Default 4/5.</param>
/// <param name="Confirmation">Reading the front again: from <paramref name="Search"/> to 1. Default 9/10.</param>
public sealed record SpendShares(decimal Search = 0.8m, decimal Confirmation = 0.9m)
{
    /// <summary>The part of each limit up to which a purpose may spend; the proof and the judge may go to the end.</summary>
    public decimal Of(SpendPurpose purpose) => purpose switch
    {
        SpendPurpose.Search or SpendPurpose.Proposal => Search,
        SpendPurpose.Confirmation => Confirmation,
        _ => 1,
    };
}
