using System.Text.RegularExpressions;
using Glyph.Core.Rendering;
using Glyph.Evaluation;

namespace Glyph.TestServer.Answers;

/// <summary>An answer and what it costs.</summary>
/// <param name="Text">The answer, cut at the limit of tokens.</param>
/// <param name="IsWhole">Whether nothing was cut.</param>
/// <param name="PromptTokens">Tokens of the prompt and its images.</param>
/// <param name="AnswerTokens">Tokens of the answer.</param>
internal sealed record Answer(string Text, bool IsWhole, long PromptTokens, long AnswerTokens);

/// <summary>
/// Answers from what stands on the pages. A prompt with a line that begins with <c>Question:</c> is answered from the sentences
/// <c>... magic numbers for KEY is: VALUE.</c>: with the value of each key that the question names. Any other prompt is
/// answered with the pages' text. A word counts as a token; images are counted as GLM-4.1V does.
/// </summary>
internal sealed partial class Answerer(IPageText pages)
{
    private const string NotFound = "not found";

    public async Task<Answer> AnswerAsync(ChatQuestion question, CancellationToken cancellationToken)
    {
        var texts = new List<string>();
        var sizes = new List<PixelSize>();
        foreach (var png in question.Images)
        {
            using var image = ChatQuestion.Decode(png);
            sizes.Add(image.Size);
            texts.Add(await pages.ReadAsync(image, cancellationToken));
        }

        var text = string.Join('\n', texts);
        var asked = question.Prompt.Split('\n').FirstOrDefault(line => line.StartsWith("Question:", StringComparison.Ordinal));
        return Limit(asked is null ? text : FromSentences(asked, text), PromptTokens(question.Prompt, sizes), question.MaxTokens);
    }

    /// <summary>An answer cut at the limit of tokens.</summary>
    public static Answer Limit(string text, long promptTokens, int maxTokens)
    {
        var words = Words().Matches(text);
        return words.Count <= maxTokens
            ? new Answer(text, IsWhole: true, promptTokens, words.Count)
            : new Answer(text[..(words[maxTokens - 1].Index + words[maxTokens - 1].Length)], IsWhole: false, promptTokens, maxTokens);
    }

    private static string FromSentences(string question, string text)
    {
        var asked = Bare(question);
        var values = Sentences().Matches(text.ReplaceLineEndings(" "))
            .Where(sentence => asked.Contains(Bare(sentence.Groups["key"].Value), StringComparison.Ordinal))
            .Select(sentence => sentence.Groups["value"].Value)
            .ToList();
        return values.Count == 0 ? NotFound : string.Join(", ", values);
    }

    private static long PromptTokens(string prompt, IReadOnlyList<PixelSize> images)
    {
        var target = VisionTargets.Shipped.Find("glm-4.1v");
        return (images.Count == 0 ? 0 : target.Count(images).Total) + target.RequestOverhead + Words().Count(prompt);
    }

    /// <summary>Letters and digits alone: where a reader sees blanks is a matter of taste.</summary>
    private static string Bare(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    [GeneratedRegex(@"\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();

    [GeneratedRegex(@"magic\s*numbers?\s*for\s*(?<key>[^.:]{1,80}?)\s*is\s*:\s*(?<value>[^\s.]{1,40})\s*\.", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sentences();
}
