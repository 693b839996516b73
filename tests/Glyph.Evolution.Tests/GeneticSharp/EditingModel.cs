using System.Runtime.CompilerServices;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Trials;
using Glyph.Evolution.Loop;
using Glyph.Evolution.Variation;

namespace Glyph.Evolution.Tests.GeneticSharp;

/// <summary>Plays a language model: it edits trials of the front, with reasons, and pays for a request a generation.</summary>
internal sealed class EditingModel(string name) : IProposer, ISpendingProposer
{
    public string Name => name;

    /// <summary>The generations in which it was asked.</summary>
    public List<int> Asked { get; } = [];

    public async IAsyncEnumerable<Candidate> ProposeAsync(ProposalContext context, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Asked.Add(context.Generation);
        var parents = context.Front.Where(t => t.Candidate.Genome is not null).ToList();
        for (var i = 0; i < count && parents.Count > 0; i++)
        {
            var parent = parents[context.Random.Next(parents.Count)];
            var genome = Mutation.Mutate(context.Space, parent.Candidate.Genome!, context.Random, always: true);
            yield return new Candidate(genome, context.Space.Decode(genome, context.PixelGrid), new Provenance
            {
                Proposer = name,
                Operator = "edit",
                Parents = [parent.Number],
                Reason = FormattableString.Invariant($"idea {i} for {parent.Number}"),
                Journal = FormattableString.Invariant($"g{context.Generation}-{name}"),
            });
        }

        await Task.CompletedTask;
    }

    public Spend SpentIn(string searchId, int generation) => generation == 0 ? default : new Spend(1, 1000, 100, 0);
}
