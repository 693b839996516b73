using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Stores;
using Glyph.Core.Trials;

namespace Glyph.Evolution;

/// <summary>What a search is run with.</summary>
public sealed record SearchParts
{
    /// <summary>Where trials are kept.</summary>
    public required ISearchStore Store { get; init; }

    /// <summary>Who costs and reads candidates.</summary>
    public required IEvaluator Evaluator { get; init; }

    /// <summary>The space of the search's own <see cref="SearchRequest.SpaceJson"/>.</summary>
    public required SearchSpace Space { get; init; }

    /// <summary>The edge of the target's token cell in pixels.</summary>
    public required int PixelGrid { get; init; }

    /// <summary>How it evolves.</summary>
    public required ISearchEngine Engine { get; init; }

    /// <summary>Seed candidates of generation 0; the first is the mark to beat, and becomes trial 1.</summary>
    public required IReadOnlyList<Candidate> Marks { get; init; }

    /// <summary>What earlier searches read, for proposers to learn from; empty without a warm start.</summary>
    public IReadOnlyList<EarlierTrial> Earlier { get; init; } = [];

    /// <summary>What reading a trial cost, by the tokens that the server told; null where nothing is paid.</summary>
    public Func<TokenCheck, decimal>? Price { get; init; }

    /// <summary>How long readings may still take to end once the search is cancelled. Default 6 s: a second more than a paid answer is waited for.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>How many candidates are read at once, at least 1.</summary>
    public int Parallelism { get; init; } = 1;
}
