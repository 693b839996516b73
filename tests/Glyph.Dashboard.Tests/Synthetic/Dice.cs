namespace Glyph.Dashboard.Tests.Synthetic;

/// <summary>Seeded numbers (SplitMix64): a synthetic document is the same every time.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    public double Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    public int Below(int count) => (int)(Next() * count);

    public T Of<T>(params ReadOnlySpan<T> values) => values[Below(values.Length)];

    /// <summary>Roughly normal, with a standard deviation of 1.</summary>
    public double Bell() => (Next() + Next() + Next() + Next() - 2) * 1.73;
}
