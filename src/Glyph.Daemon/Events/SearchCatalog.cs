using System.Globalization;
using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Glyph.Daemon.Reporting;

namespace Glyph.Daemon.Events;

/// <summary>A list as it goes over the wire, with its version.</summary>
/// <param name="Version">The number of the newest change that it holds.</param>
/// <param name="Json">The list.</param>
internal sealed record CatalogPage(long Version, byte[] Json);

/// <summary>Where every search stands, kept up with the store's changes, so that a list is asked for a thousand times a second without reading anything.</summary>
internal sealed class SearchCatalog(ISearchStore store, ILedger ledger, ISearchQueue queue, IChangeLog log)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Known> _known = new(StringComparer.Ordinal);
    private long _version;
    private CatalogPage? _page;
    private bool _loaded;

    /// <summary>Every search, newest first.</summary>
    public CatalogPage All()
    {
        lock (_gate)
        {
            Load();
            return _page ??= new CatalogPage(_version, JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    Searches = _known.Values.Select(known => known.Info!).OrderByDescending(info => info.CreatedAt).ThenByDescending(info => info.Id, StringComparer.Ordinal),
                    LastEvent = _version,
                },
                GlyphJson.Compact));
        }
    }

    /// <summary>How many searches wait for their turn.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                Load();
                return _known.Values.Count(known => known.Info!.State is "queued");
            }
        }
    }

    /// <summary>Where a search stands, or null.</summary>
    public SearchInfo? Find(string searchId)
    {
        lock (_gate)
        {
            Load();
            return _known.GetValueOrDefault(searchId)?.Info;
        }
    }

    /// <summary>Takes changes in; those that are known already change nothing.</summary>
    public void Take(IReadOnlyList<StoreChange> changes)
    {
        lock (_gate)
        {
            Load();
            foreach (var group in changes.Where(change => change.Id > _version).GroupBy(change => change.Search, StringComparer.Ordinal))
            {
                Take(group.Key, [.. group]);
            }

            _version = Math.Max(_version, changes[^1].Id);
            _page = null;
        }
    }

    /// <summary>Takes in what the log has beyond what is known here.</summary>
    public void Catch()
    {
        while (true)
        {
            long version;
            lock (_gate)
            {
                Load();
                version = _version;
            }

            if (log.Changes(version, 256) is not { Count: > 0 } changes)
            {
                return;
            }

            Take(changes);
        }
    }

    private void Take(string searchId, List<StoreChange> changes)
    {
        if (changes.Exists(change => change.Kind == ChangeKind.Removal))
        {
            // Another may be there under its id already.
            _known.Remove(searchId);
        }

        if (store.Get(searchId) is not { } search)
        {
            _known.Remove(searchId);
            return;
        }

        var known = _known.GetValueOrDefault(searchId) ?? new Known(store.Points(searchId));
        var there = known.Numbers;
        foreach (var change in changes.Where(change => change.Kind == ChangeKind.Trial))
        {
            var number = int.Parse(change.Key, CultureInfo.InvariantCulture);
            if (!there.Contains(number) && store.Trial(searchId, number) is { } trial)
            {
                known.Add(TrialPoint.Of(trial));
            }
        }

        if (known.Info is null || changes.Exists(change => change.Kind == ChangeKind.Generation))
        {
            known.Generations = store.Generations(searchId);
        }

        Refresh(known, search);
        _known[searchId] = known;
    }

    private void Load()
    {
        if (_loaded)
        {
            return;
        }

        _loaded = true;
        _version = log.LastChange();
        foreach (var search in store.Searches())
        {
            var known = new Known(store.Points(search.Id)) { Generations = store.Generations(search.Id) };
            Refresh(known, search);
            _known[search.Id] = known;
        }
    }

    private void Refresh(Known known, Search search)
    {
        var entry = queue.Queue().FirstOrDefault(e => string.Equals(e.Search, search.Id, StringComparison.Ordinal));
        known.Info = SearchInfo.Of(
            search,
            known.Points,
            SearchInfo.ElapsedOf(known.Generations, known.Points),
            ledger.Spent(search.Id),
            ledger.Terms(search.Id).Prices?.Currency,
            new LiveState { Priority = entry?.Priority ?? 0 });
    }

    /// <summary>What is kept of a search: its points, a few dozen bytes each, not its texts.</summary>
    private sealed class Known
    {
        private readonly List<TrialPoint> _points;

        public Known(IReadOnlyList<TrialPoint> points)
        {
            _points = [.. points];
            Numbers = [.. points.Select(point => point.Number)];
        }

        public IReadOnlyList<TrialPoint> Points => _points;

        public HashSet<int> Numbers { get; }

        public IReadOnlyList<Generation> Generations { get; set; } = [];

        public SearchInfo? Info { get; set; }

        public void Add(TrialPoint point)
        {
            _points.Add(point);
            Numbers.Add(point.Number);
        }
    }
}
