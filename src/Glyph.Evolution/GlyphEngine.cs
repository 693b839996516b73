using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Evolution.Loop;
using Glyph.Evolution.Surrogate;

namespace Glyph.Evolution;

/// <summary>The engine that Glyph ships: several proposers under a bandit, and NSGA-II's choice of who survives.</summary>
/// <param name="proposers">Who proposes.</param>
public sealed class GlyphEngine(IReadOnlyList<IProposer> proposers) : ISearchEngine
{
    /// <inheritdoc/>
    public string Name => "glyph";

    /// <inheritdoc/>
    public IReadOnlyList<IProposer> Proposers => proposers;

    /// <summary>Most go to the surrogate, which needs the fewest (docs/optimizers.md), and some to language models; the others begin at their floor.</summary>
    public IReadOnlyList<double> FirstShares => [.. Proposers.Select(p => p switch
    {
        SurrogateProposer => 3.0,
        ISpendingProposer => 1,
        _ => 0,
    })];

    /// <inheritdoc/>
    public IReadOnlyList<TrialPoint> Survivors(IReadOnlyList<TrialPoint> trials, int count) => Nsga2.Survivors.Select(trials, count);

    /// <inheritdoc/>
    public bool HasConverged(IReadOnlyList<Generation> generations, int stagnant) => StopRules.Stagnant(generations) >= stagnant;
}
