using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Daemon.Events;
using Glyph.Daemon.Reporting;
using Glyph.Store;

namespace Glyph.Daemon.Serving;

/// <summary>Documents of searches for the dashboard: each trial is loaded once, and the newest document of a search is kept as it goes over the wire.</summary>
internal sealed class ReportCache(LiteDbSearchStore store, ReportBuilder builder, SearchCatalog catalog)
{
    private const int Kept = 4;

    private readonly Lock _gate = new();
    private readonly LinkedList<Entry> _entries = [];

    /// <summary>The document of a search.</summary>
    /// <returns>The number of the newest change that it holds, and its JSON.</returns>
    public (long Version, byte[] Json) Of(Search search)
    {
        var entry = EntryOf(search.Id);
        lock (entry)
        {
            var version = store.LastChange();
            if (entry.Json is { } kept && entry.Version == version)
            {
                return (version, kept);
            }

            var live = new LiveState { Priority = catalog.Find(search.Id)?.Priority ?? 0 };
            var document = builder.Document(store, store, search, new ReportOptions { Table = entry.Table, Live = live }) with { LastEvent = version };
            entry.Json = JsonSerializer.SerializeToUtf8Bytes(document, GlyphJson.Compact);
            entry.Version = version;
            return (version, entry.Json);
        }
    }

    /// <summary>Forgets a search that was removed.</summary>
    /// <param name="search">Its id.</param>
    public void Forget(string search)
    {
        lock (_gate)
        {
            if (_entries.FirstOrDefault(entry => string.Equals(entry.Search, search, StringComparison.Ordinal)) is { } entry)
            {
                _entries.Remove(entry);
            }
        }
    }

    private Entry EntryOf(string search)
    {
        lock (_gate)
        {
            for (var node = _entries.First; node is not null; node = node.Next)
            {
                if (string.Equals(node.Value.Search, search, StringComparison.Ordinal))
                {
                    _entries.Remove(node);
                    _entries.AddFirst(node);
                    return node.Value;
                }
            }

            var entry = new Entry(search);
            _entries.AddFirst(entry);
            while (_entries.Count > Kept)
            {
                _entries.RemoveLast();
            }

            return entry;
        }
    }

    private sealed class Entry(string search)
    {
        public string Search { get; } = search;

        public TrialTable Table { get; } = new();

        public long Version { get; set; } = -1;

        public byte[]? Json { get; set; }
    }
}
