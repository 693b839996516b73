using Glyph.Core.Trials;

namespace Glyph.Evolution.Loop;

/// <summary>Where a search stands between two generations: what the next one begins from.</summary>
/// <param name="History">All trials of the generations before.</param>
/// <param name="Survivors">Those that survive, best first.</param>
/// <param name="Front">Their front, by falling accuracy.</param>
/// <param name="Evaluations">How many of them count against the budget.</param>
internal sealed record Standing(ITrialHistory History, IReadOnlyList<TrialPoint> Survivors, IReadOnlyList<TrialPoint> Front, int Evaluations)
{
    /// <summary>The standing after some trials.</summary>
    /// <param name="history">The trials.</param>
    /// <param name="engine">Who says what survives.</param>
    /// <param name="population">How many may.</param>
    public static Standing Of(ITrialHistory history, ISearchEngine engine, int population) => new(
        history,
        engine.Survivors(history.Points, population),
        ParetoFront.Of(history.Points),
        history.Points.Count(t => t.IsEvaluation));

    /// <summary>The trials that an earlier standing lacks, by number.</summary>
    public IReadOnlyList<TrialPoint> Since(Standing earlier)
    {
        var (first, points) = (earlier.History.Points.Count, History.Points);
        return [.. Enumerable.Range(first, points.Count - first).Select(i => points[i])];
    }
}
