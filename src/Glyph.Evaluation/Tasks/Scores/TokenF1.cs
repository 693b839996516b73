namespace Glyph.Evaluation.Tasks.Scores;

/// <summary>
/// The harmonic mean of precision and recall of the tokens, counted with their multiplicity: LongBench's <c>qa_f1_score</c> and
/// <c>qa_f1_zh_score</c> (Bai et al., "LongBench", ACL 2024), after SQuAD's.
/// </summary>
internal static class TokenF1
{
    /// <summary>The score of one answer against one reference.</summary>
    public static double Of(string prediction, string truth, bool chinese) => chinese
        ? Of(ChineseTokens(prediction), ChineseTokens(truth))
        : Of(AnswerNormaliser.Words(prediction), AnswerNormaliser.Words(truth));

    private static List<string> ChineseTokens(string text) =>
        [.. AnswerNormaliser.Segments(text).Select(AnswerNormaliser.Chinese).Where(token => token.Length > 0)];

    private static double Of(List<string> prediction, List<string> truth)
    {
        var left = truth.GroupBy(token => token, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var same = 0;
        foreach (var token in prediction)
        {
            if (left.TryGetValue(token, out var count) && count > 0)
            {
                left[token] = count - 1;
                same++;
            }
        }

        if (same == 0)
        {
            return 0;
        }

        var precision = (double)same / prediction.Count;
        var recall = (double)same / truth.Count;
        return 2 * precision * recall / (precision + recall);
    }
}
