using Glyph.Evaluation.Scoring;

namespace Glyph.Evaluation.Asking;

/// <summary>A sample of a part of a corpus under one config, which grows: what was read is not read again.</summary>
internal interface ISample
{
    /// <summary>Reads until the sample has a size.</summary>
    /// <param name="size">How many items; fewer where there are fewer.</param>
    /// <param name="cancellationToken">Stops drawing and reading.</param>
    /// <returns>Every item of the sample, those read before among them, always in the same order.</returns>
    Task<IReadOnlyList<ScoredItem>> ReadAsync(int size, CancellationToken cancellationToken);
}
