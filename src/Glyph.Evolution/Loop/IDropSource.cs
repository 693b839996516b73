using Glyph.Core.Searching;

namespace Glyph.Evolution.Loop;

/// <summary>A proposer that drops some of its own ideas before they become candidates.</summary>
internal interface IDropSource
{
    /// <summary>Why each was dropped since the last call; each counts as proposed.</summary>
    IReadOnlyList<DropReason> TakeDrops();
}
