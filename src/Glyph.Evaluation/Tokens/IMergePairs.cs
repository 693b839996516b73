namespace Glyph.Evaluation.Tokens;

/// <summary>Which neighbours a byte-pair encoding merges, and in which order.</summary>
internal interface IMergePairs
{
    /// <summary>Whether two symbols merge; the lower rank goes first.</summary>
    bool TryMerge(int left, int right, out int rank, out int merged);
}
