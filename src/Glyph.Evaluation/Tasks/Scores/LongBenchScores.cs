using System.Text.RegularExpressions;

namespace Glyph.Evaluation.Tasks.Scores;

/// <summary>The scores that LongBench alone uses (THUDM/LongBench, <c>metrics.py</c>), with its habits.</summary>
internal static partial class LongBenchScores
{
    /// <summary>
    /// <c>classification_score</c>: 1 over the number of classes that the answer names, where the right one is among them.
    /// </summary>
    public static double Classification(string prediction, string truth, IReadOnlyList<string> classes)
    {
        var named = classes.Where(name => prediction.Contains(name, StringComparison.Ordinal)).ToList();

        // The reference takes from the list while it walks over it, so that it skips the one after each that it takes.
        for (var i = 0; i < named.Count; i++)
        {
            var name = named[i];
            if (truth.Contains(name, StringComparison.Ordinal) && !string.Equals(name, truth, StringComparison.Ordinal))
            {
                named.Remove(name);
            }
        }

        return named.Contains(truth, StringComparer.Ordinal) ? 1.0 / named.Count : 0;
    }

    /// <summary><c>count_score</c>: the share of the answer's numbers that are the truth.</summary>
    public static double Count(string prediction, string truth)
    {
        var numbers = Number().Matches(prediction);
        return numbers.Count == 0 ? 0 : (double)numbers.Count(number => number.ValueSpan.SequenceEqual(truth)) / numbers.Count;
    }

    /// <summary>
    /// <c>retrieval_score</c> and <c>retrieval_zh_score</c>: the share of the answer's numbers that are the paragraph's in the truth.
    /// </summary>
    public static double Retrieval(string prediction, string truth) =>
        ParagraphIn(truth) is { } paragraph ? Count(prediction, paragraph) : 0;

    /// <summary>The number of the paragraph that a truth such as <c>Paragraph 12</c> names; null if it names none.</summary>
    public static string? ParagraphIn(string truth) =>
        Paragraph().Match(truth) is { Success: true } match ? match.Groups["found"].Value : null;

    /// <summary>
    /// <c>code_sim_score</c>: fuzzywuzzy's <c>fuzz.ratio</c>, a whole percentage, of the answer's first line that is neither a
    /// comment nor a fence. Of that package's two back-ends, difflib: LongBench's requirements do not name the other.
    /// </summary>
    public static double CodeSimilarity(string prediction, string truth)
    {
        var line = PythonText.Lines(prediction)
            .FirstOrDefault(line => !line.Contains('`') && !line.Contains('#') && !line.Contains("//", StringComparison.Ordinal)) ?? "";
        if (string.Equals(line, truth, StringComparison.Ordinal))
        {
            return 1;
        }

        return line.Length == 0 || truth.Length == 0 ? 0 : Math.Round(100 * SequenceRatio.Of(line, truth)) / 100;
    }

    [GeneratedRegex(@"\d+", RegexOptions.None, 10_000)]
    private static partial Regex Number();

    [GeneratedRegex(@"(?:Paragraph |段落)(?<found>\d+)", RegexOptions.None, 10_000)]
    private static partial Regex Paragraph();
}
