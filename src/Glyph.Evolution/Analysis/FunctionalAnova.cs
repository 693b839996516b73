namespace Glyph.Evolution.Analysis;

/// <summary>
/// Which coordinates a forest's variance comes from: functional ANOVA (Hutter, Hoos, Leyton-Brown, "An efficient approach for
/// assessing hyperparameter importance", ICML 2014). Marginals are exact: sums over the boxes of each tree, weighted by
/// the boxes' sizes; nothing is sampled. Shares are of each tree, and their mean over the trees that vary at all.
/// </summary>
internal sealed class FunctionalAnova
{
    private FunctionalAnova(double[] singles, double[,] pairs) => (Singles, Pairs) = (singles, pairs);

    /// <summary>By coordinate, the share of the variance that it explains alone; each at least 0, together at most 1.</summary>
    public double[] Singles { get; }

    /// <summary>By two coordinates, the first the lower, the share that only both together explain; at least 0.</summary>
    public double[,] Pairs { get; }

    /// <summary>Takes a forest apart.</summary>
    /// <param name="trees">The boxes of each tree.</param>
    /// <param name="dimensions">The coordinates.</param>
    public static FunctionalAnova Of(IEnumerable<IReadOnlyList<Box>> trees, IReadOnlyList<Dimension> dimensions)
    {
        var n = dimensions.Count;
        var (singles, pairs, varying) = (new double[n], new double[n, n], 0);
        foreach (var boxes in trees)
        {
            var tree = new Tree(boxes, dimensions);
            if (tree.Variance <= 0)
            {
                continue;
            }

            varying++;
            double[] alone = [.. Enumerable.Range(0, n).Select(j => tree.VarianceOf(j))];
            for (var j = 0; j < n; j++)
            {
                singles[j] += alone[j] / tree.Variance;
                for (var k = j + 1; k < n; k++)
                {
                    pairs[j, k] += Math.Max(0, tree.VarianceOf(j, k) - alone[j] - alone[k]) / tree.Variance;
                }
            }
        }

        for (var j = 0; varying > 0 && j < n; j++)
        {
            singles[j] /= varying;
            for (var k = j + 1; k < n; k++)
            {
                pairs[j, k] /= varying;
            }
        }

        return new FunctionalAnova(singles, pairs);
    }

    /// <summary>One tree's boxes with their sizes along each coordinate.</summary>
    private sealed class Tree
    {
        /// <summary>Below this share of the values' square a variance is a rounding error.</summary>
        private const double Rounding = 1e-12;

        private readonly IReadOnlyList<Box> _boxes;
        private readonly Cells[] _cells;
        private readonly int[][][] _under;
        private readonly double[][] _sizes;
        private readonly double _mean;

        public Tree(IReadOnlyList<Box> boxes, IReadOnlyList<Dimension> dimensions)
        {
            _boxes = boxes;
            _cells = [.. dimensions.Select((d, j) => d.CellsOf(boxes, j))];
            _under = [.. boxes.Select(box => dimensions.Select((d, j) => _cells[j].Under(box, j, d.IsChoice)).ToArray())];
            _sizes = [.. _under.Select(box => box.Select((cells, j) => cells.Sum(c => _cells[j].Weights[c])).ToArray())];
            double[] sizes = [.. _sizes.Select(s => s.Aggregate(1.0, (product, size) => product * size))];
            _mean = boxes.Zip(sizes, (box, size) => box.Value * size).Sum();
            var variance = boxes.Zip(sizes, (box, size) => (box.Value - _mean) * (box.Value - _mean) * size).Sum();
            Variance = variance > Rounding * _mean * _mean ? variance : 0;
        }

        public double Variance { get; }

        /// <summary>The variance of the marginal of one coordinate.</summary>
        public double VarianceOf(int j)
        {
            var marginal = new double[_cells[j].Starts.Length];
            for (var i = 0; i < _boxes.Count; i++)
            {
                var rest = (_boxes[i].Value - _mean) * SizeWithout(i, j, j);
                foreach (var c in _under[i][j])
                {
                    marginal[c] += rest;
                }
            }

            return marginal.Zip(_cells[j].Weights, (m, w) => m * m * w).Sum();
        }

        /// <summary>The variance of the marginal of two coordinates.</summary>
        public double VarianceOf(int j, int k)
        {
            var (first, second) = (_cells[j].Weights, _cells[k].Weights);
            var marginal = new double[first.Length, second.Length];
            for (var i = 0; i < _boxes.Count; i++)
            {
                var rest = (_boxes[i].Value - _mean) * SizeWithout(i, j, k);
                foreach (var c in _under[i][j])
                {
                    foreach (var d in _under[i][k])
                    {
                        marginal[c, d] += rest;
                    }
                }
            }

            var variance = 0.0;
            for (var c = 0; c < first.Length; c++)
            {
                for (var d = 0; d < second.Length; d++)
                {
                    variance += marginal[c, d] * marginal[c, d] * first[c] * second[d];
                }
            }

            return variance;
        }

        private double SizeWithout(int box, int j, int k)
        {
            var product = 1.0;
            for (var d = 0; d < _sizes[box].Length; d++)
            {
                product *= d == j || d == k ? 1 : _sizes[box][d];
            }

            return product;
        }
    }
}
