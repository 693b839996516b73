using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;
using Glyph.Evolution.Nsga2;

namespace Glyph.Evolution.Loop;

/// <summary>
/// Asks for a generation's candidates: from the marks (in generation 0) and the proposers, none that was tried before, each
/// judged for free. The answer depends only on the request, the seed, the generation and the trials before it, so that
/// asking again after a crash gives the same plan.
/// </summary>
internal sealed class GenerationPlanner
{
    /// <summary>How often a proposer is asked again when its candidates were known or rejected for free.</summary>
    private const int Rounds = 6;

    private readonly SearchSpace _space;
    private readonly int _pixelGrid;
    private readonly IReadOnlyList<ProposerSlot> _slots;
    private readonly IReadOnlyList<Candidate> _marks;
    private readonly CostBook _costs;
    private readonly Search _search;
    private readonly long _characters;

    public GenerationPlanner(Search search, SearchSpace space, int pixelGrid, IReadOnlyList<ProposerSlot> slots, IReadOnlyList<Candidate> marks, CostBook costs)
    {
        (_search, _space, _pixelGrid, _slots, _marks, _costs) = (search, space, pixelGrid, slots, marks, costs);
        _characters = search.Request.Corpus.Items(CorpusSplit.Search).Sum(item => (long)item.Text.Count(c => !char.IsWhiteSpace(c)));
    }

    /// <summary>The candidates of a generation, in order; at most <paramref name="evaluations"/> of them to be read.</summary>
    /// <param name="generation">Its number.</param>
    /// <param name="earlier">All trials of the generations before, by number.</param>
    /// <param name="evaluations">How many may be read.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<IReadOnlyList<PlannedTrial>> PlanAsync(int generation, IReadOnlyList<Trial> earlier, int evaluations, CancellationToken cancellationToken)
    {
        var plan = new Plan(this, generation, earlier, evaluations);
        if (generation == 0)
        {
            foreach (var mark in _marks)
            {
                plan.Add(mark, isMark: true);
            }
        }

        var population = Survivors.Select(earlier, _search.Request.Population);
        foreach (var (proposer, share) in _slots)
        {
            var context = new ProposalContext
            {
                SearchId = _search.Id,
                Space = _space,
                PixelGrid = _pixelGrid,
                Generation = generation,
                Trials = earlier,
                Population = population,
                Random = new RandomStream(_search.Request.Seed, FormattableString.Invariant($"generation/{generation}/{proposer.Name}")),
                Compression = config => _costs.Of(config).Cost?.Compression,
            };
            var rounds = share < 1 ? 1 : Rounds;
            var quota = share < 1 ? (int)Math.Ceiling(share * evaluations) : evaluations;
            for (var round = 0; round < rounds && plan.Open > 0; round++)
            {
                var asked = false;
                await foreach (var candidate in proposer.ProposeAsync(context, Math.Min(quota, plan.Open), cancellationToken).WithCancellation(cancellationToken))
                {
                    asked = true;
                    plan.Add(candidate, isMark: false);
                }

                if (!asked)
                {
                    break;
                }
            }
        }

        return plan.Trials;
    }

    private sealed class Plan(GenerationPlanner planner, int generation, IReadOnlyList<Trial> earlier, int evaluations)
    {
        private readonly HashSet<string> _hashes = earlier.Select(t => t.ConfigHash).ToHashSet(StringComparer.Ordinal);
        private readonly double _unbeatable = earlier.Where(t => t.Objectives is { Accuracy: >= 1 }).Max(t => t.Objectives?.Compression) ?? 0;
        private readonly List<PlannedTrial> _trials = [];
        private readonly int _before = earlier.Count == 0 ? 0 : earlier[^1].Number;

        public IReadOnlyList<PlannedTrial> Trials => _trials;

        public int Open => evaluations - _trials.Count(t => t.IsEvaluation);

        public void Add(Candidate candidate, bool isMark)
        {
            var hash = candidate.Config.Hash();
            if (Open > 0 && _hashes.Add(hash))
            {
                _trials.Add(Judge(isMark, new PlannedTrial
                {
                    Number = _before + _trials.Count + 1,
                    Generation = generation,
                    Candidate = candidate,
                    ConfigHash = hash,
                }));
            }
        }

        /// <summary>A mark is read whatever the constraints say: it is the yardstick.</summary>
        private PlannedTrial Judge(bool isMark, PlannedTrial trial)
        {
            var violations = isMark ? [] : planner._space.Violations(trial.Candidate.Config);
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

            violations = isMark ? [] : planner._space.Violations(cost, planner._characters);
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
