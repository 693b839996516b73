using System.Globalization;
using Glyph.Core.Costs;
using Glyph.Core.Reading;
using Glyph.Core.Rendering;
using Glyph.Core.Trials;

namespace Glyph.Evaluation.Asking;

/// <summary>What the target's formula says that a request costs, and whether a server charges the same.</summary>
/// <remarks>
/// A prompt's text is counted by the search's tokenizer, which need not be the server's own, and its chat template may differ
/// in a few tokens: within the tolerance both are no mismatch. An image that a server resamples otherwise differs by far more.
/// </remarks>
internal sealed class PromptCost(IVisionTarget target, ITextTokenizer tokenizer)
{
    private const double RelativeTolerance = 0.02;
    private const double TextTolerance = 0.3;
    private const long TemplateTolerance = 24;

    /// <summary>Tokens of a request with a prompt and images, its overhead among them.</summary>
    public long Of(string prompt, IReadOnlyList<PixelSize> images) =>
        target.RequestOverhead + target.Count(images).Total + tokenizer.Count(prompt);

    /// <summary>Compares what parts of an answer were to cost with what they did; null when no server says.</summary>
    public TokenCheck? Check(string prompt, IEnumerable<AnswerPart> parts)
    {
        var told = parts.Where(part => part is { PredictedTokens: not null, PromptTokens: not null }).ToList();
        if (told.Count == 0)
        {
            return null;
        }

        var text = tokenizer.Count(prompt);
        var wrong = told.Where(part => Difference(part) > Math.Max(RelativeTolerance * part.PredictedTokens!.Value, TemplateTolerance + (TextTolerance * text))).ToList();
        return new TokenCheck(
            told.Count,
            told.Sum(part => part.PredictedTokens!.Value),
            told.Sum(part => part.PromptTokens!.Value),
            wrong.Count,
            wrong.Count == 0 ? null : Example(wrong.MaxBy(Difference)!))
        {
            Answered = told.Sum(part => part.AnswerTokens ?? 0),
        };
    }

    private string Example(AnswerPart part) => string.Create(CultureInfo.InvariantCulture,
        $"a request of {part.Pages.End.Value - part.Pages.Start.Value} pages was to cost {part.PredictedTokens} tokens as '{target.Id}', and was charged {part.PromptTokens}");

    private static long Difference(AnswerPart part) => Math.Abs(part.PromptTokens!.Value - part.PredictedTokens!.Value);
}
