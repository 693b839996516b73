using Glyph.Core;
using Glyph.Core.Spending;

namespace Glyph.Testing;

/// <summary>A ledger of some searches that forgets when its process ends. It keeps the contract, as <see cref="LedgerContract"/> checks.</summary>
public sealed class InMemoryLedger(params string[] searches) : ILedger
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<LedgerLine>> _lines = searches.ToDictionary(s => s, _ => new List<LedgerLine>(), StringComparer.Ordinal);
    private readonly Dictionary<string, SpendTerms> _terms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KeptAnswer> _answers = new(StringComparer.Ordinal);

    public void Reserve(string searchId, Reservation reservation)
    {
        lock (_gate)
        {
            var lines = Of(searchId);
            if (IndexOf(lines, reservation.Id) >= 0)
            {
                throw new StoreException($"memory: search {searchId} has a reservation {reservation.Id} already");
            }

            lines.Add(new LedgerLine(reservation, null));
        }
    }

    public void Settle(string searchId, Settlement settlement, string? answerKey, KeptAnswer? answer)
    {
        lock (_gate)
        {
            var lines = Of(searchId);
            var index = IndexOf(lines, settlement.Reservation);
            if (index < 0 || lines[index].Settlement is not null)
            {
                throw new StoreException($"memory: search {searchId} has {(index < 0 ? "no reservation" : "settled the reservation")} {settlement.Reservation}");
            }

            lines[index] = lines[index] with { Settlement = settlement };
            if (answerKey is not null && answer is not null)
            {
                _answers.TryAdd(answerKey, answer);
            }
        }
    }

    public IReadOnlyList<LedgerLine> Lines(string searchId)
    {
        lock (_gate)
        {
            return _lines.TryGetValue(searchId, out var lines) ? [.. lines] : [];
        }
    }

    public Spend Spent(string searchId) => Lines(searchId).Aggregate(default(Spend), (sum, line) => sum + line.Counted);

    public void SetTerms(string searchId, SpendTerms terms)
    {
        lock (_gate)
        {
            Of(searchId);
            _terms[searchId] = terms;
        }
    }

    public SpendTerms Terms(string searchId)
    {
        lock (_gate)
        {
            return _terms.GetValueOrDefault(searchId, SpendTerms.None);
        }
    }

    public KeptAnswer? Find(string answerKey)
    {
        lock (_gate)
        {
            return _answers.GetValueOrDefault(answerKey);
        }
    }

    private static int IndexOf(List<LedgerLine> lines, string id) =>
        lines.FindIndex(line => string.Equals(line.Reservation.Id, id, StringComparison.Ordinal));

    private List<LedgerLine> Of(string searchId) =>
        _lines.TryGetValue(searchId, out var lines) ? lines : throw new StoreException($"memory: there is no search {searchId}");
}
