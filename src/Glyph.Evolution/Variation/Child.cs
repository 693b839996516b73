using Glyph.Core.Trials;
using Glyph.Evolution.Surrogate;

namespace Glyph.Evolution.Variation;

/// <summary>A candidate with its exact compression, which was free.</summary>
internal sealed class Child(Candidate candidate, double compression)
{
    public Candidate Candidate => candidate;

    public double Compression => compression;
}

/// <summary>A child with what is believed of its accuracy.</summary>
/// <param name="Child">The child.</param>
/// <param name="Features">What the model sees of it.</param>
/// <param name="Belief">Its accuracy on the error scale.</param>
internal sealed record HopefulChild(Child Child, Features Features, Belief Belief);
