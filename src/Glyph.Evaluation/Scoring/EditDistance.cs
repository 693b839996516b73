using System.Text;
using Glyph.Core.Trials;

namespace Glyph.Evaluation.Scoring;

/// <summary>The least number of characters to replace, drop or add to make one text of another, and which.</summary>
/// <remarks>
/// Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals", 1966, by the dynamic program of
/// Wagner and Fischer, JACM 21 (1974).
/// </remarks>
internal static class EditDistance
{
    /// <summary>The distance.</summary>
    public static int Of(ReadOnlySpan<Rune> truth, ReadOnlySpan<Rune> read) => Fill(truth, read)[^1];

    /// <summary>The edits of one shortest script, from the end of the texts to their start.</summary>
    public static IEnumerable<(string Truth, string Read)> Script(Rune[] truth, Rune[] read)
    {
        var costs = Fill(truth, read);
        var stride = read.Length + 1;
        var (i, j) = (truth.Length, read.Length);
        while (i > 0 || j > 0)
        {
            var cost = costs[(i * stride) + j];
            if (i > 0 && j > 0 && costs[((i - 1) * stride) + j - 1] + (truth[i - 1] == read[j - 1] ? 0 : 1) == cost)
            {
                i--;
                j--;
                if (truth[i] != read[j])
                {
                    yield return (truth[i].ToString(), read[j].ToString());
                }
            }
            else if (i > 0 && costs[((i - 1) * stride) + j] + 1 == cost)
            {
                i--;
                yield return (truth[i].ToString(), "");
            }
            else
            {
                j--;
                yield return ("", read[j].ToString());
            }
        }
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

    private static int[] Fill(ReadOnlySpan<Rune> truth, ReadOnlySpan<Rune> read)
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
                var replaced = costs[row - stride + j - 1] + (truth[i - 1] == read[j - 1] ? 0 : 1);
                costs[row + j] = Math.Min(replaced, Math.Min(costs[row - stride + j], costs[row + j - 1]) + 1);
            }
        }

        return costs;
    }
}
