using System.Collections.Concurrent;
using System.Diagnostics;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Costs;
using Glyph.Core.Searching;

namespace Glyph.Evolution.Loop;

/// <summary>What a config costs over the search texts, or why it cannot be laid out; each computed once while it is kept. Safe for concurrent use.</summary>
internal sealed class CostBook(IEvaluator evaluator)
{
    /// <summary>Entries kept at most between generations, so that a long search stays small.</summary>
    private const int MostKept = 20_000;

    private readonly ConcurrentDictionary<string, Lazy<Entry>> _entries = new(StringComparer.Ordinal);

    public Entry Of(RenderConfig config) => _entries.GetOrAdd(config.Hash(), _ => new Lazy<Entry>(() => Compute(config))).Value;

    /// <summary>Forgets all when it is much; between generations, for within one a cost is asked for again.</summary>
    public void Trim()
    {
        if (_entries.Count > MostKept)
        {
            _entries.Clear();
        }
    }

    private Entry Compute(RenderConfig config)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var cost = evaluator.Cost(config, CorpusSplit.Search);
            return new Entry(cost, null, Stopwatch.GetElapsedTime(started));
        }
        catch (GlyphException e)
        {
            return new Entry(null, e.Message, Stopwatch.GetElapsedTime(started));
        }
    }

    /// <summary>A cost, or the error instead of one, and how long layout took.</summary>
    internal sealed record Entry(CostReport? Cost, string? Error, TimeSpan Duration);
}
