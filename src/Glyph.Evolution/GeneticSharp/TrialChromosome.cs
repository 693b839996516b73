using GeneticSharp;
using Glyph.Core.Trials;

namespace Glyph.Evolution.GeneticSharp;

/// <summary>
/// A trial by its numbers, which is all that reinsertion looks at, so that a hundred thousand need not be loaded. Its two genes
/// are its objectives, 0 where nothing was read; nothing varies them.
/// </summary>
internal sealed class TrialChromosome : ChromosomeBase
{
    /// <summary>Creates the chromosome of a trial.</summary>
    public TrialChromosome(TrialPoint point)
        : base(2)
    {
        Point = point;
        CreateGenes();
    }

    /// <summary>The trial.</summary>
    public TrialPoint Point { get; }

    /// <inheritdoc/>
    public override Gene GenerateGene(int geneIndex) => new(geneIndex == 0 ? Point.Objectives?.Accuracy ?? 0 : Point.Objectives?.Compression ?? 0);

    /// <inheritdoc/>
    public override IChromosome CreateNew() => new TrialChromosome(Point);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TrialChromosome other && Point.Number == other.Point.Number;

    /// <inheritdoc/>
    public override int GetHashCode() => Point.Number;
}
