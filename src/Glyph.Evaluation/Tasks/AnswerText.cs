using System.Text.RegularExpressions;
using Glyph.Core.Corpora;

namespace Glyph.Evaluation.Tasks;

/// <summary>
/// Takes from a reply what is not the answer: a model's thinking, the marks around its answer, and the fence around a
/// transcription. A reply without any of them stays as it is, to the character.
/// </summary>
internal static partial class AnswerText
{
    private const string ThinkingStarts = "<think>";
    private const string ThinkingEnds = "</think>";

    /// <summary>The answer in a reply.</summary>
    public static string Of(string reply, TaskKind kind)
    {
        var text = reply;
        if (text.LastIndexOf(ThinkingEnds, StringComparison.Ordinal) is >= 0 and var end)
        {
            text = text[(end + ThinkingEnds.Length)..].Trim();
        }
        else if (text.TrimStart().StartsWith(ThinkingStarts, StringComparison.Ordinal))
        {
            return ""; // it never came to an answer
        }

        if (Marked().Matches(text) is [.., var marked])
        {
            text = marked.Groups["found"].Value.Trim();
        }

        text = Box().Replace(text, "");
        return kind == TaskKind.Transcribe && Fenced().Match(text) is { Success: true } fenced ? fenced.Groups["found"].Value : text;
    }

    [GeneratedRegex("<answer>(?<found>.*?)(?:</answer>|$)", RegexOptions.Singleline, 10_000)]
    private static partial Regex Marked();

    [GeneratedRegex(@"\s*<\|(?:begin|end)_of_box\|>\s*", RegexOptions.None, 10_000)]
    private static partial Regex Box();

    [GeneratedRegex(@"^\s*```[^\n`]*\n(?<found>.*?)\n?```\s*$", RegexOptions.Singleline, 10_000)]
    private static partial Regex Fenced();
}
