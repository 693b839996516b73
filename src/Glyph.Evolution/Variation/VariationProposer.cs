using System.Runtime.CompilerServices;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;
using Glyph.Evolution.Nsga2;

namespace Glyph.Evolution.Variation;

/// <summary>
/// NSGA-II variation (Deb et al. 2002): parents by binary tournament, crossover, mutation, repair. Because a child's
/// compression is known for free, many more children are made than are read, and the most promising are kept.
/// </summary>
public sealed class VariationProposer : IProposer
{
    private const double CrossoverRate = 0.7;

    /// <summary>Children made for each one that is asked for.</summary>
    private const int Overproduction = 24;

    /// <summary>The share of a batch that is kept without a look at the predictor, so that its errors cannot blind the search.</summary>
    private const double PlainShare = 0.2;

    /// <summary>The share of a batch that is chosen to beat the mark; the rest widens the front.</summary>
    private const double ContenderShare = 0.4;

    /// <summary>How many trials are varied to find contenders.</summary>
    private const int ContenderParents = 6;

    /// <inheritdoc/>
    public string Name => "nsga2";

    /// <inheritdoc/>
    public async IAsyncEnumerable<Candidate> ProposeAsync(ProposalContext context, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var read = context.Trials.Where(t => t.Objectives is not null).ToList();
        var parents = context.Population.Where(t => t.Candidate.Genome is not null && t.Status is TrialStatus.Complete).ToList();
        if (read.Count == 0)
        {
            foreach (var child in Spread(Measure(context, Make(context, parents, count * Overproduction), cancellationToken), count))
            {
                yield return child.Candidate;
            }

            yield break;
        }

        var predictor = new AccuracyPredictor(new Features(context.Space, context.PixelGrid), read);
        var contenders = new MarkContenders(predictor, read[0]);
        var half = count * Overproduction / 2;
        var made = Make(context, parents, half).Concat(Make(context, contenders.Parents(read, ContenderParents), half)).DistinctBy(c => c.Config.Hash(), StringComparer.Ordinal);
        foreach (var child in Keep(predictor, contenders, read, Measure(context, [.. made], cancellationToken), count))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return child.Candidate;
        }

        await Task.CompletedTask;
    }

    /// <summary>New, sound children, no config twice and none that was tried before.</summary>
    private List<Candidate> Make(ProposalContext context, IReadOnlyList<Trial> parents, int count)
    {
        var seen = context.Trials.Select(t => t.ConfigHash).ToHashSet(StringComparer.Ordinal);
        var children = new List<Candidate>();
        for (var attempt = 0; attempt < 4 * count && children.Count < count; attempt++)
        {
            var (genome, provenance) = MakeOne(context, parents);
            var config = context.Space.Decode(genome, context.PixelGrid);
            if (context.Space.Violations(config).Count == 0 && seen.Add(config.Hash()))
            {
                children.Add(new Candidate(genome, config, provenance));
            }
        }

        return children;
    }

    private (Genome Genome, Provenance Provenance) MakeOne(ProposalContext context, IReadOnlyList<Trial> parents)
    {
        if (parents.Count == 0)
        {
            return (context.Space.Sample(context.Random), new Provenance { Proposer = Name, Operator = "prior sample" });
        }

        var random = context.Random;
        var first = Tournament.Pick(parents, random);
        var second = Tournament.Pick(parents, random);
        var cross = random.NextDouble() < CrossoverRate && first != second;
        var genome = cross ? Crossover.Cross(context.Space, first.Candidate.Genome!, second.Candidate.Genome!, random) : first.Candidate.Genome!;
        return (Mutation.Mutate(context.Space, genome, random, always: !cross), new Provenance
        {
            Proposer = Name,
            Operator = cross ? "crossover+mutation" : "mutation",
            Parents = cross ? [first.Number, second.Number] : [first.Number],
        });
    }

    /// <summary>Children with their compression; those that cannot be laid out are left out.</summary>
    private static List<Child> Measure(ProposalContext context, List<Candidate> candidates, CancellationToken cancellationToken) =>
    [
        .. candidates
            .AsParallel().AsOrdered().WithCancellation(cancellationToken)
            .Select(c => context.Compression(c.Config) is { } compression and > 0 ? new Child(c, compression) : null)
            .AsSequential()
            .OfType<Child>(),
    ];

    /// <summary>Before anything was read: children evenly spaced over the upper three quarters of compression.</summary>
    private static IEnumerable<Child> Spread(List<Child> children, int count)
    {
        var sorted = children.OrderBy(c => c.Compression).ToList();
        var from = sorted.Count / 4;
        return Enumerable.Range(0, Math.Min(count, sorted.Count - from)).Select(i => sorted[from + (i * (sorted.Count - from) / count)]);
    }

    private static List<Child> Keep(AccuracyPredictor predictor, MarkContenders contenders, List<Trial> read, List<Child> children, int count)
    {
        var plain = (int)Math.Round(count * PlainShare);
        var kept = contenders.Select(children, (int)Math.Round(count * ContenderShare)).ToList();
        kept.AddRange(PromisingChildren.Select(predictor, read, [.. children.Except(kept)], count - plain - kept.Count));
        kept.AddRange(children.Except(kept).Take(count - kept.Count));
        return kept;
    }
}
