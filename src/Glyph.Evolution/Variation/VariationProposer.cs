using System.Runtime.CompilerServices;
using Glyph.Core.Searching;
using Glyph.Core.Trials;

namespace Glyph.Evolution.Variation;

/// <summary>
/// NSGA-II variation (Deb et al. 2002) of the trials that survive, with joint moves of the genes that a reader sees as one. Before
/// anything was read it draws from the priors, spread over compression, which is known for free.
/// </summary>
public sealed class VariationProposer : IProposer
{
    /// <summary>Candidates drawn for each one that is wanted, before anything was read.</summary>
    private const int Overproduction = 12;

    /// <inheritdoc/>
    public string Name => "nsga2";

    /// <inheritdoc/>
    public async IAsyncEnumerable<Candidate> ProposeAsync(ProposalContext context, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var breeder = new Breeder(context, Name);
        var parents = context.Population.Where(t => t is { Status: TrialStatus.Complete, Candidate.Genome: not null }).ToList();
        var proposed = parents.Count > 0
            ? breeder.Vary(parents, count)
            : [.. CostedCandidate.Spread(CostedCandidate.Of(context, breeder.Sample(count * Overproduction), cancellationToken), count).Select(c => c.Candidate)];
        foreach (var candidate in proposed)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return candidate;
        }

        await Task.CompletedTask;
    }
}
