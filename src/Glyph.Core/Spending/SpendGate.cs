using System.Collections.Concurrent;
using System.Globalization;

namespace Glyph.Core.Spending;

/// <summary>
/// Lets requests of one search through while its limits hold. Each request is reserved in the ledger at the most that it can
/// cost before it is sent, and settled at what it cost: whatever dies in between counts in full. What runs together never
/// passes a limit together. A server that charges more for a prompt than was expected is found out by its first answer, which
/// is waited for alone where there is a limit; from then on so much more is reserved. A search has one gate at a time. Safe
/// for concurrent use.
/// </summary>
public sealed class SpendGate
{
    private readonly Lock _lock = new();
    private readonly ILedger _ledger;
    private readonly string _searchId;
    private readonly SpendTerms _terms;
    private readonly SpendShares _shares;
    private readonly TimeProvider _time;
    private Spend _settled;
    private Spend _outstanding;

    /// <summary>When this gate was opened: the first half of its reservations' ids. A number alone would not do: of several that were being written when a process died, a later one may be there without an earlier.</summary>
    private readonly long _opened;

    /// <summary>How many times the expected tokens were reserved, by reservation.</summary>
    private readonly ConcurrentDictionary<string, double> _factors = new(StringComparer.Ordinal);

    /// <summary>The most times that the expected tokens of a prompt were charged, by model.</summary>
    private readonly Dictionary<string, double> _charged = new(StringComparer.Ordinal);

    /// <summary>Whether an answer has shown what the server charges.</summary>
    private bool _isProved;

    /// <summary>The reservations of this gate.</summary>
    private long _reservations;

    /// <summary>What was spent by purpose, of those purposes that were asked for.</summary>
    private readonly Dictionary<SpendPurpose, Spend> _byPurpose = [];

    private TaskCompletionSource _change = NewChange();

    private SpendGate(ILedger ledger, string searchId, SpendTerms terms, SpendShares shares, TimeProvider time)
    {
        (_ledger, _searchId, _terms, _shares, _time) = (ledger, searchId, terms, shares, time);
        _settled = ledger.Spent(searchId);
        _opened = time.GetUtcNow().UtcTicks;
    }

    /// <summary>Opens the gate of a search, with all that its earlier runs spent.</summary>
    /// <param name="ledger">The ledger, which keeps the terms for the next run.</param>
    /// <param name="searchId">The search.</param>
    /// <param name="terms">Limits and prices.</param>
    /// <param name="models">The names of the models that will be asked.</param>
    /// <param name="time">The clock.</param>
    /// <param name="shares">How far into the limits each purpose may go; null means the default shares.</param>
    /// <exception cref="InvalidInputException">A limit is negative, or the cost is limited and a model has no price.</exception>
    public static SpendGate Open(
        ILedger ledger, string searchId, SpendTerms terms, IReadOnlyCollection<string> models, TimeProvider time, SpendShares? shares = null)
    {
        SetTerms(ledger, searchId, terms, models);
        return new SpendGate(ledger, searchId, terms, shares ?? new SpendShares(), time);
    }

    /// <summary>Keeps the terms of a search for its next run, once they are found sound: with others it could never go on.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="searchId">The search.</param>
    /// <param name="terms">Limits and prices.</param>
    /// <param name="models">The names of the models that it asks.</param>
    /// <exception cref="InvalidInputException">A limit is negative, or the cost is limited and a model has no price.</exception>
    public static void SetTerms(ILedger ledger, string searchId, SpendTerms terms, IReadOnlyCollection<string> models)
    {
        var problems = SpendRules.Problems(terms, models);
        if (problems.Count > 0)
        {
            throw new InvalidInputException(problems);
        }

        ledger.SetTerms(searchId, terms);
    }

    /// <summary>
    /// What the search has spent for a purpose, in all its runs, with reserved amounts that nobody settled. The first call reads the
    /// ledger; it must come before this gate's first request for that purpose.
    /// </summary>
    /// <param name="purpose">The purpose.</param>
    public Spend SpentOn(SpendPurpose purpose)
    {
        lock (_lock)
        {
            if (!_byPurpose.TryGetValue(purpose, out var spent))
            {
                spent = _ledger.Lines(_searchId).Where(line => line.Reservation.Purpose == purpose).Aggregate(default(Spend), (sum, line) => sum + line.Counted);
                _byPurpose[purpose] = spent;
            }

            return spent;
        }
    }

    /// <summary>
    /// Reserves a request at the most that it can cost. One that does not fit beside those that run, but may once they are
    /// settled at less than was reserved for them, waits for that.
    /// </summary>
    /// <param name="purpose">What it is for.</param>
    /// <param name="model">The model's name, as in the price table.</param>
    /// <param name="inputTokens">Tokens that prompt and images are expected to cost, at least 0.</param>
    /// <param name="outputTokens">Tokens that the answer may have, at least 0.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="SpendLimitException">It would pass a limit, whatever the running requests cost.</exception>
    public async Task<Reservation> ReserveAsync(
        SpendPurpose purpose, string model, long inputTokens, long outputTokens, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inputTokens);
        ArgumentOutOfRangeException.ThrowIfNegative(outputTokens);
        Spend amount;
        double factor;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Task change;
            lock (_lock)
            {
                factor = _charged.GetValueOrDefault(model, 1);
                amount = Priced(model, (long)Math.Ceiling(inputTokens * factor), outputTokens);
                var mayRun = _isProved || _outstanding.Requests == 0 || _terms.Limits == SpendLimits.None;
                if (mayRun && Fits(purpose, _settled + _outstanding + amount))
                {
                    _outstanding += amount;
                    Count(purpose, amount);
                    break;
                }

                if (!Fits(purpose, _settled + amount))
                {
                    throw new SpendLimitException(SpendRules.Refusal(
                        _searchId, _terms, purpose, _shares.Of(purpose), _settled, _outstanding, amount));
                }

                change = _change.Task;
            }

            await change.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"{_opened:x}-{Interlocked.Increment(ref _reservations)}");
        var reservation = new Reservation(id, purpose, model, amount, _time.GetUtcNow());
        _factors[id] = factor;
        try
        {
            _ledger.Reserve(_searchId, reservation);
        }
        catch
        {
            Release(purpose, amount, default);
            throw;
        }

        return reservation;
    }

    /// <summary>Settles a reservation of this gate, once, and keeps the answer that it bought in the same step.</summary>
    /// <param name="reservation">What <see cref="ReserveAsync"/> gave.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="answerKey">The key of the question, or null when there is no answer.</param>
    /// <param name="answer">The answer, or null.</param>
    public void Settle(Reservation reservation, SpendResult result, string? answerKey = null, KeptAnswer? answer = null)
    {
        var counted = reservation.Reserved;
        Learn(reservation, result, answer);
        try
        {
            var spent = Priced(
                reservation.Model,
                result.InputTokens ?? reservation.Reserved.InputTokens,
                result.OutputTokens ?? reservation.Reserved.OutputTokens);
            var estimated = result.InputTokens is null || result.OutputTokens is null;
            _ledger.Settle(_searchId, new Settlement(reservation.Id, result.Outcome, spent, estimated, result.Duration), answerKey, answer);
            counted = spent;
        }
        finally
        {
            Release(reservation.Purpose, reservation.Reserved, counted);
        }
    }

    /// <summary>Takes in what an answer was charged beside what was expected.</summary>
    private void Learn(Reservation reservation, SpendResult result, KeptAnswer? answer)
    {
        _factors.TryRemove(reservation.Id, out var reserved);
        lock (_lock)
        {
            _isProved |= answer is not null;
            if (result.InputTokens is { } charged && reservation.Reserved.InputTokens > 0)
            {
                _charged[reservation.Model] = Math.Max(
                    _charged.GetValueOrDefault(reservation.Model, 1), charged * reserved / reservation.Reserved.InputTokens);
            }
        }
    }

    /// <summary>Turns an outstanding amount into a settled one, and wakes those who wait for it.</summary>
    private void Release(SpendPurpose purpose, Spend reserved, Spend counted)
    {
        TaskCompletionSource change;
        lock (_lock)
        {
            _outstanding -= reserved;
            _settled += counted;
            Count(purpose, counted - reserved);
            (change, _change) = (_change, NewChange());
        }

        change.SetResult();
    }

    private void Count(SpendPurpose purpose, Spend amount)
    {
        if (_byPurpose.TryGetValue(purpose, out var spent))
        {
            _byPurpose[purpose] = spent + amount;
        }
    }

    private bool Fits(SpendPurpose purpose, Spend total) => SpendRules.Fits(_terms.Limits, _shares.Of(purpose), total);

    private Spend Priced(string model, long inputTokens, long outputTokens) =>
        new(1, inputTokens, outputTokens, _terms.Prices?.Find(model)?.Of(inputTokens, outputTokens) ?? 0);

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>What came of a reserved request.</summary>
/// <param name="Outcome">How it ended, in a word; see <see cref="Settlement.Outcome"/>.</param>
/// <param name="InputTokens">Tokens charged for prompt and images; null where nobody says, which counts what was reserved.</param>
/// <param name="OutputTokens">Tokens charged for the answer; null where nobody says, which counts what was reserved.</param>
/// <param name="Duration">How long it took.</param>
public sealed record SpendResult(string Outcome, long? InputTokens, long? OutputTokens, TimeSpan Duration);
