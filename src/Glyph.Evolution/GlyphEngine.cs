using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Evolution.Loop;

namespace Glyph.Evolution;

/// <summary>The engine that Glyph ships: several proposers under a bandit, and NSGA-II's choice of who survives.</summary>
/// <param name="proposers">Who proposes.</param>
public sealed class GlyphEngine(IReadOnlyList<IProposer> proposers) : ISearchEngine
{
    /// <inheritdoc/>
    public string Name => "glyph";

    /// <inheritdoc/>
    public IReadOnlyList<IProposer> Proposers => proposers;

    /// <inheritdoc/>
    public IReadOnlyList<TrialPoint> Survivors(IReadOnlyList<TrialPoint> trials, int count) => Nsga2.Survivors.Select(trials, count);

    /// <inheritdoc/>
    public bool HasConverged(IReadOnlyList<Generation> generations, int stagnant) => StopRules.Stagnant(generations) >= stagnant;
}
