using Glyph.Core;

namespace Glyph.Evolution.Analysis;

/// <summary>
/// A regression forest of extremely randomised trees (Geurts, Ernst, Wehenkel, Machine Learning 63, 2006). It is of another family
/// than any optimizer here, so that it may say what an optimizer's data holds, and it never exceeds what was recorded.
/// </summary>
internal sealed class ExtraTrees
{
    /// <summary>Values that a choice may have at most.</summary>
    public const int MostChoices = 63;

    private const int LeastLeaf = 3;

    private readonly double[][] _x;
    private readonly double[] _y;
    private readonly bool[] _isChoice;
    private readonly RandomStream _random;
    private readonly List<Node> _roots = [];

    /// <summary>Learns.</summary>
    /// <param name="x">Points; a choice is a whole number below <see cref="MostChoices"/>.</param>
    /// <param name="isChoice">Which coordinates are choices, without an order.</param>
    /// <param name="y">Values.</param>
    /// <param name="random">Random numbers.</param>
    /// <param name="trees">How many trees, at least 1.</param>
    public ExtraTrees(double[][] x, bool[] isChoice, double[] y, RandomStream random, int trees = 120)
    {
        (_x, _isChoice, _y, _random) = (x, isChoice, y, random);
        for (var i = 0; i < trees; i++)
        {
            _roots.Add(Grow([.. Enumerable.Range(0, y.Length)]));
        }
    }

    /// <summary>The mean of the trees.</summary>
    public double At(double[] point) => _roots.Average(root => At(root, point));

    /// <summary>Each tree as the boxes of its leaves, which fill the whole space and do not overlap.</summary>
    public IEnumerable<IReadOnlyList<Box>> Partitions() => _roots.Select(root =>
    {
        var boxes = new List<Box>();
        Collect(root, Box.Whole(_isChoice.Length), boxes);
        return boxes;
    });

    private void Collect(Node node, Box box, List<Box> boxes)
    {
        if (node.Low is null)
        {
            boxes.Add(box with { Value = node.Value });
            return;
        }

        var isChoice = _isChoice[node.Feature];
        Collect(node.Low, isChoice ? box.Among(node.Feature, node.Choices) : box.Below(node.Feature, node.Threshold), boxes);
        Collect(node.High!, isChoice ? box.Among(node.Feature, ~node.Choices) : box.From(node.Feature, node.Threshold), boxes);
    }

    private double At(Node node, double[] point)
    {
        while (node.Low is not null)
        {
            node = IsLow(node, point) ? node.Low : node.High!;
        }

        return node.Value;
    }

    private bool IsLow(Node node, double[] point) => _isChoice[node.Feature]
        ? (node.Choices >> (int)point[node.Feature] & 1) == 1
        : point[node.Feature] < node.Threshold;

    private Node Grow(int[] rows)
    {
        var mean = Sum(rows) / rows.Length;
        Node? best = null;
        var least = double.PositiveInfinity;
        for (var feature = 0; rows.Length >= 2 * LeastLeaf && feature < _isChoice.Length; feature++)
        {
            if (Draw(feature, rows) is { } split && Spread(split, rows) is var spread && spread < least)
            {
                (best, least) = (split, spread);
            }
        }

        return best is null
            ? new Node { Value = mean }
            : best with { Low = Grow(Array.FindAll(rows, i => IsLow(best, _x[i]))), High = Grow(Array.FindAll(rows, i => !IsLow(best, _x[i]))) };
    }

    /// <summary>A random split of the stretch, or of the choices, that the rows have; null where they have but one value.</summary>
    private Node? Draw(int feature, int[] rows)
    {
        if (_isChoice[feature])
        {
            var present = 0UL;
            foreach (var i in rows)
            {
                present |= 1UL << (int)_x[i][feature];
            }

            return ulong.IsPow2(present) ? null : new Node { Feature = feature, Choices = present & (ulong)_random.NextInt64() };
        }

        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var i in rows)
        {
            low = Math.Min(low, _x[i][feature]);
            high = Math.Max(high, _x[i][feature]);
        }

        return high <= low ? null : new Node { Feature = feature, Threshold = low + (_random.NextDouble() * (high - low)) };
    }

    /// <summary>What a split leaves of the values' spread, up to a constant; infinite where a leaf would be too small.</summary>
    private double Spread(Node split, int[] rows)
    {
        var (count, low) = (0, 0.0);
        var all = 0.0;
        foreach (var i in rows)
        {
            var y = _y[i];
            all += y;
            if (IsLow(split, _x[i]))
            {
                count++;
                low += y;
            }
        }

        var others = rows.Length - count;
        return count < LeastLeaf || others < LeastLeaf ? double.PositiveInfinity : -(low * low / count) - ((all - low) * (all - low) / others);
    }

    private double Sum(int[] rows)
    {
        var sum = 0.0;
        foreach (var i in rows)
        {
            sum += _y[i];
        }

        return sum;
    }

    private sealed record Node
    {
        public int Feature { get; init; }

        public double Threshold { get; init; }

        public ulong Choices { get; init; }

        public double Value { get; init; }

        public Node? Low { get; init; }

        public Node? High { get; init; }
    }
}
