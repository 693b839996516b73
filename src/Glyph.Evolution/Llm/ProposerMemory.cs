using Glyph.Core.Searching;
using Glyph.Core.Stores;

namespace Glyph.Evolution.Llm;

/// <summary>What is remembered of an exchange; the prompt and the answer stay in the store.</summary>
internal sealed record Exchange(string Id, int Generation, bool IsFailure, bool IsCapped)
{
    public static Exchange Of(JournalEntry entry) => new(entry.Id, entry.Generation, entry.Error is not null && !entry.IsCapped, entry.IsCapped);
}

/// <summary>What a proposer asked so far in a search, and what became of its ideas: read from the store once a run, for a journal grows large.</summary>
internal sealed class ProposerMemory
{
    private readonly SortedDictionary<int, Exchange> _exchanges = [];
    private readonly HashSet<(string Journal, int Index)> _known = [];
    private readonly List<IdeaOutcome> _ideas = [];

    public ProposerMemory(ISearchStore store, string searchId, string proposer)
    {
        Target = store.Get(searchId)?.Request.Target ?? "";
        foreach (var entry in store.Journal(searchId).Where(e => string.Equals(e.Proposer, proposer, StringComparison.Ordinal)))
        {
            Add(entry);
        }

        foreach (var outcome in store.Ideas(searchId))
        {
            Add(outcome);
        }
    }

    /// <summary>The target of the search.</summary>
    public string Target { get; }

    /// <summary>The exchanges of the generations before one, in their order.</summary>
    public List<Exchange> Before(int generation) => [.. _exchanges.Values.TakeWhile(e => e.Generation < generation)];

    /// <summary>What became of the ideas of those.</summary>
    public IReadOnlyList<IdeaOutcome> IdeasBefore(int generation)
    {
        var earlier = Before(generation).Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        return [.. _ideas.Where(o => earlier.Contains(o.Journal))];
    }

    /// <summary>Remembers an exchange.</summary>
    public void Add(JournalEntry entry) => _exchanges[entry.Generation] = Exchange.Of(entry);

    /// <summary>Remembers what became of an idea; the first time counts, as in the store.</summary>
    public void Add(IdeaOutcome outcome)
    {
        if (_known.Add((outcome.Journal, outcome.Index)))
        {
            _ideas.Add(outcome);
        }
    }
}
