namespace Glyph.Evaluation.Tokens;

/// <summary>
/// Merges the symbols of a piece until none merge: always the pair of the lowest rank, the leftmost of equal ones. A queue
/// keeps a piece of any length at n log n.
/// </summary>
internal static class Merging
{
    /// <summary>Up to this length looking through all pairs each time is faster than a queue.</summary>
    private const int Short = 32;

    private const int None = -1;

    /// <summary>How many symbols are left; the span is overwritten.</summary>
    public static int Count<TPairs>(Span<int> symbols, TPairs pairs)
        where TPairs : IMergePairs => symbols.Length <= Short ? Scan(symbols, pairs) : Queue(symbols, pairs);

    private static int Scan<TPairs>(Span<int> symbols, TPairs pairs)
        where TPairs : IMergePairs
    {
        while (symbols.Length > 1)
        {
            var place = None;
            var lowest = int.MaxValue;
            var result = 0;
            for (var i = 0; i + 1 < symbols.Length; i++)
            {
                if (pairs.TryMerge(symbols[i], symbols[i + 1], out var rank, out var merged) && rank < lowest)
                {
                    (place, lowest, result) = (i, rank, merged);
                }
            }

            if (place == None)
            {
                break;
            }

            symbols[place] = result;
            symbols[(place + 2)..].CopyTo(symbols[(place + 1)..]);
            symbols = symbols[..^1];
        }

        return symbols.Length;
    }

    private static int Queue<TPairs>(Span<int> symbols, TPairs pairs)
        where TPairs : IMergePairs
    {
        // A symbol that was merged into its left neighbour becomes None. What the queue holds of it is stale by then.
        var count = symbols.Length;
        var next = new int[count];
        var previous = new int[count];
        var queue = new PriorityQueue<(int Place, int Left, int Right, int Merged), long>();
        for (var i = 0; i < count; i++)
        {
            (previous[i], next[i]) = (i - 1, i + 1 < count ? i + 1 : None);
        }

        for (var i = 0; i + 1 < count; i++)
        {
            Offer(symbols, i, i + 1);
        }

        while (queue.TryDequeue(out var pair, out _))
        {
            var right = next[pair.Place];
            if (right == None || symbols[pair.Place] != pair.Left || symbols[right] != pair.Right)
            {
                continue;
            }

            symbols[pair.Place] = pair.Merged;
            symbols[right] = None;
            next[pair.Place] = next[right];
            count--;
            if (next[pair.Place] != None)
            {
                previous[next[pair.Place]] = pair.Place;
                Offer(symbols, pair.Place, next[pair.Place]);
            }

            if (previous[pair.Place] != None)
            {
                Offer(symbols, previous[pair.Place], pair.Place);
            }
        }

        return count;

        void Offer(Span<int> all, int left, int right)
        {
            if (pairs.TryMerge(all[left], all[right], out var rank, out var merged))
            {
                queue.Enqueue((left, all[left], all[right], merged), ((long)rank << 32) | (uint)left);
            }
        }
    }
}
