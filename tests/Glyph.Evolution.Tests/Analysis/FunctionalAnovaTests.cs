using Glyph.Core;
using Glyph.Core.Spaces;
using Glyph.Evolution.Analysis;

namespace Glyph.Evolution.Tests.Analysis;

public sealed class FunctionalAnovaTests
{
    private static readonly SearchSpace Space = SearchSpace.Parse(
        """
        {
          "name": "grid",
          "parameters": {
            "a": { "type": "ordinal", "values": [1, 2, 3, 5] },
            "b": { "type": "categorical", "choices": [{ "name": "x", "set": { "dpi": 60 } }, { "name": "y", "set": { "dpi": 72 } }, { "name": "z", "set": { "dpi": 84 } }] },
            "c": { "type": "ordinal", "values": [1, 2, 3, 4, 5] }
          },
          "derived": { "margin-x": { "sum": ["a", "c"] } }
        }
        """, "test");

    [Fact]
    public void The_shares_of_a_tree_are_those_of_all_its_values_one_by_one()
    {
        // On a finite grid every marginal can be summed over the tree's own answers, point by point.
        var random = new RandomStream(3, "grid");
        Genome[] genomes = [.. Enumerable.Range(0, 80).Select(_ => Space.Sample(random))];
        Dimension[] dimensions = [.. Space.Parameters.Select(p => Dimension.Of(p, genomes))];
        double[][] x = [.. genomes.Select(g => dimensions.Select(d => d.Place(g)).ToArray())];
        double[] y = [.. x.Select(p => (p[0] * p[1]) + p[2] + random.NextDouble())];
        var tree = new ExtraTrees(x, [.. dimensions.Select(d => d.IsChoice)], y, new RandomStream(1, "tree"), trees: 1);
        var anova = FunctionalAnova.Of(tree.Partitions(), dimensions);

        int[] sizes = [4, 3, 5];
        double[][] grid = [.. from a in Enumerable.Range(0, 4) from b in Enumerable.Range(0, 3) from c in Enumerable.Range(0, 5) select new double[] { a, b, c }];
        var mean = grid.Average(tree.At);
        var variance = grid.Average(p => Math.Pow(tree.At(p) - mean, 2));
        double Variance(params int[] kept) => grid.GroupBy(p => string.Join(',', kept.Select(j => p[j])), StringComparer.Ordinal).Average(g => Math.Pow(g.Average(tree.At) - mean, 2));
        for (var j = 0; j < sizes.Length; j++)
        {
            Assert.Equal(Variance(j) / variance, anova.Singles[j], 1e-9);
            for (var k = j + 1; k < sizes.Length; k++)
            {
                Assert.Equal((Variance(j, k) - Variance(j) - Variance(k)) / variance, anova.Pairs[j, k], 1e-9);
            }
        }
    }

    [Fact]
    public void The_boxes_of_a_tree_fill_the_space()
    {
        var random = new RandomStream(4, "grid");
        Genome[] genomes = [.. Enumerable.Range(0, 60).Select(_ => Space.Sample(random))];
        Dimension[] dimensions = [.. Space.Parameters.Select(p => Dimension.Of(p, genomes))];
        double[][] x = [.. genomes.Select(g => dimensions.Select(d => d.Place(g)).ToArray())];
        var trees = new ExtraTrees(x, [.. dimensions.Select(d => d.IsChoice)], [.. x.Select(p => p.Sum())], new RandomStream(1, "tree"), trees: 5);
        Assert.All(trees.Partitions(), boxes =>
        {
            Assert.True(boxes.Count > 1);
            Assert.Equal(1, boxes.Sum(box => dimensions.Select((d, j) =>
            {
                var cells = d.CellsOf(boxes, j);
                return cells.Under(box, j, d.IsChoice).Sum(c => cells.Weights[c]);
            }).Aggregate(1.0, (product, size) => product * size)), 1e-9);
        });
    }
}
