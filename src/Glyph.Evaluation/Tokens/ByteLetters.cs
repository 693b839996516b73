using System.Buffers;
using System.Text;
using Glyph.Core;

namespace Glyph.Evaluation.Tokens;

/// <summary>Writes the bytes of a piece as the letters of <see cref="ByteAlphabet"/> before it is counted: byte-level BPE.</summary>
internal sealed class ByteLetters(IPieceCounter counter) : IPieceCounter
{
    private const int OnStack = 512;

    /// <inheritdoc/>
    public int Count(ReadOnlySpan<char> piece)
    {
        var length = Encoding.UTF8.GetByteCount(piece);
        var rentedBytes = length > OnStack ? ArrayPool<byte>.Shared.Rent(length) : null;
        var rentedLetters = length > OnStack ? ArrayPool<char>.Shared.Rent(length) : null;
        var bytes = (rentedBytes ?? stackalloc byte[OnStack])[..length];
        var letters = (rentedLetters ?? stackalloc char[OnStack])[..length];
        Encoding.UTF8.GetBytes(piece, bytes);
        for (var i = 0; i < length; i++)
        {
            letters[i] = ByteAlphabet.Letter(bytes[i]);
        }

        var count = counter.Count(letters);
        if (rentedBytes is not null)
        {
            ArrayPool<byte>.Shared.Return(rentedBytes);
            ArrayPool<char>.Shared.Return(rentedLetters!);
        }

        return count;
    }
}
