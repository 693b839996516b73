using System.Text;
using Glyph.Core.Trials;

namespace Glyph.Evaluation.Scoring;

/// <summary>The least number of characters to replace, drop or add to make one text of another, and which.</summary>
/// <remarks>
/// Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals", 1966. A script is read from the
/// dynamic program of Wagner and Fischer, JACM 21 (1974); where that would fill too much memory, the texts are cut in two first
/// as in Hirschberg, "A linear space algorithm for computing maximal common subsequences", CACM 18 (1975).
/// </remarks>
internal static class EditDistance
{
    private const long MostCells = 1 << 22; // 16 MiB

    /// <summary>The distance.</summary>
    public static int Of(ReadOnlySpan<Rune> truth, ReadOnlySpan<Rune> read) => BitParallelDistance.ToBeginnings(truth, read)[^1];

    /// <summary>The edits of one shortest script, from the end of the texts to their start.</summary>
    public static IEnumerable<(string Truth, string Read)> Script(Rune[] truth, Rune[] read) =>
        Edits<Rune>(truth, read).Select(edit => (edit.Truth < 0 ? "" : truth[edit.Truth].ToString(), edit.Read < 0 ? "" : read[edit.Read].ToString()));

    /// <summary>The edits of one shortest script by the symbols' indices, from the end to the start; -1 for what one side lacks.</summary>
    public static List<(int Truth, int Read)> Edits<T>(ReadOnlySpan<T> truth, ReadOnlySpan<T> read)
        where T : IEquatable<T>
    {
        var edits = new List<(int Truth, int Read)>();
        AddEdits(truth, read, 0, 0, edits);
        return edits;
    }

    /// <summary>Counts edits over many pairs of texts.</summary>
    /// <param name="pairs">Truths and answers.</param>
    /// <param name="count">How many confusions to give at most.</param>
    /// <returns>The most frequent first; of equals, in ordinal order.</returns>
    public static IReadOnlyList<Confusion> Confusions(IEnumerable<(Rune[] Truth, Rune[] Read)> pairs, int count) =>
        [.. pairs
            .SelectMany(pair => Script(pair.Truth, pair.Read))
            .GroupBy(edit => edit)
            .Select(group => new Confusion(group.Key.Truth, group.Key.Read, group.Count()))
            .OrderByDescending(confusion => confusion.Count)
            .ThenBy(confusion => confusion.Truth, StringComparer.Ordinal)
            .ThenBy(confusion => confusion.Read, StringComparer.Ordinal)
            .Take(count)];

    private static void AddEdits<T>(ReadOnlySpan<T> truth, ReadOnlySpan<T> read, int truthAt, int readAt, List<(int Truth, int Read)> edits)
        where T : IEquatable<T>
    {
        if (truth.Length < 2 || (truth.Length + 1L) * (read.Length + 1L) <= MostCells)
        {
            AddFromMatrix(truth, read, truthAt, readAt, edits);
            return;
        }

        var middle = truth.Length / 2;
        var cut = Cut(truth, read, middle);
        AddEdits(truth[middle..], read[cut..], truthAt + middle, readAt + cut, edits);
        AddEdits(truth[..middle], read[..cut], truthAt, readAt, edits);
    }

    /// <summary>Where a shortest script crosses the middle of the truth.</summary>
    private static int Cut<T>(ReadOnlySpan<T> truth, ReadOnlySpan<T> read, int middle)
        where T : IEquatable<T>
    {
        var first = BitParallelDistance.ToBeginnings(truth[..middle], read);
        var (backTruth, backRead) = (truth[middle..].ToArray(), read.ToArray());
        Array.Reverse(backTruth);
        Array.Reverse(backRead);
        var second = BitParallelDistance.ToBeginnings<T>(backTruth, backRead);
        var best = 0;
        for (var j = 1; j <= read.Length; j++)
        {
            best = first[j] + second[read.Length - j] < first[best] + second[read.Length - best] ? j : best;
        }

        return best;
    }

    private static void AddFromMatrix<T>(ReadOnlySpan<T> truth, ReadOnlySpan<T> read, int truthAt, int readAt, List<(int Truth, int Read)> edits)
        where T : IEquatable<T>
    {
        var costs = Fill(truth, read);
        var stride = read.Length + 1;
        var (i, j) = (truth.Length, read.Length);
        while (i > 0 || j > 0)
        {
            var cost = costs[(i * stride) + j];
            if (i > 0 && j > 0 && costs[((i - 1) * stride) + j - 1] + (truth[i - 1].Equals(read[j - 1]) ? 0 : 1) == cost)
            {
                i--;
                j--;
                if (!truth[i].Equals(read[j]))
                {
                    edits.Add((truthAt + i, readAt + j));
                }
            }
            else if (i > 0 && costs[((i - 1) * stride) + j] + 1 == cost)
            {
                i--;
                edits.Add((truthAt + i, -1));
            }
            else
            {
                j--;
                edits.Add((-1, readAt + j));
            }
        }
    }

    private static int[] Fill<T>(ReadOnlySpan<T> truth, ReadOnlySpan<T> read)
        where T : IEquatable<T>
    {
        var stride = read.Length + 1;
        var costs = new int[(truth.Length + 1) * stride];
        for (var j = 0; j <= read.Length; j++)
        {
            costs[j] = j;
        }

        for (var i = 1; i <= truth.Length; i++)
        {
            var row = i * stride;
            costs[row] = i;
            for (var j = 1; j <= read.Length; j++)
            {
                var replaced = costs[row - stride + j - 1] + (truth[i - 1].Equals(read[j - 1]) ? 0 : 1);
                costs[row + j] = Math.Min(replaced, Math.Min(costs[row - stride + j], costs[row + j - 1]) + 1);
            }
        }

        return costs;
    }
}
