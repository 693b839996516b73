using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Stores;
using Glyph.Core.Trials;

namespace Glyph.Testing;

/// <summary>A store that forgets when its process ends. It keeps the contract, as <see cref="SearchStoreContract"/> checks.</summary>
public sealed class InMemorySearchStore : ISearchStore
{
    private readonly Lock _gate = new();
    private readonly List<Contents> _searches = [];

    public string Location => "memory";

    public void Create(Search search)
    {
        lock (_gate)
        {
            if (_searches.Exists(c => string.Equals(c.Search.Id, search.Id, StringComparison.Ordinal)))
            {
                throw new StoreException($"{Location}: there is a search {search.Id} already");
            }

            _searches.Add(new Contents { Search = search });
        }
    }

    public void SetState(string searchId, SearchState state, string? stopReason)
    {
        lock (_gate)
        {
            var contents = Of(searchId);
            contents.Search = contents.Search with { State = state, StopReason = stopReason };
        }
    }

    public IReadOnlyList<Search> Searches()
    {
        lock (_gate)
        {
            return [.. _searches.Select(c => c.Search).Reverse().OrderByDescending(s => s.CreatedAt)];
        }
    }

    public Search? Find(string? idOrPrefix)
    {
        var all = Searches();
        return SearchIds.Choose(all.Select(s => s.Id), idOrPrefix) is { } id ? all.Single(s => string.Equals(s.Id, id, StringComparison.Ordinal)) : null;
    }

    public Search? Get(string id) => Searches().FirstOrDefault(s => string.Equals(s.Id, id, StringComparison.Ordinal));

    public void Append(string searchId, Trial trial) =>
        Add(searchId, c => c.Trials, trial, t => t.Number == trial.Number, $"trial {trial.Number}");

    public IReadOnlyList<Trial> Trials(string searchId) => [.. Read(searchId, c => c.Trials).OrderBy(t => t.Number)];

    public IReadOnlyList<TrialPoint> Points(string searchId) => [.. Trials(searchId).Select(TrialPoint.Of)];

    public Trial? Trial(string searchId, int number) => Read(searchId, c => c.Trials).Find(t => t.Number == number);

    public void Append(string searchId, Generation generation) =>
        Add(searchId, c => c.Generations, generation, g => g.Number == generation.Number, $"generation {generation.Number}");

    public IReadOnlyList<Generation> Generations(string searchId) => [.. Read(searchId, c => c.Generations).OrderBy(g => g.Number)];

    public void Append(string searchId, JournalEntry entry) =>
        Add(searchId, c => c.Journal, entry, e => string.Equals(e.Id, entry.Id, StringComparison.Ordinal), $"journal entry {entry.Id}");

    public IReadOnlyList<JournalEntry> Journal(string searchId) => Read(searchId, c => c.Journal);

    public void Append(string searchId, IdeaOutcome outcome) =>
        Add(searchId, c => c.Ideas, outcome, i => i.Index == outcome.Index && string.Equals(i.Journal, outcome.Journal, StringComparison.Ordinal));

    public IReadOnlyList<IdeaOutcome> Ideas(string searchId) => Read(searchId, c => c.Ideas);

    public void Append(string searchId, Confirmation confirmation) =>
        Add(searchId, c => c.Confirmations, confirmation, c => c.Trial == confirmation.Trial && c.Plan == confirmation.Plan);

    public IReadOnlyList<Confirmation> Confirmations(string searchId) => Read(searchId, c => c.Confirmations);

    public void Dispose()
    {
    }

    /// <summary>Adds a record; one that is there already is an error where the record has a name, and else is kept.</summary>
    private void Add<T>(string searchId, Func<Contents, List<T>> list, T record, Predicate<T> same, string? name = null)
    {
        lock (_gate)
        {
            var records = list(Of(searchId));
            if (!records.Exists(same))
            {
                records.Add(record);
            }
            else if (name is not null)
            {
                throw new StoreException($"{Location}: search {searchId} has a {name} already");
            }
        }
    }

    private List<T> Read<T>(string searchId, Func<Contents, List<T>> list)
    {
        lock (_gate)
        {
            return _searches.Find(c => string.Equals(c.Search.Id, searchId, StringComparison.Ordinal)) is { } contents ? [.. list(contents)] : [];
        }
    }

    private Contents Of(string searchId) =>
        _searches.Find(c => string.Equals(c.Search.Id, searchId, StringComparison.Ordinal))
        ?? throw new StoreException($"{Location}: there is no search {searchId}");

    private sealed class Contents
    {
        public required Search Search { get; set; }

        public List<Trial> Trials { get; } = [];

        public List<Generation> Generations { get; } = [];

        public List<JournalEntry> Journal { get; } = [];

        public List<IdeaOutcome> Ideas { get; } = [];

        public List<Confirmation> Confirmations { get; } = [];
    }
}
