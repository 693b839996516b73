using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Stores;
using Glyph.Core.Trials;

namespace Glyph.Testing;

/// <summary>A store in memory. Like a real one it keeps what things were when they were appended: as JSON.</summary>
public sealed class InMemorySearchStore : ISearchStore
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _searches = [];

    public string Location => "memory";

    public void Create(Search search)
    {
        lock (_gate)
        {
            if (_searches.Any(e => string.Equals(e.Search.Id, search.Id, StringComparison.Ordinal)))
            {
                throw new StoreException($"The search {search.Id} exists already.");
            }

            _searches.Add(new Entry { Search = search });
        }
    }

    public void SetState(string searchId, SearchState state, string? stopReason)
    {
        lock (_gate)
        {
            var entry = Of(searchId);
            entry.Search = entry.Search with { State = state, StopReason = stopReason };
        }
    }

    public IReadOnlyList<Search> Searches()
    {
        lock (_gate)
        {
            return [.. _searches.Select(e => e.Search).OrderByDescending(s => s.CreatedAt)];
        }
    }

    public Search? Find(string? idOrPrefix)
    {
        var found = Searches().Where(s => s.Id.StartsWith(idOrPrefix ?? "", StringComparison.Ordinal)).ToList();
        var exact = found.Find(s => string.Equals(s.Id, idOrPrefix, StringComparison.Ordinal));
        return idOrPrefix is null || exact is not null || found.Count < 2
            ? exact ?? found.FirstOrDefault()
            : throw new InvalidInputException($"Several searches begin with {idOrPrefix}.");
    }

    public void Append(string searchId, Trial trial) =>
        Append(e => e.Trials, searchId, trial, t => t.Number == trial.Number, $"trial {trial.Number}");

    public IReadOnlyList<Trial> Trials(string searchId) => [.. Read<Trial>(searchId, e => e.Trials).OrderBy(t => t.Number)];

    public void Append(string searchId, Generation generation) =>
        Append(e => e.Generations, searchId, generation, g => g.Number == generation.Number, $"generation {generation.Number}");

    public IReadOnlyList<Generation> Generations(string searchId) => [.. Read<Generation>(searchId, e => e.Generations).OrderBy(g => g.Number)];

    public void Append(string searchId, JournalEntry entry) =>
        Append(e => e.Journal, searchId, entry, j => string.Equals(j.Id, entry.Id, StringComparison.Ordinal), $"entry {entry.Id}");

    public IReadOnlyList<JournalEntry> Journal(string searchId) => Read<JournalEntry>(searchId, e => e.Journal);

    public void Append(string searchId, IdeaOutcome outcome) => Append(e => e.Ideas, searchId, outcome, _ => false, "");

    public IReadOnlyList<IdeaOutcome> Ideas(string searchId) => Read<IdeaOutcome>(searchId, e => e.Ideas);

    public void Append(string searchId, Confirmation confirmation)
    {
        if (!Confirmations(searchId).Any(c => c.Trial == confirmation.Trial && c.Plan == confirmation.Plan))
        {
            Append(e => e.Confirmations, searchId, confirmation, _ => false, "");
        }
    }

    public IReadOnlyList<Confirmation> Confirmations(string searchId) => Read<Confirmation>(searchId, e => e.Confirmations);

    public void Dispose()
    {
    }

    private void Append<T>(Func<Entry, List<string>> list, string searchId, T item, Func<T, bool> same, string name)
    {
        lock (_gate)
        {
            var rows = list(Of(searchId));
            if (rows.Any(row => same(Parse<T>(row))))
            {
                throw new StoreException($"The search {searchId} has {name} already.");
            }

            rows.Add(JsonSerializer.Serialize(item, GlyphJson.Compact));
        }
    }

    private List<T> Read<T>(string searchId, Func<Entry, List<string>> list)
    {
        lock (_gate)
        {
            return [.. list(Of(searchId)).Select(Parse<T>)];
        }
    }

    private static T Parse<T>(string row) => JsonSerializer.Deserialize<T>(row, GlyphJson.Compact)!;

    private Entry Of(string searchId) => _searches.Find(e => string.Equals(e.Search.Id, searchId, StringComparison.Ordinal))
        ?? throw new StoreException($"There is no search {searchId}.");

    private sealed class Entry
    {
        public required Search Search { get; set; }

        public List<string> Trials { get; } = [];

        public List<string> Generations { get; } = [];

        public List<string> Journal { get; } = [];

        public List<string> Ideas { get; } = [];

        public List<string> Confirmations { get; } = [];
    }
}
