using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Core.Trials;

namespace Glyph.Evolution.Loop;

/// <summary>
/// Asks for a generation's candidates: the seeds (in generation 0), then the proposers, each for the places that the bandit
/// gives it; none that was tried before, by its config or by its pages, each judged for free. The answer depends only on the
/// request, the seed, the generation and what was stored before it, so that asking again after a crash gives the same plan.
/// </summary>
internal sealed class GenerationPlanner
{
    /// <summary>How often a proposer is asked again when its candidates were known or rejected for free.</summary>
    private const int Rounds = 6;

    private readonly SearchParts _parts;
    private readonly CostBook _costs;
    private readonly Search _search;
    private readonly long _characters;

    public GenerationPlanner(Search search, SearchParts parts)
    {
        (_search, _parts, _costs) = (search, parts, new CostBook(parts.Evaluator));
        _characters = search.Request.Corpus.Items(CorpusSplit.Search).Sum(item => (long)item.Text.Count(c => !char.IsWhiteSpace(c)));
    }

    /// <summary>The candidates of a generation, in order; at most <paramref name="evaluations"/> of them to be read.</summary>
    /// <param name="generation">Its number.</param>
    /// <param name="standing">Where the search stands before it.</param>
    /// <param name="generations">The generations before.</param>
    /// <param name="evaluations">How many may be read.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<GenerationPlan> PlanAsync(
        int generation, Standing standing, IReadOnlyList<Generation> generations, int evaluations, CancellationToken cancellationToken)
    {
        _costs.Trim();
        var plan = new Plan(this, generation, standing, evaluations, cancellationToken);
        var seeds = generation == 0 ? plan.AddMarks(_parts.Marks) : [];
        var proposers = _parts.Engine.Proposers;
        var turn = new RandomStream(_search.Request.Seed, FormattableString.Invariant($"generation/{generation}/turn"));
        var places = Bandit.Allot(Bandit.Shares([.. proposers.Select(p => p.Name)], _parts.Engine.FirstShares, generations), plan.Open, turn);
        var tallies = proposers.Zip(places, (p, n) => new TallyBuilder(p.Name, n)).ToList();
        var contexts = Contexts(generation, standing);

        // In a drawn order, for of two that gain the same the first gets the credit.
        var order = Enumerable.Range(0, proposers.Count).ToArray();
        turn.Shuffle(order);
        foreach (var i in order)
        {
            await AskAsync(plan, proposers[i], contexts[i], tallies[i], places[i], cancellationToken);
        }

        for (var i = 0; i < proposers.Count && plan.Open > 0; i++)
        {
            // A language model is not asked twice in a generation: what is left goes to the others.
            if (proposers[i] is not ISpendingProposer)
            {
                await AskAsync(plan, proposers[i], contexts[i], tallies[i], plan.Open, cancellationToken);
            }
        }

        return new GenerationPlan(plan.Trials, [.. seeds.Concat(tallies).Select(t => t.Build())]);
    }

    private async Task AskAsync(Plan plan, IProposer proposer, ProposalContext context, TallyBuilder tally, int places, CancellationToken cancellationToken)
    {
        var kept = 0;
        for (var round = 0; round < (proposer is ISpendingProposer ? 1 : Rounds) && plan.Open > 0 && kept < places; round++)
        {
            var asked = false;
            await foreach (var candidate in proposer.ProposeAsync(context, Math.Min(places - kept, plan.Open), cancellationToken).WithCancellation(cancellationToken))
            {
                asked = true;
                kept += plan.Add(_parts.Engine.Adopt(context, candidate), tally) ? 1 : 0;
            }

            foreach (var reason in (proposer as IDropSource)?.TakeDrops() ?? [])
            {
                tally.Proposed++;
                tally.Drop(reason);
            }

            if (!asked)
            {
                return;
            }
        }
    }

    private List<ProposalContext> Contexts(int generation, Standing standing)
    {
        var history = standing.History;
        Trial[] population = [.. standing.Survivors.Select(t => history.Get(t.Number))];
        Trial[] front = [.. standing.Front.Select(t => history.Get(t.Number))];
        return [.. _parts.Engine.Proposers.Select(proposer => new ProposalContext
        {
            SearchId = _search.Id,
            Space = _parts.Space,
            PixelGrid = _parts.PixelGrid,
            Generation = generation,
            History = history,
            Population = population,
            Front = front,
            Random = new RandomStream(_search.Request.Seed, FormattableString.Invariant($"generation/{generation}/{proposer.Name}")),
            Cost = config => _costs.Of(config).Cost,
            Keeps = cost => _parts.Space.Violations(cost, _characters).Count == 0,
            MaxWrongIds = _search.Request.MaxWrongIds,
            Earlier = _parts.Earlier,
        })];
    }

    private sealed class Plan(GenerationPlanner planner, int generation, Standing standing, int evaluations, CancellationToken cancellationToken)
    {
        private readonly HashSet<string> _configs = new(StringComparer.Ordinal);
        private readonly HashSet<string> _pages = new(StringComparer.Ordinal);
        private readonly ITrialHistory _history = standing.History;
        private readonly double _unbeatable = standing.Front.Where(t => t.Objectives is { Accuracy: >= 1 }).Max(t => t.Compression) ?? 0;
        private readonly List<PlannedTrial> _trials = [];

        public IReadOnlyList<PlannedTrial> Trials => _trials;

        public int Open => evaluations - _trials.Count(t => t.IsEvaluation);

        /// <summary>The first mark is read whatever the constraints say: it is the yardstick.</summary>
        /// <returns>A tally of each kind of seed.</returns>
        public IReadOnlyList<TallyBuilder> AddMarks(IReadOnlyList<Candidate> marks)
        {
            var tallies = marks.CountBy(m => m.Provenance.Proposer, StringComparer.Ordinal).Select(kind => new TallyBuilder(kind.Key, kind.Value)).ToList();
            foreach (var (index, mark) in marks.Index())
            {
                Add(mark, tallies.Find(t => string.Equals(t.Proposer, mark.Provenance.Proposer, StringComparison.Ordinal))!, isMark: index == 0);
            }

            return tallies;
        }

        /// <summary>Takes a candidate in, unless it is a trial already.</summary>
        /// <returns>Whether it is to be read.</returns>
        public bool Add(Candidate candidate, TallyBuilder tally, bool isMark = false)
        {
            tally.Proposed++;
            var hash = candidate.Config.Hash();
            if (Open == 0)
            {
                tally.Drop(DropReason.Surplus);
                return false;
            }

            if (_history.FindConfig(hash) is not null || !_configs.Add(hash))
            {
                tally.Drop(DropReason.SameConfig);
                return false;
            }

            var trial = Judge(isMark, new PlannedTrial
            {
                Number = _history.Points.Count + _trials.Count + 1,
                Generation = generation,
                Candidate = candidate,
                ConfigHash = hash,
            });
            if (trial.Verdict is null)
            {
                trial = WithPages(trial);
                if (trial.PagesHash is { } pages && (_history.FindPages(pages) is not null || !_pages.Add(pages)))
                {
                    tally.Drop(DropReason.SamePages);
                    return false;
                }
            }
            else if (trial.Verdict is TrialStatus.Infeasible or TrialStatus.Screened)
            {
                tally.Drop(trial.Verdict == TrialStatus.Infeasible ? DropReason.Infeasible : DropReason.Screened);
            }

            _trials.Add(trial);
            return trial.IsEvaluation;
        }

        private PlannedTrial WithPages(PlannedTrial trial)
        {
            try
            {
                return trial with { PagesHash = planner._parts.Evaluator.PagesHash(trial.Candidate.Config, CorpusSplit.Search, cancellationToken) };
            }
            catch (GlyphException e)
            {
                return trial with { Verdict = TrialStatus.Failed, Error = e.Message };
            }
        }

        private PlannedTrial Judge(bool isMark, PlannedTrial trial)
        {
            var violations = isMark ? [] : planner._parts.Space.Violations(trial.Candidate.Config);
            if (violations.Count > 0)
            {
                return trial with { Verdict = TrialStatus.Infeasible, Violations = violations };
            }

            var (cost, error, duration) = planner._costs.Of(trial.Candidate.Config);
            trial = trial with { Cost = cost, LayoutTime = duration };
            if (cost is null)
            {
                return trial with { Verdict = TrialStatus.Failed, Error = error };
            }

            violations = isMark ? [] : planner._parts.Space.Violations(cost, planner._characters);
            if (violations.Count > 0)
            {
                return trial with { Verdict = TrialStatus.Infeasible, Violations = violations };
            }

            return !isMark && cost.Compression <= _unbeatable
                ? trial with
                {
                    Verdict = TrialStatus.Screened,
                    Error = FormattableString.Invariant($"a trial with accuracy 1 has compression {_unbeatable:0.###}; this one has {cost.Compression:0.###}"),
                }
                : trial;
        }
    }
}
