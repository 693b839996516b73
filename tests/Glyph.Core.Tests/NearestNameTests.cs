namespace Glyph.Core.Tests;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("margn-x", "margin-x margin-y dpi")]
    [InlineData("DPI", "dpi margin-x margin-y")]
    [InlineData("margin", "margin-x margin-y dpi")]
    public void The_nearest_come_first_and_case_does_not_count(string name, string expected) =>
        Assert.Equal(expected, string.Join(' ', NearestName.Of(name, ["dpi", "margin-y", "font-color", "margin-x", "DPI"])));

    [Fact]
    public void No_more_are_offered_than_asked_for()
    {
        Assert.Equal("b", Assert.Single(NearestName.Of("b", ["a", "b", "c"], count: 1)));
        Assert.Empty(NearestName.Of("b", []));
    }

    [Fact]
    public void A_hint_is_part_of_a_sentence()
    {
        Assert.Equal("; nearest: 'dpi', 'font'", NearestName.Hint("dpo", ["font", "dpi"]));
        Assert.Equal("", NearestName.Hint("dpo", []));
    }
}
