using System.Runtime.InteropServices;

namespace Glyph.Evaluation.Scoring;

/// <summary>
/// The edit distance between a text and every beginning of another, 64 rows of the dynamic program at a time.
/// </summary>
/// <remarks>
/// Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic programming", JACM 46 (1999), in blocks,
/// with a first row that counts up, as Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances",
/// Nordic Journal of Computing 10 (2003).
/// </remarks>
internal static class BitParallelDistance
{
    private const int Bits = 64;

    /// <summary>The distances between a text and the other's first 0, 1, ... all symbols.</summary>
    public static int[] ToBeginnings<T>(ReadOnlySpan<T> text, ReadOnlySpan<T> other)
        where T : IEquatable<T>
    {
        var distances = new int[other.Length + 1];
        distances[0] = text.Length;
        if (text.Length == 0)
        {
            for (var j = 1; j <= other.Length; j++)
            {
                distances[j] = j;
            }

            return distances;
        }

        var places = Places(text);
        var blocks = BlocksOf(text);
        var up = new ulong[blocks]; // where a cell is one more than the one above
        var down = new ulong[blocks]; // where it is one less
        Array.Fill(up, ulong.MaxValue);
        var nowhere = new ulong[blocks];
        for (var j = 0; j < other.Length; j++)
        {
            distances[j + 1] = distances[j] + Step(places.GetValueOrDefault(other[j]) ?? nowhere, up, down, (text.Length - 1) % Bits);
        }

        return distances;
    }

    /// <summary>One column: by how much its last cell differs from the last column's.</summary>
    private static int Step(ulong[] matches, ulong[] up, ulong[] down, int lastBit)
    {
        var carry = 1; // the first row counts up
        for (var b = 0; b < matches.Length; b++)
        {
            var (match, plus, minus) = (matches[b], up[b], down[b]);
            var vertical = match | minus;
            match |= carry < 0 ? 1UL : 0;
            var horizontal = (((match & plus) + plus) ^ plus) | match;
            var right = minus | ~(horizontal | plus);
            var left = plus & horizontal;
            var last = 1UL << (b == matches.Length - 1 ? lastBit : Bits - 1);
            var next = (right & last) != 0 ? 1 : (left & last) != 0 ? -1 : 0;
            right = (right << 1) | (carry > 0 ? 1UL : 0);
            left = (left << 1) | (carry < 0 ? 1UL : 0);
            up[b] = left | ~(vertical | right);
            down[b] = right & vertical;
            carry = next;
        }

        return carry;
    }

    private static int BlocksOf<T>(ReadOnlySpan<T> text) => (text.Length + Bits - 1) / Bits;

    /// <summary>By symbol, a bit for each place where it stands.</summary>
    private static Dictionary<T, ulong[]> Places<T>(ReadOnlySpan<T> text)
        where T : IEquatable<T>
    {
        var places = new Dictionary<T, ulong[]>();
        for (var i = 0; i < text.Length; i++)
        {
            ref var bits = ref CollectionsMarshal.GetValueRefOrAddDefault(places, text[i], out _);
            bits ??= new ulong[BlocksOf(text)];
            bits[i / Bits] |= 1UL << (i % Bits);
        }

        return places;
    }
}
