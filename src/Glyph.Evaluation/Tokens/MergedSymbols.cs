using System.Buffers;
using System.Text;

namespace Glyph.Evaluation.Tokens;

/// <summary>
/// A vocabulary of strings with a list of merges, as Hugging Face's <c>BPE</c> model has it. A character that is not in the
/// vocabulary is its bytes where the file has tokens for them, otherwise the unknown token.
/// </summary>
internal sealed class MergedSymbols : IPieceCounter, IMergePairs
{
    private const int OnStack = 512;
    private const int Unknown = -1;

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _vocabulary;
    private readonly Dictionary<(int Left, int Right), (int Rank, int Merged)> _merges = [];
    private readonly HashSet<(int Left, int Right)> _joined = [];
    private readonly int[] _byteTokens;
    private readonly BpeOptions _options;

    /// <summary>Creates the counter.</summary>
    /// <exception cref="FormatException">A merge is not of two tokens that make a third.</exception>
    public MergedSymbols(Dictionary<string, int> vocabulary, IEnumerable<(string Left, string Right)> merges, BpeOptions options)
    {
        _vocabulary = vocabulary.GetAlternateLookup<ReadOnlySpan<char>>();
        _options = options;
        foreach (var (left, right) in merges)
        {
            if (!vocabulary.TryGetValue(left, out var a) || !vocabulary.TryGetValue(right, out var b) || !vocabulary.TryGetValue(left + right, out var both))
            {
                throw new FormatException($"its merge '{left} {right}' is not of two tokens that make a third");
            }

            _merges.TryAdd((a, b), (_merges.Count, both));
        }

        // Some files lack a few: Gemma's has line breaks as tokens instead of their byte.
        _byteTokens = [.. Enumerable.Range(0, 256).Select(value => options.ByteFallback ? vocabulary.GetValueOrDefault($"<0x{value:X2}>", Unknown) : Unknown)];
        foreach (var token in vocabulary.Keys)
        {
            NoteNeighbours(token);
        }
    }

    /// <inheritdoc/>
    public int Count(ReadOnlySpan<char> piece)
    {
        if (_options.IgnoreMerges && _vocabulary.ContainsKey(piece))
        {
            return 1;
        }

        var longest = Encoding.UTF8.GetByteCount(piece);
        var rented = longest > OnStack ? ArrayPool<int>.Shared.Rent(longest) : null;
        var symbols = rented ?? stackalloc int[OnStack];
        symbols = symbols[..Symbols(piece, symbols)];
        var count = 0;
        var start = 0;
        for (var i = 1; i <= symbols.Length; i++)
        {
            // No token has these two as neighbours, so no merge can reach across: what lies before is counted by itself.
            if (i == symbols.Length || !_joined.Contains((symbols[i - 1], symbols[i])))
            {
                count += Merging.Count(symbols[start..i], this);
                start = i;
            }
        }

        if (rented is not null)
        {
            ArrayPool<int>.Shared.Return(rented);
        }

        return count;
    }

    /// <inheritdoc/>
    public bool TryMerge(int left, int right, out int rank, out int merged)
    {
        var found = _merges.TryGetValue((left, right), out var result);
        (rank, merged) = result;
        return found;
    }

    private void NoteNeighbours(string token)
    {
        var last = -1;
        foreach (var rune in token.EnumerateRunes())
        {
            var symbol = Symbol(rune);
            if (last >= 0 && symbol >= 0)
            {
                _joined.Add((last, symbol));
            }

            last = symbol;
        }
    }

    private int Symbol(Rune rune)
    {
        Span<char> letters = stackalloc char[2];
        return _vocabulary.TryGetValue(letters[..rune.EncodeToUtf16(letters)], out var symbol) ? symbol : Unknown;
    }

    private bool TryWriteBytes(ReadOnlySpan<byte> utf8, Span<int> symbols)
    {
        for (var i = 0; i < utf8.Length; i++)
        {
            symbols[i] = _byteTokens[utf8[i]];
            if (symbols[i] == Unknown)
            {
                return false;
            }
        }

        return true;
    }

    private int Symbols(ReadOnlySpan<char> piece, Span<int> symbols)
    {
        Span<byte> utf8 = stackalloc byte[4];
        var count = 0;
        foreach (var rune in piece.EnumerateRunes())
        {
            var symbol = Symbol(rune);
            if (symbol >= 0)
            {
                symbols[count++] = symbol;
            }
            else if (TryWriteBytes(utf8[..rune.EncodeToUtf8(utf8)], symbols[count..]))
            {
                count += rune.Utf8SequenceLength;
            }
            else if (_options.HasUnknown && !(_options.FusesUnknown && count > 0 && symbols[count - 1] == Unknown))
            {
                symbols[count++] = Unknown;
            }
        }

        return count;
    }
}

/// <summary>What a <c>BPE</c> model says beside its vocabulary and merges.</summary>
/// <param name="ByteFallback">Whether an unknown character is written as its bytes.</param>
/// <param name="HasUnknown">Whether there is a token for what is unknown; without one it is left out.</param>
/// <param name="FusesUnknown">Whether neighbouring unknown characters are one token.</param>
/// <param name="IgnoreMerges">Whether a piece that is a token as a whole needs no merge.</param>
internal sealed record BpeOptions(bool ByteFallback, bool HasUnknown, bool FusesUnknown, bool IgnoreMerges);
