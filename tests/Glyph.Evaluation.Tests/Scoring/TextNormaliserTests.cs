using System.Collections.Frozen;
using CsCheck;
using Glyph.Evaluation.Scoring;

namespace Glyph.Evaluation.Tests.Scoring;

public sealed class TextNormaliserTests
{
    private static readonly IReadOnlySet<string> Ascii =
        Enumerable.Range(32, 95).Select(c => ((char)c).ToString()).ToFrozenSet(StringComparer.Ordinal);

    private static readonly IReadOnlySet<string> Chinese =
        Ascii.Concat(["中", "文", "，", "。", "“", "é"]).ToFrozenSet(StringComparer.Ordinal);

    [Theory]
    [InlineData("  two\t words \n", "two words")]
    [InlineData("“Naïve” – it’s…", "\"Naive\" - it's...")]
    [InlineData("fi\u00ADnal\u200B", "final")]
    [InlineData("ﬁve Æsir, ½ x²", "five AEsir, 1/2 x2")]
    [InlineData("e\u0301te\u0301", "ete")]
    [InlineData("ＡＢ１：", "AB1:")]
    [InlineData("Привет", "Привет")] // cannot be expressed: stays, and counts as wrong
    public void Folds_what_an_ascii_reader_cannot_answer(string text, string expected) => Assert.Equal(expected, Normalise(text, Ascii));

    [Theory]
    [InlineData("中，文！", "中,文!")]
    [InlineData("中 文 abc def 中", "中文abc def中")]
    [InlineData("“é”", "“é\"")] // what the reader knows is not folded
    [InlineData("中。", "中。")]
    public void Treats_chinese_typography_as_typography(string text, string expected) => Assert.Equal(expected, Normalise(text, Chinese));

    [Fact]
    public void Is_idempotent() =>
        Gen.Char["ab é“…，中 \t\u200B"].Array[0, 12].Select(chars => new string(chars)).Sample(text =>
            string.Equals(Normalise(Normalise(text, Ascii), Ascii), Normalise(text, Ascii), StringComparison.Ordinal));

    private static string Normalise(string text, IReadOnlySet<string> alphabet) => string.Concat(TextNormaliser.Normalise(text, alphabet));
}
