using Glyph.Core;
using Glyph.Core.Reading;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Glyph.Reading.Served;

/// <summary>
/// A model that asks again. A passing fault is retried a few times. While the server is down or busy nobody's question fails: all
/// wait, and one at a time looks whether it is back, until the patience is at its end. A fatal fault ends every question.
/// </summary>
internal sealed class ResilientModel : IVisionModel, IDisposable
{
    /// <summary>A break begins when half of the questions of so many seconds, and at least two, met a server that is down or busy.</summary>
    private const double FailureRatio = 0.5;

    private static readonly TimeSpan Sampling = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstBreak = TimeSpan.FromSeconds(1);

    /// <summary>The shortest wait of those who meet a break, so that nobody spins at its end.</summary>
    private static readonly TimeSpan LeastRest = TimeSpan.FromSeconds(0.1);

    private readonly IVisionModel _inner;
    private readonly ResilienceOptions _options;
    private readonly TimeProvider _time;
    private readonly RandomStream _random;
    private readonly SemaphoreSlim _slots;
    private readonly CancellationTokenSource _end = new();
    private readonly ResiliencePipeline<ModelReply> _retries;
    private readonly ResiliencePipeline<ModelReply> _breaker;
    private readonly Lock _lock = new();

    /// <summary>When the server was first met down or busy, with no sign of life since.</summary>
    private long? _downSince;

    /// <summary>The last that was met of a server that is down or busy.</summary>
    private ModelException? _down;

    private ModelException? _fatal;

    /// <summary>Puts retries around a model.</summary>
    /// <exception cref="InvalidInputException">The options are wrong.</exception>
    public ResilientModel(IVisionModel inner, ResilienceOptions options, TimeProvider time)
    {
        options.Check();
        (_inner, _options, _time) = (inner, options, time);
        _random = new RandomStream(options.Seed, "model/retries");
        _slots = new SemaphoreSlim(inner.Limits.Concurrency);
        var retries = new ResiliencePipelineBuilder<ModelReply> { TimeProvider = time };
        if (options.Attempts > 1)
        {
            retries.AddRetry(Retry(options.Attempts - 1, options.MaxDelay, error => error is ModelException { Fault: ModelFault.Transient, ServerUnavailable: false }));
        }

        _retries = retries.AddRetry(Retry(int.MaxValue, options.MaxBreak, error => IsUnavailable(error) && DownFor() < options.Patience)).Build();
        _breaker = new ResiliencePipelineBuilder<ModelReply> { TimeProvider = time }.AddCircuitBreaker(Breaker()).Build();
    }

    /// <inheritdoc/>
    public ReaderIdentity Identity => _inner.Identity;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Parameters => _inner.Parameters;

    /// <inheritdoc/>
    public ModelLimits Limits => _inner.Limits;

    /// <inheritdoc/>
    public async Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellationToken)
    {
        // Who waits is woken by the end; who is being answered is not, for the answer may be paid already.
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, cancellationToken);
        try
        {
            return await _retries.ExecuteAsync(token => AskOnceAsync(question, token, cancellationToken), wait.Token);
        }
        catch (ModelException e) when (e.Fault == ModelFault.Fatal)
        {
            throw Again(End(e));
        }
        catch (Exception e) when (MayWait(e) && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e) when (MayWait(e) && _end.IsCancellationRequested)
        {
            throw Again(_fatal!);
        }
        catch (Exception e) when (IsUnavailable(e))
        {
            throw Again(End(GivenUp()));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _slots.Dispose();
        _end.Dispose();
    }

    private async ValueTask<ModelReply> AskOnceAsync(ModelQuestion question, CancellationToken wait, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(wait);
        try
        {
            return await _breaker.ExecuteAsync(
                async _ =>
                {
                    wait.ThrowIfCancellationRequested();
                    try
                    {
                        var reply = await _inner.AskAsync(question, cancellationToken);
                        Met(down: null);
                        return reply;
                    }
                    catch (ModelException e)
                    {
                        Met(e.ServerUnavailable ? e : null);
                        throw;
                    }
                },
                CancellationToken.None);
        }
        finally
        {
            _slots.Release();
        }
    }

    private RetryStrategyOptions<ModelReply> Retry(int retries, TimeSpan maxDelay, Func<Exception?, bool> handles) => new()
    {
        MaxRetryAttempts = retries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = _options.FirstDelay < maxDelay ? _options.FirstDelay : maxDelay,
        MaxDelay = maxDelay,
        Randomizer = NextJitter,
        ShouldHandle = arguments => ValueTask.FromResult(handles(arguments.Outcome.Exception)),
        DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Exception switch
        {
            ModelException e => Asked(e),
            BrokenCircuitException { RetryAfter: { } rest } => rest > LeastRest ? rest : LeastRest,
            _ => null,
        }),
    };

    private CircuitBreakerStrategyOptions<ModelReply> Breaker() => new()
    {
        FailureRatio = FailureRatio,
        MinimumThroughput = 2,
        SamplingDuration = Sampling,
        BreakDurationGenerator = arguments => ValueTask.FromResult(
            Asked(_down) ?? TimeSpan.FromSeconds(Math.Min(_options.MaxBreak.TotalSeconds, FirstBreak.TotalSeconds * Math.Pow(2, arguments.HalfOpenAttempts)))),
        ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is ModelException { ServerUnavailable: true }),
    };

    /// <summary>How long the server asks to wait, within what is allowed; null where it does not ask.</summary>
    private TimeSpan? Asked(ModelException? error) =>
        error?.RetryAfter is { } asked && asked > TimeSpan.Zero ? (asked < _options.MaxDelay ? asked : _options.MaxDelay) : null;

    private static bool MayWait(Exception error) => error is OperationCanceledException or BrokenCircuitException or ModelException { Fault: ModelFault.Transient };

    private static bool IsUnavailable(Exception? error) => error is BrokenCircuitException or ModelException { Fault: ModelFault.Transient, ServerUnavailable: true };

    private double NextJitter()
    {
        lock (_lock)
        {
            return _random.NextDouble();
        }
    }

    private void Met(ModelException? down)
    {
        lock (_lock)
        {
            _down = down ?? _down;
            _downSince = down is null ? null : _downSince ?? _time.GetTimestamp();
        }
    }

    private TimeSpan DownFor()
    {
        lock (_lock)
        {
            return _downSince is { } since ? _time.GetElapsedTime(since) : TimeSpan.Zero;
        }
    }

    private ModelException GivenUp() => new(
        ModelFault.Fatal,
        FormattableString.Invariant($"{_down?.Message} It has not answered for {DownFor().TotalMinutes:0.#} minutes; see that it runs, and resume later."));

    /// <summary>Ends all questions with the first fatal error.</summary>
    private ModelException End(ModelException error)
    {
        lock (_lock)
        {
            _fatal ??= error;
        }

        _end.Cancel();
        return _fatal;
    }

    /// <summary>The same error for another question: an exception that is thrown twice at a time would mix its stack traces.</summary>
    private static ModelException Again(ModelException error) => new(error.Fault, error.Message, error);
}
