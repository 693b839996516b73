namespace Glyph.Core.Spaces;

/// <summary>Draws indices in proportion to weights.</summary>
internal sealed class WeightedIndex
{
    private readonly double[] _cumulated;

    public WeightedIndex(IReadOnlyList<double> weights)
    {
        _cumulated = new double[weights.Count];
        var sum = 0.0;
        for (var i = 0; i < weights.Count; i++)
        {
            sum += weights[i];
            _cumulated[i] = sum;
            MostLikely = weights[i] > weights[MostLikely] ? i : MostLikely;
        }
    }

    /// <summary>The index with the largest weight; of equals, the first.</summary>
    public int MostLikely { get; }

    public int Sample(Random random)
    {
        var place = random.NextDouble() * _cumulated[^1];
        var index = Array.FindIndex(_cumulated, c => place < c);
        return index < 0 ? MostLikely : index;
    }
}
