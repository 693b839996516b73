using GeneticSharp;
using SearchGeneration = Glyph.Core.Searching.Generation;

namespace Glyph.Evolution.GeneticSharp;

/// <summary>
/// A search as the library's terminations see an algorithm. The library's own algorithm does not run it: that one has a single
/// objective and cannot be stopped and resumed.
/// </summary>
/// <param name="generations">All generations so far.</param>
internal sealed class SearchedAlgorithm(IReadOnlyList<SearchGeneration> generations) : IGeneticAlgorithm
{
    /// <summary>All generations so far, with their hypervolumes.</summary>
    public IReadOnlyList<SearchGeneration> Generations => generations;

    /// <inheritdoc/>
    public int GenerationsNumber => generations.Count;

    /// <summary>Null: a search has a front, and no best.</summary>
    public IChromosome? BestChromosome => null;

    /// <inheritdoc/>
    public TimeSpan TimeEvolving => generations.Count > 0 ? generations[^1].Elapsed : TimeSpan.Zero;
}
