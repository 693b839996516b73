using Glyph.Core.Costs;
using Glyph.Core.Searching;
using Glyph.Core.Trials;

namespace Glyph.Evolution.Variation;

/// <summary>A candidate with its exact cost, which was free.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Cost">Its cost.</param>
internal sealed record CostedCandidate(Candidate Candidate, CostReport Cost)
{
    /// <summary>Candidates with their costs, in order; those that cannot be laid out are left out.</summary>
    public static IReadOnlyList<CostedCandidate> Of(ProposalContext context, IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken) =>
    [
        .. candidates
            .AsParallel().AsOrdered().WithCancellation(cancellationToken)
            .Select(c => context.Cost(c.Config) is { Compression: > 0 } cost ? new CostedCandidate(c, cost) : null)
            .AsSequential()
            .OfType<CostedCandidate>(),
    ];

    /// <summary>Candidates evenly spaced over the upper three quarters of compression: where to begin when nothing was read.</summary>
    public static IEnumerable<CostedCandidate> Spread(IReadOnlyList<CostedCandidate> candidates, int count)
    {
        var sorted = candidates.OrderBy(c => c.Cost.Compression).ToList();
        var from = sorted.Count / 4;
        var taken = Math.Min(count, sorted.Count - from);
        return Enumerable.Range(0, taken).Select(i => sorted[from + (i * (sorted.Count - from) / taken)]);
    }
}
