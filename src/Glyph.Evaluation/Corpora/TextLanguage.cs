using Glyph.Evaluation.Scoring;

namespace Glyph.Evaluation.Corpora;

/// <summary>The language of a text, as far as prompts care.</summary>
internal static class TextLanguage
{
    private const double Mostly = 0.3; // Chinese text with Latin names and numbers in it has more

    /// <summary><c>zh</c> where Chinese characters are common, else <c>en</c>.</summary>
    public static string Of(string text)
    {
        var (chinese, visible) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            visible += System.Text.Rune.IsWhiteSpace(rune) ? 0 : 1;
            chinese += TextNormaliser.IsChinese(rune) ? 1 : 0;
        }

        return chinese > Mostly * visible ? "zh" : "en";
    }
}
