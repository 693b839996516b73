using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Glyph.Evolution.Confirming;
using Glyph.Evolution.Nsga2;

namespace Glyph.Evolution.Loop;

/// <summary>One run of a search, from its start or from where an earlier run was stopped.</summary>
internal sealed class SearchRun(
    Search search,
    ISearchStore store,
    IEvaluator evaluator,
    SearchSpace space,
    int pixelGrid,
    IReadOnlyList<ProposerSlot> proposers,
    IReadOnlyList<Candidate> marks,
    TimeProvider time,
    int parallelism,
    Action<SearchEvent> tell)
{
    private readonly List<Trial> _trials = [.. store.Trials(search.Id)];
    private readonly List<Generation> _generations = [.. store.Generations(search.Id)];
    private readonly long _started = time.GetTimestamp();
    private TimeSpan _elapsedBefore;
    private bool _mismatchTold;

    private SearchRequest Request => search.Request;

    private int Evaluations => Count(_trials);

    /// <summary>Wall time over all runs. What a killed run spent on an unfinished generation is told by its trials.</summary>
    private TimeSpan Elapsed => _elapsedBefore + time.GetElapsedTime(_started);

    /// <summary>Runs until a limit is reached, and confirms the front.</summary>
    /// <returns>Why it stopped.</returns>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        _elapsedBefore = ElapsedBefore();
        store.SetState(search.Id, SearchState.Running, null);
        tell(new SearchStarted(search, [.. _trials]));
        if (Request.Llm is null)
        {
            tell(new SearchNotice("no language model is given: the search is classical"));
        }

        var planner = new GenerationPlanner(search, space, pixelGrid, proposers, marks, new CostBook(evaluator));
        string? reason;
        while ((reason = StopRules.Reason(Request.Budget, EvaluationsBefore(_generations.Count), Elapsed, _generations)) is null)
        {
            reason = await RunGenerationAsync(planner, _generations.Count, cancellationToken);
            if (reason is not null)
            {
                break;
            }
        }

        await ConfirmAsync(cancellationToken);
        return reason;
    }

    private async Task<string?> RunGenerationAsync(GenerationPlanner planner, int number, CancellationToken cancellationToken)
    {
        var earlier = _trials.Where(t => t.Generation < number).OrderBy(t => t.Number).ToList();
        var evaluations = Math.Min(Request.BatchSize, Request.Budget.Evaluations - Count(earlier));
        var plan = await planner.PlanAsync(number, earlier, evaluations, cancellationToken);
        foreach (var notice in proposers.Select(p => p.Proposer).OfType<INoticeSource>().SelectMany(p => p.TakeNotices()))
        {
            tell(new SearchNotice(notice));
        }

        var stored = _trials.Select(t => t.Number).ToHashSet();
        var runner = new TrialRunner(evaluator, Request, new Race(earlier, Request.SamplesPerTrial), time, parallelism);
        try
        {
            await foreach (var trial in runner.RunAsync([.. plan.Where(p => !stored.Contains(p.Number))], HasTime, cancellationToken))
            {
                store.Append(search.Id, trial);
                _trials.Add(trial);
                tell(new TrialFinished(trial, Evaluations));
                TellMismatch(trial);
            }
        }
        catch (SpendLimitException e)
        {
            return e.Message;
        }

        if (_trials.Count(t => t.Generation == number) < plan.Count)
        {
            return StopRules.WallTime(Request.Budget);
        }

        if (!plan.Any(p => p.IsEvaluation))
        {
            return "the proposers have no new candidate left";
        }

        Checkpoint(number);
        return HopelessReason(number);
    }

    /// <summary>When the first generation fails to its last trial, the others would too: what is wrong is not the configs.</summary>
    private string? HopelessReason(int generation)
    {
        var first = _trials.Where(t => t is { Generation: 0, IsEvaluation: true }).OrderBy(t => t.Number).ToList();
        return generation == 0 && first.Count > 1 && first.TrueForAll(t => t.Status == TrialStatus.Failed)
            ? $"no config of the first generation could be read; the first: {first[0].Error}"
            : null;
    }

    private void Checkpoint(int number)
    {
        var trials = _trials.OrderBy(t => t.Number).ToList();
        var front = ParetoFront.Of(trials);
        var generation = new Generation
        {
            Number = number,
            Population = [.. Survivors.Select(trials, Request.Population).Select(t => t.Number)],
            Front = [.. front.Select(t => t.Number)],
            Hypervolume = ParetoFront.Hypervolume(front.Select(t => t.Objectives!.Value), ParetoFront.Reference),
            Evaluations = Evaluations,
            Elapsed = Elapsed,
        };
        store.Append(search.Id, generation);
        _generations.Add(generation);
        tell(new GenerationFinished(generation));
    }

    private async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        var confirmation = new FrontConfirmation(store, evaluator, search, parallelism);
        try
        {
            await foreach (var confirmed in confirmation.RunAsync([.. _trials.OrderBy(t => t.Number)], cancellationToken))
            {
                tell(confirmed);
            }
        }
        catch (SpendLimitException e)
        {
            tell(new SearchNotice($"the front is not wholly confirmed: {e.Message}"));
        }
    }

    /// <summary>Tells once that the server charges otherwise than predicted; each trial and the receipt have the figures.</summary>
    private void TellMismatch(Trial trial)
    {
        if (!_mismatchTold && trial.Measurement?.Tokens is { Mismatches: > 0 } tokens)
        {
            _mismatchTold = true;
            tell(new SearchNotice($"the server charges other tokens than the target's formula predicts: {tokens.Example}"));
        }
    }

    private bool HasTime() => Request.Budget.WallTime is not { } limit || Elapsed < limit;

    private int EvaluationsBefore(int generation) => Count(_trials.Where(t => t.Generation < generation));

    private TimeSpan ElapsedBefore()
    {
        var unfinished = _trials.Where(t => t.Generation >= _generations.Count).Sum(t => t.Duration.TotalSeconds);
        return (_generations.Count > 0 ? _generations[^1].Elapsed : TimeSpan.Zero) + TimeSpan.FromSeconds(unfinished / parallelism);
    }

    private static int Count(IEnumerable<Trial> trials) => trials.Count(t => t.IsEvaluation);
}
