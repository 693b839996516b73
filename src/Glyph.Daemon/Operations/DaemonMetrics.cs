using System.Diagnostics;
using System.Diagnostics.Metrics;
using Glyph.Core.Searching;
using Glyph.Core.Spending;

namespace Glyph.Daemon.Operations;

/// <summary>What the daemon counts, under OpenTelemetry's naming: trials, items read, tokens, cost, requests to models, the queue.</summary>
internal sealed class DaemonMetrics : IDisposable
{
    /// <summary>The name of the meter and of the source of activities.</summary>
    public const string Name = "Glyph";

    private readonly TimeProvider _time;
    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _trials;
    private readonly Counter<long> _items;
    private readonly Counter<long> _visionTokens;
    private readonly Histogram<double> _trialSeconds;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _modelTokens;
    private readonly Counter<double> _cost;
    private readonly Histogram<double> _requestSeconds;

    /// <summary>Creates the instruments.</summary>
    /// <param name="time">The clock.</param>
    public DaemonMetrics(TimeProvider time)
    {
        _time = time;
        _trials = _meter.CreateCounter<long>("glyph.trials", "{trial}", "Finished trials, by status and proposer.");
        _items = _meter.CreateCounter<long>("glyph.items.read", "{item}", "Lines, pages or tasks that were read for trials.");
        _visionTokens = _meter.CreateCounter<long>("glyph.trials.vision_tokens", "{token}", "Vision tokens of the pages of finished trials.");
        _trialSeconds = _meter.CreateHistogram<double>("glyph.trial.duration", "s", "How long layout, rendering and reading of a trial took.");
        _requests = _meter.CreateCounter<long>("glyph.model.requests", "{request}", "Requests to served models, by purpose and outcome.");
        _modelTokens = _meter.CreateCounter<long>("glyph.model.tokens", "{token}", "Tokens that served models charged, by purpose and direction.");
        _cost = _meter.CreateCounter<double>("glyph.model.cost", "{currency}", "What served models cost, by purpose; 0 without prices.");
        _requestSeconds = _meter.CreateHistogram<double>("glyph.model.request.duration", "s", "How long a served model took to answer, by purpose.");
    }

    /// <summary>The source of activities (spans).</summary>
    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>Adds a gauge of the queue.</summary>
    /// <param name="waiting">How many searches wait.</param>
    /// <param name="running">How many run.</param>
    public void ObserveQueue(Func<int> waiting, Func<int> running)
    {
        _meter.CreateObservableGauge("glyph.queue.waiting", waiting, "{search}", "Searches that wait for their turn.");
        _meter.CreateObservableGauge("glyph.queue.running", running, "{search}", "Searches that run.");
    }

    /// <summary>Adds a gauge of those who follow the stream of events.</summary>
    public void ObserveWatchers(Func<int> watchers) =>
        _meter.CreateObservableGauge("glyph.events.watchers", watchers, "{client}", "Clients of the stream of events.");

    /// <summary>Counts an event of a running search.</summary>
    public void On(SearchEvent e)
    {
        if (e is TrialFinished { Trial: var trial })
        {
            _trials.Add(1, new("status", Text.Words(trial.Status)), new("proposer", trial.Candidate.Provenance.Proposer));
            _items.Add(trial.Measurement?.Accuracy.Samples ?? 0);
            _visionTokens.Add(trial.Cost?.VisionTokens.Features ?? 0);
            _trialSeconds.Record(trial.Duration.TotalSeconds, new KeyValuePair<string, object?>("status", Text.Words(trial.Status)));
            using var span = Activities.StartActivity("trial", ActivityKind.Internal, default(ActivityContext), startTime: trial.FinishedAt - trial.Duration);
            span?.SetTag("glyph.trial", trial.Number).SetTag("glyph.proposer", trial.Candidate.Provenance.Proposer).SetTag("glyph.status", Text.Words(trial.Status))
                .SetTag("glyph.items", trial.Measurement?.Accuracy.Samples).SetEndTime(trial.FinishedAt.UtcDateTime);
        }
    }

    /// <summary>Counts a settled request.</summary>
    public void On(SpendPurpose purpose, Settlement settlement)
    {
        var tag = new KeyValuePair<string, object?>("purpose", Text.Words(purpose));
        _requests.Add(settlement.Spent.Requests, tag, new("outcome", settlement.Outcome));
        _modelTokens.Add(settlement.Spent.InputTokens, tag, new("direction", "in"));
        _modelTokens.Add(settlement.Spent.OutputTokens, tag, new("direction", "out"));
        _cost.Add((double)settlement.Spent.Cost, tag);
        _requestSeconds.Record(settlement.Duration.TotalSeconds, tag);
        var now = _time.GetUtcNow();
        using var span = Activities.StartActivity("model request", ActivityKind.Client, default(ActivityContext), startTime: now - settlement.Duration);
        span?.SetTag("glyph.purpose", tag.Value).SetTag("glyph.outcome", settlement.Outcome)
            .SetTag("gen_ai.usage.input_tokens", settlement.Spent.InputTokens).SetTag("gen_ai.usage.output_tokens", settlement.Spent.OutputTokens).SetEndTime(now.UtcDateTime);
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
