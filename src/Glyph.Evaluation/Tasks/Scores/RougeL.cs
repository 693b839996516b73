using System.Collections;

namespace Glyph.Evaluation.Tasks.Scores;

/// <summary>
/// ROUGE-L on summary level (Lin, "ROUGE: A Package for Automatic Evaluation of Summaries", 2004), F1, with the habits of the
/// Python package <c>rouge</c> 1.0.1, which LongBench calls: sentences end at full stops, case and punctuation count, and words
/// are counted once however often they stand there. An answer or a truth without a sentence scores 0.
/// </summary>
/// <remarks>
/// One difference: Python gives up on a sentence of about a thousand words and LongBench then scores 0; here it is scored.
/// </remarks>
internal static class RougeL
{
    private const double Epsilon = 1e-8; // the package adds it to the denominator

    /// <summary>The score of one answer against one reference.</summary>
    public static double Of(string prediction, string truth, bool chinese)
    {
        var answered = Sentences(chinese ? string.Join(' ', AnswerNormaliser.Segments(prediction)) : prediction);
        var wanted = Sentences(chinese ? string.Join(' ', AnswerNormaliser.Segments(truth)) : truth);
        if (answered.Count == 0 || wanted.Count == 0)
        {
            return 0;
        }

        var common = new HashSet<string>(StringComparer.Ordinal);
        foreach (var wantedSentence in wanted)
        {
            foreach (var answeredSentence in answered)
            {
                AddCommon(wantedSentence, answeredSentence, common);
            }
        }

        var precision = (double)common.Count / Distinct(answered);
        var recall = (double)common.Count / Distinct(wanted);
        return 2 * (precision * recall / (precision + recall + Epsilon));
    }

    private static int Distinct(List<string[]> sentences) => sentences.SelectMany(words => words).Distinct(StringComparer.Ordinal).Count();

    /// <summary>The words of each sentence; one of white space alone has one empty word, as in the package.</summary>
    private static List<string[]> Sentences(string text) =>
        [.. text.Split('.').Where(sentence => sentence.Length > 0).Select(sentence => PythonText.Split(sentence) is { Count: > 0 } words ? words.ToArray() : [""])];

    /// <summary>
    /// Adds the words of a longest common subsequence. Which one, of several, is the package's choice: it walks back from the
    /// ends, and up only where that loses nothing.
    /// </summary>
    private static void AddCommon(string[] x, string[] y, HashSet<string> common)
    {
        var upIsLonger = new BitArray(x.Length * y.Length);
        var row = new int[y.Length + 1];
        for (var i = 0; i < x.Length; i++)
        {
            var diagonal = 0;
            for (var j = 0; j < y.Length; j++)
            {
                var up = row[j + 1];
                upIsLonger[(i * y.Length) + j] = up > row[j];
                row[j + 1] = string.Equals(x[i], y[j], StringComparison.Ordinal) ? diagonal + 1 : Math.Max(up, row[j]);
                diagonal = up;
            }
        }

        for (var (i, j) = (x.Length - 1, y.Length - 1); i >= 0 && j >= 0;)
        {
            if (string.Equals(x[i], y[j], StringComparison.Ordinal))
            {
                common.Add(x[i]);
                i--;
                j--;
            }
            else if (upIsLonger[(i * y.Length) + j])
            {
                i--;
            }
            else
            {
                j--;
            }
        }
    }
}
