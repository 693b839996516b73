using System.Text;
using CsCheck;
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

    private static Rune[] Runes(string text) => [.. text.EnumerateRunes()];
}
