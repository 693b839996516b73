using System.Globalization;
using System.Text;
using Glyph.Core.Reading;
using Glyph.Core.Rendering;

namespace Glyph.Reading.Pages;

/// <summary>Whether a question about some pages is within what a model takes.</summary>
/// <param name="limits">What the model takes.</param>
/// <param name="bytesOf">How many bytes a page takes in a request; null: not counted.</param>
internal sealed class QuestionSize(ModelLimits limits, Func<PageImage, long>? bytesOf)
{
    /// <summary>Bytes of a request beside its images and prompt: names, braces, decoding parameters.</summary>
    private const int Envelope = 2_000;

    /// <summary>Which limit some pages of a request pass, in words; null when none.</summary>
    public string? Problem(ReadRequest request, Range pages)
    {
        if (limits.ContextTokens is { } context && request.PromptTokens is { } promptTokens
            && promptTokens(pages) + request.MaxAnswerTokens is var tokens && tokens > context)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"{Pages(pages)} with the prompt and room for the answer take {tokens} tokens; the model's context is {context}");
        }

        if (limits.Bytes is { } bytes && bytesOf is not null
            && request.Pages.Take(pages).Sum(page => bytesOf(page.Image)) + Encoding.UTF8.GetByteCount(request.Prompt) + Envelope is var size && size > bytes)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{Pages(pages)} take {size} bytes; a request may have {bytes}");
        }

        return null;
    }

    private static string Pages(Range pages) => pages.End.Value - pages.Start.Value is var count && count == 1
        ? "one page"
        : string.Create(CultureInfo.InvariantCulture, $"{count} pages");
}
