using Glyph.Core.Trials;

namespace Glyph.Evolution.Nsga2;

/// <summary>The binary tournament of NSGA-II: of two random survivors the one of better rank, then the less crowded.</summary>
internal static class Tournament
{
    /// <summary>Picks a parent from survivors that stand in the order of <see cref="Survivors"/>: the earlier of two wins.</summary>
    public static Trial Pick(IReadOnlyList<Trial> survivors, Random random) =>
        survivors[Math.Min(random.Next(survivors.Count), random.Next(survivors.Count))];
}
