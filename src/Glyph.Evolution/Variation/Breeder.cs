using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;
using Glyph.Evolution.Nsga2;

namespace Glyph.Evolution.Variation;

/// <summary>Makes new candidates for a proposer: none that breaks a constraint of configs, was tried, or was made before.</summary>
internal sealed class Breeder(ProposalContext context, string proposer)
{
    private const double CrossoverRate = 0.7;

    /// <summary>How often a child is a move in what the reader sees, rather than in single genes.</summary>
    private const double MoveRate = 0.3;

    /// <summary>Attempts for each candidate that is wanted.</summary>
    private const int Attempts = 4;

    private readonly HashSet<string> _made = new(StringComparer.Ordinal);

    /// <summary>Up to so many draws from the priors.</summary>
    public IReadOnlyList<Candidate> Sample(int count) =>
        Make(count, () => (context.Space.Sample(context.Random), new Provenance { Proposer = proposer, Operator = "prior sample" }));

    /// <summary>Up to so many children: parents by binary tournament, crossover, mutation (Deb et al. 2002), or a joint move.</summary>
    /// <param name="parents">Parents with a genome, best first.</param>
    /// <param name="count">How many.</param>
    public IReadOnlyList<Candidate> Vary(IReadOnlyList<Trial> parents, int count) => parents.Count == 0 ? Sample(count) : Make(count, () => Child(parents));

    /// <summary>Up to so many of the parents with one choice (such as the font) made differently, which chance would rarely try with all else as it is.</summary>
    public IReadOnlyList<Candidate> ChooseOtherwise(IReadOnlyList<Trial> parents, int count)
    {
        var others = parents
            .SelectMany(parent => Mutation.OtherChoices(context.Space, parent.Candidate.Genome!, context.Random).Select(genome => (parent.Number, Genome: genome)))
            .ToArray();
        context.Random.Shuffle(others);
        var next = 0;
        return Make(Math.Min(count, others.Length), () => next < others.Length
            ? (others[next].Genome, new Provenance { Proposer = proposer, Operator = "other choice", Parents = [others[next++].Number] })
            : null);
    }

    /// <summary>Up to so many small changes of candidates that were made here: provenance stays.</summary>
    public IReadOnlyList<Candidate> Refine(IReadOnlyList<Candidate> made, int count) => made.Count == 0 ? [] : Make(count, () =>
    {
        var from = made[context.Random.Next(made.Count)];
        return (Change(from.Genome!), from.Provenance);
    });

    private (Genome Genome, Provenance Provenance)? Child(IReadOnlyList<Trial> parents)
    {
        var random = context.Random;
        var first = Tournament.Pick(parents, random);
        var second = Tournament.Pick(parents, random);
        if (random.NextDouble() < MoveRate && ReaderMoves.Move(context.Space, first.Candidate.Genome!, random) is { } moved)
        {
            return (moved, new Provenance { Proposer = proposer, Operator = "joint move", Parents = [first.Number] });
        }

        var cross = random.NextDouble() < CrossoverRate && first != second;
        var genome = cross ? Crossover.Cross(context.Space, first.Candidate.Genome!, second.Candidate.Genome!, random) : first.Candidate.Genome!;
        return (Mutation.Mutate(context.Space, genome, random, always: !cross), new Provenance
        {
            Proposer = proposer,
            Operator = cross ? "crossover+mutation" : "mutation",
            Parents = cross ? [first.Number, second.Number] : [first.Number],
        });
    }

    private Genome Change(Genome genome) =>
        context.Random.NextDouble() < 0.5 && ReaderMoves.Move(context.Space, genome, context.Random) is { } moved
            ? moved
            : Mutation.Mutate(context.Space, genome, context.Random, always: true);

    private List<Candidate> Make(int count, Func<(Genome Genome, Provenance Provenance)?> make)
    {
        var made = new List<Candidate>();
        for (var attempt = 0; attempt < Attempts * count && made.Count < count; attempt++)
        {
            if (make() is not { } child)
            {
                break;
            }

            var config = context.Space.Decode(child.Genome, context.PixelGrid);
            var hash = config.Hash();
            if (context.History.FindConfig(hash) is null && context.Space.Violations(config).Count == 0 && _made.Add(hash))
            {
                made.Add(new Candidate(child.Genome, config, child.Provenance));
            }
        }

        return made;
    }
}
