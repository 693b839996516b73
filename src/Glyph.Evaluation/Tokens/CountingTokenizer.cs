using Glyph.Core.Costs;
using Microsoft.ML.Tokenizers;

namespace Glyph.Evaluation.Tokens;

/// <summary>Counts with a tokenizer of Microsoft.ML.Tokenizers that knows no special tokens.</summary>
internal sealed class CountingTokenizer(string id, Tokenizer tokenizer) : ITextTokenizer
{
    /// <inheritdoc/>
    public string Id { get; } = id;

    /// <inheritdoc/>
    public int Count(string text) => text.Length == 0 ? 0 : tokenizer.CountTokens(text, considerNormalization: tokenizer.Normalizer is not null);
}
