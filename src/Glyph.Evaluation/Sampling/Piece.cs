using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Sampling;

/// <summary>What is read at once: a line, or a part of a long one cut between words; or a whole page.</summary>
/// <param name="Item">The corpus item's index.</param>
/// <param name="Page">The index of the page among the item's pages.</param>
/// <param name="Text">What stands there.</param>
/// <param name="Box">Where, in pixels of the page as drawn; nowhere for a whole page.</param>
internal sealed record Piece(int Item, int Page, string Text, PixelBox Box)
{
    /// <summary>The part of the item's text that a line, or a part of one, shows; nothing for a whole page.</summary>
    public SourceSpan Source { get; init; }
}

/// <summary>A piece that a sample holds.</summary>
/// <param name="Piece">The piece.</param>
/// <param name="Weight">Its share in the mean; see <see cref="PieceSampler"/>.</param>
/// <param name="Position">The position of the texts that drew it: the same under every config.</param>
internal sealed record SampledPiece(Piece Piece, double Weight, int Position);
