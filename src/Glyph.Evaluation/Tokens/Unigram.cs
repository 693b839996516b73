using System.Text;

namespace Glyph.Evaluation.Tokens;

/// <summary>
/// A vocabulary of strings with the logarithms of their probabilities; a piece is cut so that their sum is largest. Kudo,
/// "Subword regularization", 2018; unknown characters as in Hugging Face's <c>Unigram</c> model.
/// </summary>
internal sealed class Unigram : IPieceCounter
{
    /// <summary>How much worse an unknown character is than the worst token.</summary>
    private const double UnknownPenalty = 10;

    private readonly Dictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> _scores;
    private readonly int _longest;
    private readonly double _unknownScore;
    private readonly bool _writesBytes;

    /// <summary>Creates the counter.</summary>
    /// <exception cref="FormatException">There is no token for what is unknown.</exception>
    public Unigram(IReadOnlyList<(string Token, double Score)> vocabulary, int? unknown, bool byteFallback)
    {
        if (unknown is not { } id || id < 0 || id >= vocabulary.Count)
        {
            throw new FormatException("its Unigram model has no 'unk_id' within its vocabulary");
        }

        var scores = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (token, score) in vocabulary)
        {
            scores.TryAdd(token, score);
        }

        _writesBytes = byteFallback && Enumerable.Range(0, 256).All(value => scores.ContainsKey($"<0x{value:X2}>"));
        _scores = scores.GetAlternateLookup<ReadOnlySpan<char>>();
        _longest = scores.Keys.Max(token => token.Length);
        _unknownScore = scores.Values.Min() - UnknownPenalty;
    }

    /// <inheritdoc/>
    public int Count(ReadOnlySpan<char> piece)
    {
        // best[i]: the score of the best cut of the first i characters; from[i]: where its last token begins.
        var best = new double[piece.Length + 1];
        var from = new int[piece.Length + 1];
        var isKnown = new bool[piece.Length + 1];
        Array.Fill(best, double.NegativeInfinity);
        best[0] = 0;
        for (var start = 0; start < piece.Length; start += RuneLength(piece, start))
        {
            var single = RuneLength(piece, start);
            var knowsSingle = false;
            for (var length = single; length <= Math.Min(_longest, piece.Length - start); length++)
            {
                if (_scores.TryGetValue(piece.Slice(start, length), out var score))
                {
                    knowsSingle |= length == single;
                    Offer(start, start + length, score, known: true);
                }
            }

            if (!knowsSingle)
            {
                Offer(start, start + single, _unknownScore, known: false);
            }
        }

        return Follow(piece, from, isKnown);

        void Offer(int start, int end, double score, bool known)
        {
            if (best[start] + score > best[end])
            {
                (best[end], from[end], isKnown[end]) = (best[start] + score, start, known);
            }
        }
    }

    private int Follow(ReadOnlySpan<char> piece, int[] from, bool[] isKnown)
    {
        var count = 0;
        var wasUnknown = false;
        for (var end = piece.Length; end > 0; end = from[end])
        {
            if (isKnown[end])
            {
                count++;
            }
            else if (_writesBytes)
            {
                count += Encoding.UTF8.GetByteCount(piece[from[end]..end]);
            }
            else if (!wasUnknown)
            {
                count++; // neighbouring unknown characters are one token
            }

            wasUnknown = !isKnown[end];
        }

        return count;
    }

    private static int RuneLength(ReadOnlySpan<char> piece, int start) =>
        char.IsHighSurrogate(piece[start]) && start + 1 < piece.Length && char.IsLowSurrogate(piece[start + 1]) ? 2 : 1;
}
