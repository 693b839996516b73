using System.Globalization;
using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using LiteDB;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace Glyph.Store;

/// <summary>
/// The store of searches, and of their ledgers, in one LiteDB file. One process owns it while it is open; the file <c>&lt;database&gt;.lock</c>
/// beside it names that process. What was appended survives the death of the process at any later instant.
/// </summary>
public sealed partial class LiteDbSearchStore : ISearchStore, ILedger
{
    private readonly Database _database;
    private readonly TimeProvider _time;

    private LiteDbSearchStore(Database database, TimeProvider time) => (_database, _time) = (database, time);

    /// <inheritdoc/>
    public string Location => _database.Path;

    /// <summary>Opens a database file; creates it, and its folder, where there is none.</summary>
    /// <param name="path">The file, by convention <c>*.db</c>.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="StoreException">Another process uses it, it is no Glyph database, it is damaged, or it cannot be written.</exception>
    public static LiteDbSearchStore Open(string path, TimeProvider? time = null) => new(Database.Open(path, Schema.Template), time ?? TimeProvider.System);

    /// <inheritdoc/>
    public void Create(Search search) => Write(lite => Create(lite, search));

    /// <inheritdoc/>
    public void SetState(string searchId, SearchState state, string? stopReason) => Write(lite => SetState(lite, searchId, state, stopReason));

    /// <inheritdoc/>
    public IReadOnlyList<Search> Searches() =>
        _database.Read(lite => SearchTable.All(lite).ConvertAll(row => SearchTable.Load(lite, row)));

    /// <inheritdoc/>
    public Search? Find(string? idOrPrefix) => _database.Read(lite =>
    {
        var rows = SearchTable.All(lite);
        return SearchIds.Choose(rows.Select(row => row.Id), idOrPrefix) is { } id ? SearchTable.Load(lite, rows.Find(row => string.Equals(row.Id, id, StringComparison.Ordinal))!) : null;
    });

    /// <inheritdoc/>
    public Search? Get(string id) => _database.Read(lite =>
        SearchTable.All(lite).Find(row => string.Equals(row.Id, id, StringComparison.Ordinal)) is { } row ? SearchTable.Load(lite, row) : null);

    /// <inheritdoc/>
    public void Append(string searchId, Trial trial) => WriteTo(searchId, lite =>
    {
        if (!RecordTable.TryAdd(lite, RecordTable.Trials, searchId, Number(trial.Number), trial))
        {
            throw Taken(searchId, $"trial {trial.Number}");
        }

        PointTable.Add(lite, searchId, TrialPoint.Of(trial));
        ChangeTable.Add(lite, searchId, ChangeKind.Trial, Number(trial.Number));
    });

    /// <inheritdoc/>
    public IReadOnlyList<Trial> Trials(string searchId) => [.. All<Trial>(RecordTable.Trials, searchId).OrderBy(t => t.Number)];

    /// <inheritdoc/>
    public IReadOnlyList<T> Trials<T>(string searchId, Func<Trial, T> keep) => _database.Read(lite =>
        RecordTable.Each(lite, RecordTable.Trials, searchId, (Trial trial) => (trial.Number, Kept: keep(trial))).OrderBy(pair => pair.Number).Select(pair => pair.Kept).ToList());

    /// <inheritdoc/>
    public IReadOnlyList<TrialPoint> Points(string searchId) => _database.Read(lite => PointTable.All(lite, searchId));

    /// <inheritdoc/>
    public Trial? Trial(string searchId, int number) => _database.Read(lite => RecordTable.Find<Trial>(lite, RecordTable.Trials, searchId, Number(number)));

    /// <inheritdoc/>
    public void Append(string searchId, Generation generation) =>
        AppendNew(RecordTable.Generations, searchId, Number(generation.Number), generation, $"generation {generation.Number}", ChangeKind.Generation);

    /// <inheritdoc/>
    public Generation? Generation(string searchId, int number) => _database.Read(lite => RecordTable.Find<Generation>(lite, RecordTable.Generations, searchId, Number(number)));

    /// <inheritdoc/>
    public IReadOnlyList<Generation> Generations(string searchId) =>
        [.. All<Generation>(RecordTable.Generations, searchId).OrderBy(g => g.Number)];

    /// <inheritdoc/>
    public void Append(string searchId, JournalEntry entry) =>
        AppendNew(RecordTable.Journal, searchId, entry.Id, entry, $"journal entry {entry.Id}", ChangeKind.Journal);

    /// <inheritdoc/>
    public JournalEntry? JournalEntry(string searchId, string id) => _database.Read(lite => RecordTable.Find<JournalEntry>(lite, RecordTable.Journal, searchId, id));

    /// <inheritdoc/>
    public IReadOnlyList<JournalEntry> Journal(string searchId) => All<JournalEntry>(RecordTable.Journal, searchId);

    /// <inheritdoc/>
    public void Append(string searchId, IdeaOutcome outcome) =>
        TryAppend(RecordTable.Ideas, searchId, $"{outcome.Journal}\n{Number(outcome.Index)}", outcome, (ChangeKind.Journal, outcome.Journal));

    /// <inheritdoc/>
    public IReadOnlyList<IdeaOutcome> Ideas(string searchId) => All<IdeaOutcome>(RecordTable.Ideas, searchId);

    /// <inheritdoc/>
    public IReadOnlyList<IdeaOutcome> Ideas(string searchId, string journal) =>
        [.. _database.Read(lite => RecordTable.Beginning<IdeaOutcome>(lite, RecordTable.Ideas, searchId, $"{journal}\n")).Where(idea => string.Equals(idea.Journal, journal, StringComparison.Ordinal)).OrderBy(idea => idea.Index)];

    /// <inheritdoc/>
    public void Append(string searchId, Confirmation confirmation) => TryAppend(
        RecordTable.Confirmations,
        searchId,
        $"{Number(confirmation.Trial)}\n{JsonSerializer.Serialize(confirmation.Plan, GlyphJson.Compact)}",
        confirmation,
        (ChangeKind.Confirmation, Number(confirmation.Trial)));

    /// <inheritdoc/>
    public IReadOnlyList<Confirmation> Confirmations(string searchId) => All<Confirmation>(RecordTable.Confirmations, searchId);

    /// <inheritdoc/>
    public void Reserve(string searchId, Reservation reservation) => WriteTo(searchId, lite =>
    {
        if (!RecordTable.TryAdd(lite, RecordTable.Reservations, searchId, reservation.Id, reservation))
        {
            throw Taken(searchId, $"reservation {reservation.Id}");
        }

        LedgerTables.Add(lite, searchId, reservation.Reserved);
    });

    /// <inheritdoc/>
    public void Settle(string searchId, Settlement settlement, string? answerKey, KeptAnswer? answer) => WriteTo(searchId, lite =>
    {
        var reservation = RecordTable.Find<Reservation>(lite, RecordTable.Reservations, searchId, settlement.Reservation)
            ?? throw Refused($"search {searchId} has no reservation {settlement.Reservation}");
        if (!RecordTable.TryAdd(lite, RecordTable.Settlements, searchId, settlement.Reservation, settlement))
        {
            throw Refused($"search {searchId} has settled the reservation {settlement.Reservation} already");
        }

        LedgerTables.Add(lite, searchId, settlement.Spent - reservation.Reserved);
        if (answerKey is not null && answer is not null)
        {
            LedgerTables.Keep(lite, answerKey, answer);
        }
    });

    /// <inheritdoc/>
    public IReadOnlyList<LedgerLine> Lines(string searchId) => _database.Read(lite =>
    {
        var settlements = RecordTable.All<Settlement>(lite, RecordTable.Settlements, searchId).ToDictionary(s => s.Reservation, StringComparer.Ordinal);
        return RecordTable.All<Reservation>(lite, RecordTable.Reservations, searchId)
            .ConvertAll(r => new LedgerLine(r, settlements.GetValueOrDefault(r.Id)));
    });

    /// <inheritdoc/>
    public Spend Spent(string searchId) => _database.Read(lite => LedgerTables.Spent(lite, searchId));

    /// <inheritdoc/>
    public void SetTerms(string searchId, SpendTerms terms) => WriteTo(searchId, lite => LedgerTables.SetTerms(lite, searchId, terms));

    /// <inheritdoc/>
    public SpendTerms Terms(string searchId) => _database.Read(lite => LedgerTables.Terms(lite, searchId)) ?? SpendTerms.None;

    /// <inheritdoc/>
    KeptAnswer? ILedger.Find(string answerKey) => _database.Read(lite => LedgerTables.Find(lite, answerKey));

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private void AppendNew<T>(string table, string searchId, string name, T record, string title, ChangeKind kind)
    {
        if (!TryAppend(table, searchId, name, record, (kind, name)))
        {
            throw Taken(searchId, title);
        }
    }

    private bool TryAppend<T>(string table, string searchId, string name, T record, (ChangeKind Kind, string Key)? change = null)
    {
        var added = false;
        WriteTo(searchId, lite =>
        {
            added = RecordTable.TryAdd(lite, table, searchId, name, record);
            if (added && change is { } told)
            {
                ChangeTable.Add(lite, searchId, told.Kind, told.Key);
            }
        });
        return added;
    }

    private void Create(LiteDatabase lite, Search search)
    {
        if (!SearchTable.TryAdd(lite, search, _time.GetUtcNow()))
        {
            throw Refused($"there is a search {search.Id} already");
        }

        ChangeTable.Add(lite, search.Id, ChangeKind.Search, "");
    }

    private void SetState(LiteDatabase lite, string searchId, SearchState state, string? stopReason)
    {
        if (!SearchTable.TrySetState(lite, searchId, state, stopReason, _time.GetUtcNow()))
        {
            throw NoSearch(searchId);
        }

        ChangeTable.Add(lite, searchId, ChangeKind.Search, "");
    }

    private void WriteTo(string searchId, Action<LiteDatabase> write) => Write(lite =>
    {
        if (!SearchTable.Contains(lite, searchId))
        {
            throw NoSearch(searchId);
        }

        write(lite);
    });

    /// <summary>Writes in one transaction, and tells those who watch once it is on the disk.</summary>
    private void Write(Action<LiteDatabase> write)
    {
        _database.Write(write);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    private List<T> All<T>(string table, string searchId) => _database.Read(lite => RecordTable.All<T>(lite, table, searchId));

    private StoreException NoSearch(string searchId) => Refused($"there is no search {searchId}");

    private StoreException Taken(string searchId, string title) => Refused($"search {searchId} has a {title} already");

    private StoreException Refused(string why) => new($"{Location}: {why}") { IsRefusal = true };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
