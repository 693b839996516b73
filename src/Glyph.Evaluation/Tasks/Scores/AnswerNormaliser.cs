using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Glyph.Evaluation.Tasks.Scores;

/// <summary>
/// What answers have in common before they are compared. English: lower case, no ASCII punctuation, no articles, single spaces,
/// as SQuAD's evaluation script does (Rajpurkar et al., 2016) and LongBench's <c>normalize_answer</c> after it. Chinese: lower
/// case, no punctuation of either script, no white space, as LongBench's <c>normalize_zh_answer</c>.
/// </summary>
internal static partial class AnswerNormaliser
{
    private const string ChinesePunctuation =
        "！？｡。＂＃＄％＆＇（）＊＋，－／：；＜＝＞＠［＼］＾＿｀｛｜｝～｟｠｢｣､、〃》「」『』【】〔〕〖〗〘〙〚〛〜〝〞〟〰〾〿–—‘’‛“”„‟…‧﹏.";

    private static readonly FrozenSet<char> English = PythonText.Punctuation.ToFrozenSet();
    private static readonly FrozenSet<char> Both = (PythonText.Punctuation + ChinesePunctuation).ToFrozenSet();

    /// <summary>The words of an English answer.</summary>
    public static List<string> Words(string text) => PythonText.Split(Articles().Replace(Without(text.ToLowerInvariant(), English), " "));

    /// <summary>An answer, normalised by the rules of its language.</summary>
    public static string Normalise(string text, bool chinese) =>
        chinese ? Chinese(text) : string.Join(' ', Words(text));

    /// <summary>A Chinese answer, or a segment of one.</summary>
    public static string Chinese(string text) => string.Concat(PythonText.Split(Without(text.ToLowerInvariant(), Both)));

    /// <summary>
    /// The segments of a Chinese answer: each character by itself, but runs of ASCII letters and digits whole. LongBench cuts
    /// with jieba, whose dictionary Glyph does not have; docs/tasks.md says what that changes.
    /// </summary>
    public static IEnumerable<string> Segments(string text) => Segment().Matches(text).Select(match => match.Value);

    private static string Without(string text, FrozenSet<char> characters) =>
        string.Concat(text.Where(c => !characters.Contains(c)));

    // Python's \b: a word holds letters, numbers of all kinds and the underscore; not, as in .NET, combining marks.
    [GeneratedRegex(@"(?<![\p{L}\p{N}_])(?:a|an|the)(?![\p{L}\p{N}_])", RegexOptions.None, 10_000)]
    private static partial Regex Articles();

    [GeneratedRegex(@"[A-Za-z0-9]+|[\uD800-\uDBFF][\uDC00-\uDFFF]|\S", RegexOptions.None, 10_000)]
    private static partial Regex Segment();
}
