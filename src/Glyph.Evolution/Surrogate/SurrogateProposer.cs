using System.Runtime.CompilerServices;
using Glyph.Core.Costs;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;
using Glyph.Evolution.Pareto;
using Glyph.Evolution.Variation;

namespace Glyph.Evolution.Surrogate;

/// <summary>
/// Proposes what is expected to gain most: a Gaussian process on what the reader sees says what accuracy many candidates would
/// have, whose compression is known exactly and for free. One by one the best is taken, counted at what is believed of it (the
/// kriging believer of Ginsbourger, Le Riche, Carraro, 2010), and what it would teach about the others taken off their doubt.
/// </summary>
public sealed class SurrogateProposer : IProposer
{
    /// <summary>Trials that the model learns from at most; a Gaussian process costs their cube.</summary>
    private const int MostTrials = 300;

    /// <summary>Of these, trials of earlier searches at most.</summary>
    private const int MostEarlier = 100;

    /// <summary>Candidates that are weighed, at least, and for each one wanted.</summary>
    private const int LeastPool = 300;

    private const int PoolEach = 40;

    /// <summary>Of these, the share that is drawn from the priors, made of parents, and of parents with one choice made otherwise.</summary>
    private const double Sampled = 0.25;

    private const double Varied = 0.5;

    /// <summary>The best candidates are changed a little, so often, by so many.</summary>
    private const int Refinements = 2;

    private const int RefinedFrom = 12;

    /// <summary>How many trials near the front are believed to be it.</summary>
    private const int NearFront = 80;

    /// <inheritdoc/>
    public string Name => "surrogate";

    /// <inheritdoc/>
    public async IAsyncEnumerable<Candidate> ProposeAsync(ProposalContext context, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var breeder = new Breeder(context, Name);
        var size = Math.Max(LeastPool, count * PoolEach);
        var read = context.History.Points.Where(t => t is { Accuracy: not null, Compression: not null }).ToList();
        var near = Near([.. read.Where(t => t.Objectives is not null)], MostTrials / 2);
        var model = Learn(context, read, near);
        var holding = new HoldingChance(context.MaxWrongIds, read);
        var acquisition = Weigh(context, model, read, near.Take(NearFront));
        var stage = new Stage(read.Count, context.Generation);
        var parents = context.Front.Concat(context.Population).DistinctBy(t => t.Number).Where(t => t is { Status: TrialStatus.Complete, Candidate.Genome: not null }).ToList();
        var pool = Believe(context, model, holding,
        [
            .. breeder.Sample((int)(size * Sampled)),
            .. breeder.Vary(parents, (int)(size * Varied)),
            .. breeder.ChooseOtherwise(parents, (int)(size * (1 - Sampled - Varied))),
        ], cancellationToken);
        for (var i = 0; i < Refinements; i++)
        {
            var best = pool.OrderByDescending(h => h.Gain(acquisition, model, stage, i)).Take(RefinedFrom).Select(h => h.Candidate.Candidate).ToList();
            pool.AddRange(Believe(context, model, holding, breeder.Refine(best, size / 4), cancellationToken));
        }

        // What its cost forbids is given only where nothing else is left: it tells the user why.
        var allowed = pool.Where(h => h.IsFeasible).ToList();
        foreach (var candidate in Select(allowed.Count > 0 ? allowed : pool, acquisition, model, stage, count))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return candidate;
        }

        await Task.CompletedTask;
    }

    /// <summary>The front and what is near it, and others evenly over time: of a long search the model learns from some.</summary>
    private static AccuracyModel Learn(ProposalContext context, List<TrialPoint> read, List<TrialPoint> near)
    {
        var chosen = read;
        if (read.Count > MostTrials)
        {
            var known = near.Select(t => t.Number).ToHashSet();
            chosen = [.. near, .. Spread.Over([.. read.Where(t => !known.Contains(t.Number))], MostTrials - near.Count)];
        }

        var own = chosen.OrderBy(t => t.Number).Select(t => context.History.Get(t.Number)).Select(t => new Lesson(FeaturesOf(context, t), t.Measurement!.Accuracy));
        var choices = context.Space.Parameters.OfType<CategoricalParameter>().Count();
        return context.Earlier.Count == 0
            ? new AccuracyModel([.. own], choices)
            : new AccuracyModel([.. EarlierLessons(context, Math.Min(MostEarlier, MostTrials - chosen.Count)), .. own], choices + 1);
    }

    /// <summary>What earlier searches read. Which search it was is one more choice: how much one teaches about another is learned as for any.</summary>
    private static IEnumerable<Lesson> EarlierLessons(ProposalContext context, int count)
    {
        var searches = context.Earlier.Select(t => t.SearchId).Distinct(StringComparer.Ordinal).ToList();
        return count < 2 ? [] : Spread.Over([.. context.Earlier.Where(t => t.Cost.Sight is not null)], count)
            .Select(t => new Lesson(Features.Of(context.Space, t.Candidate.Genome, t.Cost).In(1 + searches.IndexOf(t.SearchId)), t.Accuracy));
    }

    private static Acquisition Weigh(ProposalContext context, AccuracyModel model, List<TrialPoint> read, IEnumerable<TrialPoint> front)
    {
        Believed Of(TrialPoint point)
        {
            var trial = context.History.Get(point.Number);
            return new Believed(Math.Log(point.Compression!.Value), model.At(FeaturesOf(context, trial)).Mean);
        }

        return new Acquisition(front.Select(Of), read.Count > 0 && read[0].Number == Confirming.Finalist.MarkNumber ? Of(read[0]) : null);
    }

    private static List<TrialPoint> Near(List<TrialPoint> read, int count) =>
    [
        .. NonDominatedSort.First([.. read.Select(t => new[] { t.Objectives!.Value.Accuracy, t.Objectives.Value.Compression })], count)
            .SelectMany(front => front).Take(count).Select(i => read[i]),
    ];

    private static Features FeaturesOf(ProposalContext context, Trial trial) => FeaturesOf(context, trial.Candidate, Seen(context, trial));

    private static Features FeaturesOf(ProposalContext context, Candidate candidate, CostReport cost)
    {
        var features = Features.Of(context.Space, candidate.Genome, cost);
        return context.Earlier.Count == 0 ? features : features.In(0);
    }

    /// <summary>A trial's cost with what is seen; trials of earlier versions do not say it.</summary>
    private static CostReport Seen(ProposalContext context, Trial trial) => trial.Cost is { Sight: not null } cost ? cost : context.Cost(trial.Candidate.Config)!;

    private static List<Hopeful> Believe(ProposalContext context, AccuracyModel model, HoldingChance holding, IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken) =>
    [
        .. CostedCandidate.Of(context, candidates, cancellationToken)
            .AsParallel().AsOrdered().WithCancellation(cancellationToken)
            .Select(c => (Candidate: c, Features: FeaturesOf(context, c.Candidate, c.Cost)))
            .Select(c => (c.Candidate, c.Features, Belief: model.At(c.Features)))
            .Select(c => new Hopeful(c.Candidate, c.Features, c.Belief)
            {
                IsFeasible = context.Keeps(c.Candidate.Cost),
                ChanceToCount = holding.At(c.Belief.Mean),
            }),
    ];

    private static IEnumerable<Candidate> Select(List<Hopeful> pool, Acquisition acquisition, AccuracyModel model, Stage stage, int count)
    {
        for (var i = 0; i < count && pool.Count > 0; i++)
        {
            var best = pool.MaxBy(h => h.Gain(acquisition, model, stage, i))!;
            pool.Remove(best);
            acquisition.Add(best.LogCompression, best.Belief.Mean);
            foreach (var other in pool)
            {
                other.Learn(best, model);
            }

            yield return best.Candidate.Candidate;
        }
    }

    /// <summary>A candidate with what is believed of it.</summary>
    private sealed class Hopeful(CostedCandidate candidate, Features features, Belief belief)
    {
        /// <summary>The variance of the belief that readings chosen before leave.</summary>
        private double _variance = belief.Deviation * belief.Deviation;

        public CostedCandidate Candidate => candidate;

        public Belief Belief => belief;

        /// <summary>Whether its cost keeps the constraints of the space.</summary>
        public required bool IsFeasible { get; init; }

        /// <summary>The chance that it keeps the constraint on what is read.</summary>
        public required double ChanceToCount { get; init; }

        public double LogCompression { get; } = Math.Log(candidate.Cost.Compression);

        public double Gain(Acquisition acquisition, AccuracyModel model, Stage stage, int place) =>
            IsFeasible ? ChanceToCount * acquisition.Of(LogCompression, belief.Mean, stage.Doubt * Math.Sqrt(_variance + model.Unexplained), stage.IsForWhole(place)) : 0;

        /// <summary>Takes off what a reading of another candidate will teach.</summary>
        public void Learn(Hopeful other, AccuracyModel model)
        {
            var covariance = model.Covariance(features, belief, other.Features, other.Belief);
            _variance = Math.Max(0, _variance - (covariance * covariance / ((other.Belief.Deviation * other.Belief.Deviation) + model.Unexplained)));
        }

        private Features Features => features;
    }
}
