using Glyph.Core.Costs;
using Microsoft.ML.Tokenizers;

namespace Glyph.Evaluation.Tokens;

/// <summary>An encoding of OpenAI's; a special token that stands in a text counts as the plain text it is.</summary>
internal sealed class BuiltInTokenizer(string id) : ITextTokenizer
{
    private const string SpecialEnd = "|>";

    private readonly TiktokenTokenizer _tokenizer = TiktokenTokenizer.CreateForEncoding(id);

    /// <inheritdoc/>
    public string Id { get; } = id;

    /// <inheritdoc/>
    public int Count(string text)
    {
        // The library would count a special token as one. Cut before its "|>": a token never spans a letter and a bar.
        var tokens = 0;
        var start = 0;
        while (NextSpecialEnd(text, start) is { } end)
        {
            tokens += _tokenizer.CountTokens(text[start..end]);
            start = end;
        }

        return start == text.Length ? tokens : tokens + _tokenizer.CountTokens(text[start..]);
    }

    private int? NextSpecialEnd(string text, int start)
    {
        int? nearest = null;
        foreach (var special in _tokenizer.SpecialTokens!.Keys)
        {
            var index = text.IndexOf(special, start, StringComparison.Ordinal);
            if (index >= 0)
            {
                var end = index + special.Length - SpecialEnd.Length;
                nearest = Math.Min(nearest ?? end, end);
            }
        }

        return nearest;
    }
}
