using System.Globalization;
using Glyph.Core.Stores;
using Glyph.Daemon.Reporting;
using Glyph.Evolution.Confirming;
using Glyph.Evolution.Llm;

namespace Glyph.Daemon.Events;

/// <summary>Writes changes of the store as events. A record never changes, so that an event is the same whenever it is written; only where a search stands is told as it is now.</summary>
internal sealed class EventWriter(ISearchStore store, SearchCatalog catalog)
{
    /// <summary>The events of some consecutive changes: one item a change.</summary>
    /// <param name="changes">The changes, in order.</param>
    public IReadOnlyList<FeedItem> Write(IReadOnlyList<StoreChange> changes)
    {
        catalog.Take(changes);
        var last = changes.GroupBy(change => change.Search, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Max(change => change.Id), StringComparer.Ordinal);
        return [.. changes.Select(change => Write(change, last[change.Search] == change.Id))];
    }

    private FeedItem Write(StoreChange change, bool isNewest)
    {
        var (id, search) = (change.Id, change.Search);
        var info = isNewest || change.Kind == ChangeKind.Search ? catalog.Find(search) : null;
        ReadOnlyMemory<byte> stands = info is null ? ReadOnlyMemory<byte>.Empty : FeedItem.Frame(id, "search", info);
        switch (change.Kind)
        {
            case ChangeKind.Search:
                return new FeedItem(id, search, stands, stands);
            case ChangeKind.Notice:
                var notice = FeedItem.Frame(id, "notice", new { search, message = change.Key });
                return new FeedItem(id, search, notice, notice);
            case ChangeKind.Removal:
                var removed = FeedItem.Frame(id, "removed", new { search });
                return new FeedItem(id, search, removed, removed);
            default:
                return new FeedItem(id, search, Join(Record(change), stands), info is null ? null : stands);
        }
    }

    /// <summary>What a change of a record tells; nothing where the search was removed meanwhile.</summary>
    private ReadOnlyMemory<byte> Record(StoreChange change)
    {
        var (id, search) = (change.Id, change.Search);
        switch (change.Kind)
        {
            case ChangeKind.Trial when store.Trial(search, Number(change)) is { } trial:
                return FeedItem.Frame(id, "trial", new { search, trials = TrialColumns.Of([trial]) });
            case ChangeKind.Generation when store.Generation(search, Number(change)) is { } generation:
                return FeedItem.Frame(id, "generation", new { search, generation = GenerationInfo.Of(generation) });
            case ChangeKind.Confirmation when Finalist(search, Number(change)) is { } finalist:
                return FeedItem.Frame(id, "confirmed", new { search, trial = finalist.Trial.Number, confirmed = finalist.Estimate.Mean, low = finalist.Estimate.Low, high = finalist.Estimate.High });
            case ChangeKind.Journal when store.JournalEntry(search, change.Key) is { } entry:
                return FeedItem.Frame(id, "journal", new { search, entry = JournalInfo.Of(JournalLine.Of([entry], store.Ideas(search, entry.Id))[0]) });
            default:
                return ReadOnlyMemory<byte>.Empty;
        }
    }

    private Finalist? Finalist(string searchId, int number)
    {
        if (store.Get(searchId) is not { } search)
        {
            return null;
        }

        var recommendation = new Recommendation(store.Points(searchId), store.Confirmations(searchId), store.Trial(searchId, 1), search.Request.MaxWrongIds);
        return recommendation.Finalists.FirstOrDefault(finalist => finalist.Confirmed && finalist.Trial.Number == number);
    }

    private static int Number(StoreChange change) => int.Parse(change.Key, CultureInfo.InvariantCulture);

    private static ReadOnlyMemory<byte> Join(ReadOnlyMemory<byte> a, ReadOnlyMemory<byte> b) => b.IsEmpty ? a : (byte[])[.. a.Span, .. b.Span];
}
