using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Spending;
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

    /// <summary>What reading trials has cost so far; null where nothing is paid.</summary>
    public Func<Spend>? SpentOnTrials { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>How many candidates are read at once, at least 1.</summary>
    public int Parallelism { get; init; } = 1;
}
