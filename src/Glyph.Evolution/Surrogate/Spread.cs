namespace Glyph.Evolution.Surrogate;

/// <summary>Some of many, evenly.</summary>
internal static class Spread
{
    /// <summary>All of a list, or its first and others evenly spaced up to its last.</summary>
    public static IReadOnlyList<T> Over<T>(IReadOnlyList<T> list, int count) => list.Count <= count
        ? list
        : [.. Enumerable.Range(0, count).Select(i => list[(int)((long)i * (list.Count - 1) / (count - 1))])];
}
