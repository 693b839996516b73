using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Evolution.Confirming;

namespace Glyph.Evolution.Loop;

/// <summary>One run of a search, from its start or from where an earlier run was stopped.</summary>
internal sealed class SearchRun(Search search, SearchParts parts, Action<SearchEvent> tell)
{
    private readonly TrialArchive _archive = new(parts.Store.Points(search.Id), number => parts.Store.Trial(search.Id, number));
    private readonly List<Generation> _generations = [.. parts.Store.Generations(search.Id)];
    private readonly long _started = parts.Time.GetTimestamp();
    private TimeSpan _elapsedBefore;
    private Standing? _standing;
    private int _evaluations;
    private bool _mismatchTold;

    private SearchRequest Request => search.Request;

    /// <summary>Where the search stands before its next generation; found once a generation.</summary>
    private Standing Standing => _standing ??= Standing.Of(_archive.Before(_generations.Count), parts.Engine, Request.Population);

    /// <summary>Wall time over all runs. What a killed run spent on an unfinished generation is told by its trials.</summary>
    private TimeSpan Elapsed => _elapsedBefore + parts.Time.GetElapsedTime(_started);

    /// <summary>Runs until a limit is reached, and confirms the front.</summary>
    /// <returns>Why it stopped.</returns>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        _elapsedBefore = ElapsedBefore();
        _evaluations = _archive.All.Count(t => t.IsEvaluation);
        parts.Store.SetState(search.Id, SearchState.Running, null);
        tell(new SearchStarted(search, [.. _archive.All.OrderBy(t => t.Number)]));

        var planner = new GenerationPlanner(search, parts);
        string? reason;
        while ((reason = StopRules.Reason(Request.Budget, Standing.Evaluations, Elapsed, parts.Engine, _generations)) is null)
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
        var standing = Standing;

        // The seeds are read alone: what is read of them tells the proposers where they stand.
        var batch = number == 0 && parts.Marks.Count > 0 ? parts.Marks.Count : Request.BatchSize;
        var evaluations = Math.Min(batch, Request.Budget.Evaluations - standing.Evaluations);
        var plan = await planner.PlanAsync(number, standing, _generations, evaluations, cancellationToken);
        foreach (var notice in parts.Engine.Proposers.OfType<INoticeSource>().SelectMany(p => p.TakeNotices()))
        {
            tell(new SearchNotice(notice));
        }

        var runner = new TrialRunner(parts, Request, new Race(standing.Front, standing.History.Get, Request.SamplesPerTrial));
        try
        {
            await foreach (var trial in runner.RunAsync([.. plan.Trials.Where(p => !_archive.Contains(p.Number))], HasTime, cancellationToken))
            {
                parts.Store.Append(search.Id, trial);
                _archive.Add(trial);
                _evaluations += trial.IsEvaluation ? 1 : 0;
                tell(new TrialFinished(trial, _evaluations));
                TellMismatch(trial);
            }
        }
        catch (SpendLimitException e)
        {
            return e.Message;
        }

        if (_archive.Count < standing.History.Points.Count + plan.Trials.Count)
        {
            return StopRules.WallTime(Request.Budget);
        }

        if (!plan.Trials.Any(p => p.IsEvaluation))
        {
            return "the proposers have no new candidate left";
        }

        Checkpoint(number, standing, plan.Tallies);
        return HopelessReason(number);
    }

    /// <summary>When the seeds and the first generation after them fail to the last trial, the others would too: what is wrong is not the configs.</summary>
    private string? HopelessReason(int generation)
    {
        if (generation > 1)
        {
            return null;
        }

        var first = _archive.All.Where(t => t.IsEvaluation).OrderBy(t => t.Number).ToList();
        return first.Count > 1 && first.TrueForAll(t => t.Status == TrialStatus.Failed)
            ? $"none of the first {first.Count} configs could be read; the first: {parts.Store.Trial(search.Id, first[0].Number)?.Error}"
            : null;
    }

    private void Checkpoint(int number, Standing before, IReadOnlyList<ProposerTally> planned)
    {
        var after = Standing.Of(_archive.Before(number + 1), parts.Engine, Request.Population);
        var tallies = Credit.Settle(planned, before.Front, after.Since(before));
        var generation = new Generation
        {
            Number = number,
            Population = [.. after.Survivors.Select(t => t.Number)],
            Front = [.. after.Front.Select(t => t.Number)],
            Hypervolume = ParetoFront.Hypervolume(after.Front.Select(t => t.Objectives!.Value), ParetoFront.Reference),
            Evaluations = after.Evaluations,
            Proposers = WithSpending(number, tallies, [.. after.Since(before)]),
            Elapsed = Elapsed,
        };
        parts.Store.Append(search.Id, generation);
        _generations.Add(generation);
        _standing = after;
        tell(new GenerationFinished(generation));
    }

    /// <summary>
    /// What language models spent; where money is known on both sides, in the mean price of the generation's readings too. That is told by
    /// the trials alone, so that a replay, whose answers cost nothing, and a resume give the same.
    /// </summary>
    private IReadOnlyList<ProposerTally> WithSpending(int generation, IReadOnlyList<ProposerTally> tallies, IReadOnlyList<TrialPoint> read)
    {
        var spenders = parts.Engine.Proposers.Where(p => p is ISpendingProposer).ToDictionary(p => p.Name, p => (ISpendingProposer)p, StringComparer.Ordinal);
        if (spenders.Count == 0)
        {
            return tallies;
        }

        var price = parts.Price is { } ofTokens
            ? read.Where(t => t.IsEvaluation).Select(t => parts.Store.Trial(search.Id, t.Number)?.Measurement?.Tokens is { } tokens ? ofTokens(tokens) : 0).DefaultIfEmpty(0).Average()
            : 0;
        return [.. tallies.Select(tally => spenders.GetValueOrDefault(tally.Proposer)?.SpentIn(search.Id, generation) is { } spent
            ? tally with { Spent = spent, Cost = tally.Cost + (price > 0 ? (double)(spent.Cost / price) : 0) }
            : tally)];
    }

    private async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        var confirmation = new FrontConfirmation(parts, search);
        try
        {
            await foreach (var confirmed in confirmation.RunAsync([.. _archive.All.OrderBy(t => t.Number)], cancellationToken))
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

    private TimeSpan ElapsedBefore()
    {
        var unfinished = _archive.All.Where(t => t.Generation >= _generations.Count).Sum(t => t.Duration.TotalSeconds);
        return (_generations.Count > 0 ? _generations[^1].Elapsed : TimeSpan.Zero) + TimeSpan.FromSeconds(unfinished / parts.Parallelism);
    }
}
