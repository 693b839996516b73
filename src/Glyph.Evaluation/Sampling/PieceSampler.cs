using Glyph.Core;

namespace Glyph.Evaluation.Sampling;

/// <summary>
/// Draws pieces by characters: positions of the text, uniform over its letters and digits, and of each the piece that shows
/// it. A seed draws the same positions under every config, so that two configs are compared on the same places of the text
/// (common random numbers).
/// </summary>
/// <remarks>
/// A longer piece is likelier in proportion to its length, so the plain mean of the pieces' own accuracies estimates the
/// accuracy over all characters (Hansen and Hurwitz, Annals of Mathematical Statistics 14, 1943). No piece is read twice: a
/// position in a piece already drawn is passed over. That makes long pieces rarer than their length says once a sample takes
/// much of a text, so each piece is weighted by length / chance of having been drawn, 1 - (1 - share)^draws (Horvitz and
/// Thompson, JASA 47, 1952; normalised after Hájek). Weights are equal in small samples; when everything is read, they are the lengths.
/// </remarks>
internal static class PieceSampler
{
    private const int DrawsPerPiece = 50;

    /// <summary>The sample, in reading order; weights sum to 1.</summary>
    /// <param name="map">The pieces.</param>
    /// <param name="positions">How many letters and digits the texts have.</param>
    /// <param name="count">How many pieces to draw; fewer are drawn where there are fewer.</param>
    /// <param name="seed">The seed of the positions.</param>
    public static IReadOnlyList<SampledPiece> Draw(PieceMap map, int positions, int count, long seed)
    {
        if (positions == 0 || map.Pieces.Count == 0)
        {
            return [];
        }

        var random = new RandomStream(seed, "sample-positions");
        var wanted = Math.Min(count, map.Pieces.Count);
        var taken = new SortedDictionary<int, int>();
        var draws = 0;
        for (var limit = (long)DrawsPerPiece * map.Pieces.Count; taken.Count < wanted && draws < limit; draws++)
        {
            var position = random.Next(positions);
            if (map.PieceAt(position) is { } piece)
            {
                taken.TryAdd(piece, position);
            }
        }

        var weights = taken.Keys.Select(piece => Weight((double)map.Characters(piece) / positions, draws)).ToList();
        var total = weights.Sum();
        return [.. taken.Zip(weights, (drawn, weight) => new SampledPiece(map.Pieces[drawn.Key], weight / total, drawn.Value))];
    }

    private static double Weight(double share, int draws) =>
        share >= 1 ? 1 : share / (1 - Math.Pow(1 - share, draws));
}
