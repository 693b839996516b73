using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Evaluation.Sampling;
using Glyph.Testing;

namespace Glyph.Evaluation.Tests.Sampling;

public sealed class PieceSamplerTests
{
    private static readonly CorpusItem[] Items =
    [
        new("long", string.Join('\n', Enumerable.Range(0, 60).Select(i => $"line {i:000} of the first text, which is fairly long"))),
        new("short", string.Join('\n', Enumerable.Range(0, 40).Select(i => $"row {i}"))),
    ];

    private static readonly TextPositions Positions = new(Items);

    [Fact]
    public void Every_visible_character_is_shown_by_exactly_one_piece()
    {
        var map = Map(cell: 4);

        Assert.Equal(Positions.Count, Enumerable.Range(0, map.Pieces.Count).Sum(map.Characters));
        Assert.All(Enumerable.Range(0, Positions.Count), position => Assert.NotNull(map.PieceAt(position)));
    }

    [Fact]
    public void A_character_is_shown_by_the_piece_that_holds_it()
    {
        var map = Map(cell: 12);
        for (var item = 0; item < Items.Length; item++)
        {
            for (var i = 0; i < Positions.Offsets(item).Length; i++)
            {
                var piece = map.Pieces[map.PieceAt(Positions.Starts[item] + i)!.Value];
                Assert.Equal(item, piece.Item);
                Assert.Contains(Items[item].Text[Positions.Offsets(item)[i]], piece.Text);
            }
        }
    }

    [Fact]
    public void A_seed_reads_the_same_places_under_every_config()
    {
        // Wherever lines break, each piece of one sample shares its first draws' characters with the other sample.
        var wide = PieceSampler.Draw(Map(cell: 4), Positions.Count, 8, seed: 3);
        var narrow = PieceSampler.Draw(Map(cell: 12), Positions.Count, 8, seed: 3);
        var other = PieceSampler.Draw(Map(cell: 12), Positions.Count, 8, seed: 4);

        Assert.True(narrow.Count(n => wide.Any(w => w.Piece.Text.Contains(n.Piece.Text, StringComparison.Ordinal))) >= 6);
        Assert.NotEqual(string.Join('|', narrow.Select(n => n.Piece.Text)), string.Join('|', other.Select(n => n.Piece.Text)));
    }

    [Fact]
    public void No_piece_is_drawn_twice_and_weights_sum_to_one()
    {
        var sample = PieceSampler.Draw(Map(cell: 4), Positions.Count, 30, seed: 1);

        Assert.Equal(30, sample.Select(s => s.Piece).Distinct().Count());
        Assert.Equal(1, sample.Sum(s => s.Weight), 12);
    }

    [Fact]
    public void When_everything_is_read_pieces_weigh_what_they_hold()
    {
        var map = Map(cell: 4);
        var sample = PieceSampler.Draw(map, Positions.Count, 10_000, seed: 1);

        Assert.Equal(map.Pieces.Count, sample.Count);
        var lengths = (double)map.Characters(0) / map.Characters(map.Pieces.Count - 1);
        Assert.Equal(1, sample[0].Weight / sample[^1].Weight / lengths, 0.05);
    }

    [Fact]
    public void The_weighted_mean_is_unbiased_for_small_and_large_samples()
    {
        // Score of a piece: 1 in the first text, 0 in the second. The truth is the first text's share of the characters.
        var map = Map(cell: 4);
        var truth = (double)Positions.Offsets(0).Length / Positions.Count;
        foreach (var count in new[] { 5, 50, 90 })
        {
            var mean = Enumerable.Range(0, 400)
                .Average(seed => PieceSampler.Draw(map, Positions.Count, count, seed).Where(s => s.Piece.Item == 0).Sum(s => s.Weight));
            Assert.Equal(truth, mean, 0.02);
        }
    }

    private static PieceMap Map(int cell)
    {
        var map = new PieceMap(Positions);
        foreach (var (index, item) in Items.Index())
        {
            foreach (var (number, page) in new FakePageRenderer().LayOut(item.Text, new RenderConfig { FontSize = cell }).Index())
            {
                map.AddLines(index, number, page);
            }
        }

        return map;
    }
}
