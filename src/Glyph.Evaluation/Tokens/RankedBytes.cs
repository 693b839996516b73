using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Glyph.Evaluation.Tokens;

/// <summary>
/// A vocabulary of byte strings whose ranks are the order of merging, as tiktoken has it: two neighbours merge when both
/// together are in the vocabulary, and a piece that is there as a whole is one token.
/// </summary>
internal sealed class RankedBytes : IPieceCounter, IMergePairs
{
    private const int OnStack = 512;

    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _ranks;
    private readonly Dictionary<int, byte[]> _bytes;
    private readonly int[] _single = new int[256];

    /// <summary>Creates the counter.</summary>
    /// <exception cref="FormatException">A single byte is not in the vocabulary, so that not every text could be counted.</exception>
    public RankedBytes(IEnumerable<(byte[] Token, int Rank)> vocabulary)
    {
        var ranks = new Dictionary<byte[], int>(new ByteComparer());
        foreach (var (token, rank) in vocabulary)
        {
            ranks[token] = rank;
        }

        _ranks = ranks.GetAlternateLookup<ReadOnlySpan<byte>>();
        _bytes = ranks.ToDictionary(pair => pair.Value, pair => pair.Key);
        for (var value = 0; value < _single.Length; value++)
        {
            _single[value] = _ranks.TryGetValue([(byte)value], out var rank)
                ? rank
                : throw new FormatException($"its vocabulary lacks the byte {value}");
        }
    }

    /// <summary>Reads lines of a token in base64 and its rank; without a rank it is the place of the token.</summary>
    /// <exception cref="FormatException">A line is not of that form.</exception>
    public static RankedBytes Read(TextReader lines)
    {
        var vocabulary = new List<(byte[], int)>();
        while (lines.ReadLine() is { } line)
        {
            var parts = line.Split(' ');
            if (line.Length == 0 || parts[0] is "Capacity:")
            {
                continue;
            }

            var rank = vocabulary.Count;
            if (parts.Length > 2 || (parts.Length == 2 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out rank)))
            {
                throw new FormatException($"the line '{line}' is not a token in base64 and its rank");
            }

            vocabulary.Add((Convert.FromBase64String(parts[0]), rank));
        }

        return new RankedBytes(vocabulary);
    }

    /// <inheritdoc/>
    public int Count(ReadOnlySpan<char> piece)
    {
        var length = Encoding.UTF8.GetByteCount(piece);
        var rentedBytes = length > OnStack ? ArrayPool<byte>.Shared.Rent(length) : null;
        var rentedSymbols = length > OnStack ? ArrayPool<int>.Shared.Rent(length) : null;
        var bytes = (rentedBytes ?? stackalloc byte[OnStack])[..length];
        var symbols = (rentedSymbols ?? stackalloc int[OnStack])[..length];
        Encoding.UTF8.GetBytes(piece, bytes);
        var count = 1;
        if (!_ranks.ContainsKey(bytes))
        {
            for (var i = 0; i < length; i++)
            {
                symbols[i] = _single[bytes[i]];
            }

            count = Merging.Count(symbols, this);
        }

        if (rentedBytes is not null)
        {
            ArrayPool<byte>.Shared.Return(rentedBytes);
            ArrayPool<int>.Shared.Return(rentedSymbols!);
        }

        return count;
    }

    /// <inheritdoc/>
    public bool TryMerge(int left, int right, out int rank, out int merged)
    {
        var a = _bytes[left];
        var b = _bytes[right];
        var length = a.Length + b.Length;
        var both = length <= OnStack ? stackalloc byte[OnStack] : new byte[length];
        a.CopyTo(both);
        b.CopyTo(both[a.Length..]);
        var found = _ranks.TryGetValue(both[..length], out rank);
        merged = rank;
        return found;
    }

    private sealed class ByteComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
