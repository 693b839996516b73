using GeneticSharp;
using Glyph.Core;

namespace Glyph.Evolution.GeneticSharp;

/// <summary>
/// The library's random numbers, which it asks of one static provider, drawn from the stream of the search that asks: each
/// search sets its own for the time that it calls the library, so that searches beside each other do not disturb one another.
/// Whoever else in the process uses the library gets what was set before.
/// </summary>
internal sealed class SeededRandomization : RandomizationBase
{
    private static readonly AsyncLocal<RandomStream?> Scope = new();
    private static readonly Lock Installing = new();

    private readonly IRandomization _outside;

    private SeededRandomization(IRandomization outside) => _outside = outside;

    /// <summary>The stream of the search that asks.</summary>
    /// <exception cref="InvalidOperationException">No search has set one.</exception>
    public static RandomStream Stream => Scope.Value ?? throw new InvalidOperationException("GeneticSharp's operators need a stream of random numbers; see SeededRandomization.Use.");

    /// <summary>Lets the library draw from a stream until the result is disposed, in this flow of control only.</summary>
    /// <param name="stream">The search's own stream.</param>
    public static IDisposable Use(RandomStream stream)
    {
        lock (Installing)
        {
            if (RandomizationProvider.Current is not SeededRandomization)
            {
                RandomizationProvider.Current = new SeededRandomization(RandomizationProvider.Current);
            }
        }

        var before = Scope.Value;
        Scope.Value = stream;
        return new Restoring(before);
    }

    /// <inheritdoc/>
    public override int GetInt(int min, int max) => Scope.Value?.Next(min, max) ?? _outside.GetInt(min, max);

    /// <inheritdoc/>
    public override float GetFloat() => Scope.Value?.NextSingle() ?? _outside.GetFloat();

    /// <inheritdoc/>
    public override double GetDouble() => Scope.Value?.NextDouble() ?? _outside.GetDouble();

    private sealed class Restoring(RandomStream? before) : IDisposable
    {
        public void Dispose() => Scope.Value = before;
    }
}
