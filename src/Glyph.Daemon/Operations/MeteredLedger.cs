using System.Collections.Concurrent;
using Glyph.Core.Spending;

namespace Glyph.Daemon.Operations;

/// <summary>A ledger whose settlements are counted.</summary>
internal sealed class MeteredLedger(ILedger inner, DaemonMetrics metrics) : ILedger
{
    private readonly ConcurrentDictionary<string, SpendPurpose> _open = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Reserve(string searchId, Reservation reservation)
    {
        inner.Reserve(searchId, reservation);
        _open[$"{searchId}\n{reservation.Id}"] = reservation.Purpose;
    }

    /// <inheritdoc/>
    public void Settle(string searchId, Settlement settlement, string? answerKey, KeptAnswer? answer)
    {
        inner.Settle(searchId, settlement, answerKey, answer);
        if (_open.TryRemove($"{searchId}\n{settlement.Reservation}", out var purpose))
        {
            metrics.On(purpose, settlement);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<LedgerLine> Lines(string searchId) => inner.Lines(searchId);

    /// <inheritdoc/>
    public Spend Spent(string searchId) => inner.Spent(searchId);

    /// <inheritdoc/>
    public void SetTerms(string searchId, SpendTerms terms) => inner.SetTerms(searchId, terms);

    /// <inheritdoc/>
    public SpendTerms Terms(string searchId) => inner.Terms(searchId);

    /// <inheritdoc/>
    public KeptAnswer? Find(string answerKey) => inner.Find(answerKey);
}
