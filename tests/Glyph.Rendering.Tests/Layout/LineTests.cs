using Glyph.Core.Configs;
using Glyph.Core.Rendering;

namespace Glyph.Rendering.Tests.Layout;

/// <summary>Which text stands on which line.</summary>
public sealed class LineTests
{
    [Fact]
    public void WordsFillLinesAndWhiteSpaceCollapses() => Assert.Equal(
        ["A first line of words that is broken at", "a space"],
        TestFonts.Lines("A first\tline of\u2003words \t that is broken\u3000at a space ", TestFonts.Small));

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\v")]
    [InlineData("\f")]
    [InlineData("\u0085")]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    public void EveryLineBreakOfUnicodeIsALineBreak(string newline)
    {
        var expected = TestFonts.LayOut("one\n\ntwo\nthree", TestFonts.Small)[0];
        var actual = TestFonts.LayOut($"one{newline}{newline}two{newline}three", TestFonts.Small)[0];

        Assert.Equal(["one", "two", "three"], actual.Lines.Select(line => line.Text), StringComparer.Ordinal);
        Assert.Equal(expected.Lines.Select(line => line.Box), actual.Lines.Select(line => line.Box));
    }

    [Fact]
    public void TabsKeepALinesIndentationAndCollapseWithinIt()
    {
        var lines = TestFonts.LayOut("if:\n\treturn\t\t1\n \t done", TestFonts.Small)[0].Lines;
        var space = 0.31787109375f * 9;

        Assert.Equal(["if:", "return 1", "done"], lines.Select(line => line.Text), StringComparer.Ordinal);
        Assert.Equal(16 + (4 * space), lines[1].Box.Left, 0.01f);
        Assert.Equal(16 + (6 * space), lines[2].Box.Left, 0.01f);
    }

    [Fact]
    public void RunsOfSpacesKeepTheirWidth()
    {
        var line = TestFonts.LayOut("    if  x", TestFonts.Small)[0].Lines[0];
        var space = 0.31787109375f * 9;

        Assert.Equal("if x", line.Text);
        Assert.Equal(16 + (4 * space), line.Words[0].Left, 0.01f);
        Assert.Equal(line.Words[0].Right + (2 * space), line.Words[1].Left, 0.01f);
    }

    [Theory]
    [InlineData(LayoutCompatibility.None)]
    [InlineData(LayoutCompatibility.Glyph)]
    public void ARunOfSpacesThatALinesEndCutsKeepsItsWidth(LayoutCompatibility compatibility)
    {
        var text = "mm" + new string(' ', 70) + "mm";
        var lines = TestFonts.LayOut(text, TestFonts.Small, compatibility)[0].Content.Lines;

        Assert.Equal(text.Length, lines.Sum(line => line.End - line.Start));
        Assert.Equal(70, lines.Sum(line => line.Gaps));
    }

    [Fact]
    public void AsGlyphALineWithoutRoomForTheNextWordsFirstLetterCountsOneSpaceMore()
    {
        // 66 i of 569/2048 em are 165 of 168 pt: there is room for a space, but not for an m.
        var text = new string('i', 66) + " " + new string('m', 60);
        var right = TestFonts.LayOut(text, TestFonts.Small)[0].Content.Lines[0];
        var reference = TestFonts.LayOut(text, TestFonts.Small, LayoutCompatibility.Glyph)[0].Content.Lines[0];

        Assert.Equal((right.End, right.Gaps + 1), (reference.End, reference.Gaps));
        Assert.Equal(right.Width + 651, reference.Width);
    }

    [Fact]
    public void SoftHyphensAndZeroWidthCharactersAreDropped() =>
        Assert.Equal(["softhyphen zerowidth"], TestFonts.Lines("soft\u00ADhyphen zero\u200Bwidth\uFEFF", TestFonts.Small));

    [Fact]
    public void AnOverlongWordIsCutStartingInTheRoomThatIsLeft()
    {
        var lines = TestFonts.Lines("Go " + new string('m', 60) + " on", TestFonts.Small);

        Assert.StartsWith("Go m", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("m on", lines[^1], StringComparison.Ordinal);
        Assert.Equal(60, lines.Sum(line => line.Count(c => c == 'm')));
    }

    [Theory]
    [InlineData("中文中文中文中文中文中文中文中文中文，中文", "文，中文")] // the comma takes the ideograph before it along
    [InlineData("中文中文中文中文中文中文中文中文中（中文）", "（中文）")] // the bracket goes with what it opens
    [InlineData("中文中文中文中文中文中文中文中文中 Latin中文", "Latin中文")] // a word stays whole
    [InlineData("中文中文中文中文中文中文中文中文中——中文", "——中文")] // a dash is not parted
    [InlineData("中文中文中文中文中文中文中文中文中“引号”", "“引号”")]
    public void ChineseBreaksBetweenIdeographsButNotFromPunctuation(string text, string second) =>
        Assert.Equal(second, TestFonts.Lines(text, TestFonts.SmallChinese)[1]);

    [Fact]
    public void EachIdeographIsAWordWithItsPunctuation() => Assert.Equal(
        ["他", "说：", "“你", "好，", "Glyph", "1.0！”"],
        TestFonts.LayOut("他说：“你好，Glyph 1.0！”", TestFonts.SmallChinese)[0].Lines[0].Words.Select(word => word.Text),
        StringComparer.Ordinal);

    [Fact]
    public void SpacesAroundLatinWordsInChineseAreKept()
    {
        var line = TestFonts.LayOut("用 Glyph 排版", TestFonts.SmallChinese)[0].Lines[0];

        Assert.Equal("用 Glyph 排版", line.Text);
        Assert.Equal([false, true, true, false], line.Words.Select(word => word.AfterSpace));
    }

    [Fact]
    public void ChineseNeverRunsPastTheRightEdgeWhenJustified()
    {
        var text = string.Concat(Enumerable.Repeat("中文排版，", 20)) + "  两个  空格" + string.Concat(Enumerable.Repeat("中文排版，", 20));
        var config = TestFonts.SmallChinese with { Alignment = Alignment.Justify };

        var lines = TestFonts.LayOut(text, config).SelectMany(page => page.Lines).ToList();

        Assert.All(lines, line => Assert.InRange(line.Box.Right, 0, 184.01f));
        Assert.All(lines.SkipLast(1), line => Assert.Equal(184, line.Box.Right, 0.01f));
    }

    [Fact]
    public void CombiningMarksStandOnTheirBase()
    {
        var line = TestFonts.LayOut("e\u0301e\u0301 x\u0323\u0302", TestFonts.Small)[0];
        var plain = TestFonts.LayOut("ee x", TestFonts.Small)[0];

        Assert.Equal(plain.Lines[0].Box.Right, line.Lines[0].Box.Right, 0.01f);
        Assert.Equal(0, line.MissingGlyphs);
    }

    [Fact]
    public void MissingGlyphsAreCountedOnThePageThatShowsThem()
    {
        var pages = TestFonts.LayOut("\u0378\U0002FFFD" + new string('\n', 12) + "plain \uD800 \0", TestFonts.Small);

        Assert.Equal([2, 2], pages.Select(page => page.MissingGlyphs));
    }
}
