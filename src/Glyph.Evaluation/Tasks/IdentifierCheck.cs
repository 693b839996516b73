using Glyph.Evaluation.Scoring;

namespace Glyph.Evaluation.Tasks;

/// <summary>
/// What became of a text's identifiers: the words in which one wrong character changes the meaning and no context gives it
/// away. A word is one, without the punctuation around it, if it holds three digits or more, or both letters and a digit and
/// four characters or more: <c>2024</c>, <c>1,250.00</c>, <c>INV-0042</c>, a UUID, most hexadecimal numbers.
/// </summary>
internal static class IdentifierCheck
{
    private const int LeastDigits = 3;
    private const int LeastMixed = 4;

    /// <summary>Signs of a reader that it could not read a word.</summary>
    private static readonly string[] Unreadable = ["[?]", "???", "\uFFFD", "[illegible]", "[unreadable]"];

    /// <summary>Counts identifiers, those that came back as something else, and those that did not come back.</summary>
    /// <param name="truth">The words that stand there.</param>
    /// <param name="read">The words that were read.</param>
    /// <param name="edits">What makes one of the other.</param>
    public static (int Ids, int Wrong, int Lost) Of(string[] truth, string[] read, List<(int Truth, int Read)> edits)
    {
        var replaced = edits.Where(edit => edit.Truth >= 0).ToDictionary(edit => edit.Truth, edit => edit.Read);
        var spare = edits.Where(edit => edit.Read >= 0).Select(edit => Core(read[edit.Read]))
            .GroupBy(word => word, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var (ids, wrong, lost) = (0, 0, 0);
        for (var i = 0; i < truth.Length; i++)
        {
            var id = Core(truth[i]);
            if (!IsIdentifier(id))
            {
                continue;
            }

            ids++;
            if (!replaced.TryGetValue(i, out var by) || IsElsewhere(id, by, read, spare))
            {
                continue;
            }

            if (by >= 0 && StandsFor(id, Core(read[by]), read[by]))
            {
                wrong++;
            }
            else
            {
                lost++;
            }
        }

        return (ids, wrong, lost);
    }

    /// <summary>Whether a word is an identifier, once the punctuation around it is gone.</summary>
    public static bool IsIdentifier(string core)
    {
        var digits = core.Count(char.IsAsciiDigit);
        return digits >= LeastDigits || (digits > 0 && core.Length >= LeastMixed && core.Any(char.IsAsciiLetter));
    }

    /// <summary>A word without the punctuation around it.</summary>
    private static string Core(string word)
    {
        var start = 0;
        var end = word.Length;
        while (start < end && !char.IsLetterOrDigit(word[start]))
        {
            start++;
        }

        while (end > start && !char.IsLetterOrDigit(word[end - 1]))
        {
            end--;
        }

        return word[start..end];
    }

    /// <summary>Whether it was read after all: broken in two by a line's end, or in another order.</summary>
    private static bool IsElsewhere(string id, int by, string[] read, Dictionary<string, int> spare)
    {
        if (by >= 0 && ((by + 1 < read.Length && string.Equals(id, Core(read[by] + read[by + 1]), StringComparison.Ordinal))
            || (by > 0 && string.Equals(id, Core(read[by - 1] + read[by]), StringComparison.Ordinal))))
        {
            return true;
        }

        if (spare.GetValueOrDefault(id) == 0)
        {
            return false;
        }

        spare[id]--;
        return true;
    }

    /// <summary>Whether what was read is taken for an identifier: it holds a digit, or half of the characters are right.</summary>
    private static bool StandsFor(string id, string core, string word) =>
        !Unreadable.Any(sign => word.Contains(sign, StringComparison.Ordinal))
        && (core.Any(char.IsAsciiDigit) || EditDistance.Of([.. id.EnumerateRunes()], [.. core.EnumerateRunes()]) * 2 <= id.Length);
}
