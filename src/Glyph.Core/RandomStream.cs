using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Glyph.Core;

/// <summary>
/// A seeded random stream, named by what it is for. The same seed and name give the same numbers on every machine and
/// .NET version, so a search's random state is its seed and where it stands: nothing else needs a checkpoint.
/// </summary>
/// <remarks>xoshiro256**, Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47 (2021).</remarks>
public sealed class RandomStream : Random
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Creates the stream of a seed and a purpose.</summary>
    /// <param name="seed">The search's seed.</param>
    /// <param name="purpose">What the numbers are for, such as <c>generation/3</c>; other purposes get independent numbers.</param>
    public RandomStream(long seed, string purpose)
    {
        Span<byte> state = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"glyph/{seed}/{purpose}")), state);
        _s0 = BitConverter.ToUInt64(state);
        _s1 = BitConverter.ToUInt64(state[8..]);
        _s2 = BitConverter.ToUInt64(state[16..]);
        _s3 = BitConverter.ToUInt64(state[24..]);
    }

    /// <inheritdoc/>
    public override double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <inheritdoc/>
    protected override double Sample() => NextDouble();

    /// <inheritdoc/>
    public override int Next() => Next(int.MaxValue);

    /// <inheritdoc/>
    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (int)(NextDouble() * maxValue);
    }

    /// <inheritdoc/>
    public override int Next(int minValue, int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return (int)(minValue + (long)(NextDouble() * ((long)maxValue - minValue)));
    }

    /// <inheritdoc/>
    public override long NextInt64() => (long)(NextBits() >> 1);

    /// <inheritdoc/>
    public override void NextBytes(byte[] buffer) => NextBytes(buffer.AsSpan());

    /// <inheritdoc/>
    public override void NextBytes(Span<byte> buffer)
    {
        foreach (ref var b in buffer)
        {
            b = (byte)(NextBits() >> 56);
        }
    }

    private ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }
}
