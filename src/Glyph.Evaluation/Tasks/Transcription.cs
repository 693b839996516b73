using System.Text;
using Glyph.Evaluation.Scoring;

namespace Glyph.Evaluation.Tasks;

/// <summary>How well a text was written down.</summary>
/// <param name="Accuracy">1 - character error rate, at least 0.</param>
/// <param name="WordErrorRate">Words replaced, dropped or added over words that stand there; above 1 where many are made up.</param>
/// <param name="Ids">Identifiers that stand there.</param>
/// <param name="WrongIds">Those that came back as something else, without a sign of it.</param>
/// <param name="LostIds">Those that did not come back.</param>
public sealed record TranscriptionScore(double Accuracy, double WordErrorRate, int Ids, int WrongIds, int LostIds);

/// <summary>Compares a text with what a reader wrote down, both normalised alike (see docs/tasks.md).</summary>
public static class Transcription
{
    /// <summary>Scores a transcription. Time grows with the product of the lengths, memory with their sum.</summary>
    /// <param name="truth">What stands there.</param>
    /// <param name="answer">What was read.</param>
    /// <param name="alphabet">The characters that the reader could answer; null: all.</param>
    public static TranscriptionScore Score(string truth, string answer, IReadOnlySet<string>? alphabet = null)
    {
        var (wanted, read) = (TextNormaliser.Normalise(truth, alphabet), TextNormaliser.Normalise(answer, alphabet));
        var (wantedWords, readWords) = (Words(wanted), Words(read));
        var edits = EditDistance.Edits<string>(wantedWords, readWords);
        var ids = IdentifierCheck.Of(wantedWords, readWords, edits);
        return new TranscriptionScore(
            Math.Max(0, 1 - ((double)EditDistance.Of(wanted, read) / Math.Max(1, wanted.Length))),
            (double)edits.Count / Math.Max(1, wantedWords.Length),
            ids.Ids,
            ids.Wrong,
            ids.Lost);
    }

    /// <summary>What stands between spaces; a Chinese character is a word of its own.</summary>
    private static string[] Words(Rune[] text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text)
        {
            var isChinese = TextNormaliser.IsChinese(rune);
            if ((isChinese || rune.Value == ' ') && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (isChinese)
            {
                words.Add(rune.ToString());
            }
            else if (rune.Value != ' ')
            {
                word.Append(rune);
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return [.. words];
    }
}
