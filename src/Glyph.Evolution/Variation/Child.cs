using Glyph.Core.Trials;

namespace Glyph.Evolution.Variation;

/// <summary>A candidate with its exact compression, which was free.</summary>
internal sealed class Child(Candidate candidate, double compression)
{
    public Candidate Candidate => candidate;

    public double Compression => compression;
}
