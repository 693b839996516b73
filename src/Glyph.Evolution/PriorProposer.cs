using System.Runtime.CompilerServices;
using Glyph.Core.Searching;
using Glyph.Core.Trials;

namespace Glyph.Evolution;

/// <summary>Draws candidates from the space's priors: plain random search, and what fills in when nothing better is at hand.</summary>
public sealed class PriorProposer : IProposer
{
    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public async IAsyncEnumerable<Candidate> ProposeAsync(ProposalContext context, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var genome = context.Space.Sample(context.Random);
            yield return new Candidate(
                genome,
                context.Space.Decode(genome, context.PixelGrid),
                new Provenance { Proposer = Name, Operator = "prior sample" });
        }

        await Task.CompletedTask;
    }
}
