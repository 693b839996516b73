using System.Text;
using CsCheck;
using Glyph.Core;
using Glyph.Core.Trials;
using Glyph.Evaluation.Scoring;

namespace Glyph.Evaluation.Tests.Scoring;

public sealed class EditDistanceTests
{
    private static readonly Gen<Rune[]> Words = Gen.Char["abc 中"].Array[0, 12].Select(chars => chars.Select(c => new Rune(c)).ToArray());

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "", 3)]
    [InlineData("flaw", "lawn", 2)]
    [InlineData("a😀b", "ab", 1)]
    public void Counts_characters_not_code_units(string a, string b, int distance) => Assert.Equal(distance, EditDistance.Of(Runes(a), Runes(b)));

    [Fact]
    public void Is_a_metric() =>
        Gen.Select(Words, Words, Words).Sample((a, b, c) =>
            EditDistance.Of(a, a) == 0
            && EditDistance.Of(a, b) == EditDistance.Of(b, a)
            && (EditDistance.Of(a, b) > 0 || a.SequenceEqual(b))
            && EditDistance.Of(a, c) <= EditDistance.Of(a, b) + EditDistance.Of(b, c));

    [Fact]
    public void Lies_between_the_difference_and_the_maximum_of_the_lengths() =>
        Gen.Select(Words, Words).Sample((a, b) =>
            EditDistance.Of(a, b) >= Math.Abs(a.Length - b.Length) && EditDistance.Of(a, b) <= Math.Max(a.Length, b.Length));

    [Fact]
    public void The_script_has_as_many_edits_as_the_distance_says() =>
        Gen.Select(Words, Words).Sample((a, b) => EditDistance.Script(a, b).Count() == EditDistance.Of(a, b));

    [Fact]
    public void Names_what_was_replaced_lost_and_made_up()
    {
        var confusions = EditDistance.Confusions([(Runes("all is well"), Runes("aII is wel")), (Runes("ok"), Runes("ok!"))], 12);

        Assert.Equal([new Confusion("l", "I", 2), new Confusion("", "!", 1), new Confusion("l", "", 1)], confusions);
    }

    [Fact]
    public void Counts_the_same_across_words_of_64_bits() =>
        Gen.Char["ab"].Array[0, 200].SelectMany(a => Gen.Char["abc"].Array[0, 200].Select(b => (a, b))).Sample(pair =>
        {
            var (a, b) = (Runes(new string(pair.a)), Runes(new string(pair.b)));
            Assert.Equal(EditDistance.Script(a, b).Count(), EditDistance.Of(a, b)); // the script comes from the plain matrix
        });

    [Fact]
    public void Long_texts_are_cut_in_two_and_keep_a_shortest_script()
    {
        var random = new RandomStream(3, "long");
        var truth = Enumerable.Range(0, 6_000).Select(_ => random.Next(30)).ToArray();
        var read = truth.SelectMany(symbol => random.Next(20) switch { 0 => Array.Empty<int>(), 1 => [random.Next(30)], 2 => [symbol, random.Next(30)], _ => [symbol] }).ToArray();

        var edits = EditDistance.Edits<int>(truth, read);

        Assert.Equal(BitParallelDistance.ToBeginnings<int>(truth, read)[^1], edits.Count);
        Assert.Equal(read, Apply(truth, read, edits));
    }

    [Fact]
    public void Two_pages_of_ten_thousand_characters_take_little_memory()
    {
        var random = new RandomStream(4, "page");
        var truth = Enumerable.Range(0, 10_000).Select(_ => new Rune('a' + random.Next(26))).ToArray();
        var read = truth.Select(rune => random.Next(10) == 0 ? new Rune('!') : rune).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var distance = EditDistance.Of(truth, read);

        Assert.Equal(truth.Where((rune, i) => rune != read[i]).Count(), distance);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    /// <summary>Walks a script forward, so that a wrong index shows.</summary>
    private static List<int> Apply(int[] truth, int[] read, List<(int Truth, int Read)> edits)
    {
        var result = new List<int>();
        var at = 0;
        foreach (var (lost, added) in Enumerable.Reverse(edits))
        {
            var until = lost >= 0 ? lost : at + (added - result.Count);
            result.AddRange(truth[at..until]);
            at = lost >= 0 ? lost + 1 : until;
            if (added >= 0)
            {
                Assert.Equal(result.Count, added);
                result.Add(read[added]);
            }
        }

        result.AddRange(truth[at..]);
        return result;
    }

    private static Rune[] Runes(string text) => [.. text.EnumerateRunes()];
}
