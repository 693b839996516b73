using Glyph.Core.Spending;

namespace Glyph.Evolution.Loop;

/// <summary>A proposer that spends something itself, such as the tokens of a language model.</summary>
internal interface ISpendingProposer
{
    /// <summary>What it spent in a generation; the same after a resume.</summary>
    Spend SpentIn(string searchId, int generation);
}

/// <summary>A proposer that has something to tell the user after it was asked.</summary>
internal interface INoticeSource
{
    /// <summary>The messages since the last call.</summary>
    IReadOnlyList<string> TakeNotices();
}
