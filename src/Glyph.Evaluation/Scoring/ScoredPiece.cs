using System.Text;
using Glyph.Core.Reading;
using Glyph.Evaluation.Sampling;

namespace Glyph.Evaluation.Scoring;

/// <summary>A piece that was read.</summary>
/// <param name="Item">The corpus item's id.</param>
/// <param name="Truth">What stands there, normalised.</param>
/// <param name="Read">What was read, normalised.</param>
/// <param name="Weight">Its share in the mean.</param>
internal sealed record ScoredPiece(string Item, Rune[] Truth, Rune[] Read, double Weight)
{
    /// <summary>1 - edits / length, at least 0.</summary>
    public double Accuracy { get; } =
        Math.Max(0, 1 - ((double)EditDistance.Of(Truth, Read) / Math.Max(1, Truth.Length)));

    /// <summary>Scores an answer.</summary>
    public static ScoredPiece Of(SampledPiece sampled, string item, string answer, IReader reader)
    {
        var alphabet = reader.AlphabetFor(sampled.Piece.Text);
        return new ScoredPiece(
            item,
            TextNormaliser.Normalise(sampled.Piece.Text, alphabet),
            TextNormaliser.Normalise(answer, alphabet),
            sampled.Weight);
    }
}
