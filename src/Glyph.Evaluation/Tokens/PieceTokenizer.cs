using Glyph.Core.Costs;

namespace Glyph.Evaluation.Tokens;

/// <summary>Counts by pieces: a text is written as its file demands, cut, and the tokens of the pieces are added up. It knows no special tokens.</summary>
internal sealed class PieceTokenizer(string id, Func<string, string> normalise, Cuts cuts, IPieceCounter counter) : ITextTokenizer
{
    /// <inheritdoc/>
    public string Id { get; } = id;

    /// <inheritdoc/>
    public int Count(string text) => text.Length == 0 ? 0 : cuts.Sum(normalise(text), counter);
}
