using System.Runtime.CompilerServices;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;
using Glyph.Evolution.Nsga2;
using Glyph.Evolution.Surrogate;

namespace Glyph.Evolution.Variation;

/// <summary>
/// NSGA-II variation (Deb et al. 2002): parents by binary tournament, crossover, mutation, repair. Because a child's
/// compression is known for free, many more children are made than are read, and the most promising are kept.
/// </summary>
public sealed class VariationProposer : IProposer
{
    private const double CrossoverRate = 0.7;

    /// <summary>Children made for each one that is asked for.</summary>
    private const int Overproduction = 36;

    /// <summary>The share of a batch that is kept without a look at the model, so that its errors cannot blind the search.</summary>
    private const double PlainShare = 0.1;

    /// <summary>The share of a batch that is chosen to beat the mark; the rest widens the front.</summary>
    private const double ContenderShare = 0.5;

    /// <summary>How many trials are varied to find contenders.</summary>
    private const int ContenderParents = 6;

    /// <inheritdoc/>
    public string Name => "nsga2";

    /// <inheritdoc/>
    public async IAsyncEnumerable<Candidate> ProposeAsync(ProposalContext context, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var read = context.History.Points.Where(t => t.Objectives is not null).Select(t => context.History.Get(t.Number)).ToList();
        var parents = context.Population.Where(t => t.Candidate.Genome is not null && t.Status is TrialStatus.Complete).ToList();
        if (read.Count == 0)
        {
            foreach (var child in Spread(Measure(context, Make(context, parents, count * Overproduction), cancellationToken), count))
            {
                yield return child.Candidate;
            }

            yield break;
        }

        var model = new AccuracyModel(context.Space, context.PixelGrid, read);
        var contenders = new MarkContenders(model, read[0]);
        var quarter = count * Overproduction / 4;
        var made = Make(context, parents, quarter)
            .Concat(Make(context, contenders.Parents(read, ContenderParents), quarter))
            .Concat(Make(context, [], quarter))
            .Concat(Neighbours(context, contenders.Parents(read, ContenderParents), quarter))
            .DistinctBy(c => c.Config.Hash(), StringComparer.Ordinal);
        foreach (var child in Keep(model, contenders, read, Measure(context, [.. made], cancellationToken), count))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return child.Candidate;
        }

        await Task.CompletedTask;
    }

    /// <summary>New, sound children, no config twice and none that was tried before.</summary>
    private List<Candidate> Make(ProposalContext context, IReadOnlyList<Trial> parents, int count)
    {
        var seen = context.History.Points.Select(t => t.ConfigHash).ToHashSet(StringComparer.Ordinal);
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

    /// <summary>
    /// The parents with one choice (such as the font) made differently: what chance would rarely try with all else as it is.
    /// </summary>
    private IEnumerable<Candidate> Neighbours(ProposalContext context, IReadOnlyList<Trial> parents, int count)
    {
        var seen = context.History.Points.Select(t => t.ConfigHash).ToHashSet(StringComparer.Ordinal);
        var genomes = parents
            .SelectMany(parent => Mutation.OtherChoices(context.Space, parent.Candidate.Genome!, context.Random).Select(genome => (parent.Number, Genome: genome)))
            .ToArray();
        context.Random.Shuffle(genomes);
        return genomes
            .Select(g => new Candidate(g.Genome, context.Space.Decode(g.Genome, context.PixelGrid), new Provenance { Proposer = Name, Operator = "other choice", Parents = [g.Number] }))
            .Where(c => context.Space.Violations(c.Config).Count == 0 && seen.Add(c.Config.Hash()))
            .Take(count);
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
            .Select(c => context.Cost(c.Config)?.Compression is { } compression and > 0 ? new Child(c, compression) : null)
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

    private static List<Child> Keep(AccuracyModel model, MarkContenders contenders, List<Trial> read, List<Child> children, int count)
    {
        var hopeful = children
            .AsParallel().AsOrdered()
            .Select(c => (Child: c, Features: model.FeaturesOf(c.Candidate, c.Compression)))
            .Select(c => new HopefulChild(c.Child, c.Features, model.At(c.Features)))
            .ToList();
        var plain = (int)Math.Round(count * PlainShare);
        var kept = contenders.Select(hopeful, (int)Math.Round(count * ContenderShare)).ToList();
        kept.AddRange(PromisingChildren.Select(model, read, hopeful.Where(c => !kept.Contains(c.Child)), count - plain - kept.Count));
        kept.AddRange(children.Except(kept).Take(count - kept.Count));
        return kept;
    }
}
