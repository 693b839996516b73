using Glyph.Reading.Recognition;

namespace Glyph.Reading.Tests.Recognition;

public sealed class CtcDecoderTests
{
    private static readonly string[] Classes = ["", "a", "b", " "];

    [Theory]
    [InlineData("", "")]
    [InlineData("000", "")]
    [InlineData("1122", "ab")]
    [InlineData("1011", "aa")] // a blank parts two of a kind
    [InlineData("0102003010", "ab a")]
    public void Merges_repeats_and_drops_blanks(string best, string text) =>
        Assert.Equal(text, new CtcDecoder(Classes).Decode([.. best.SelectMany(c => Enumerable.Range(0, 4).Select(k => k == c - '0' ? 0.9f : 0.03f))]));
}
