using Glyph.Core.Rendering;
using Glyph.Rendering.Layout;

namespace Glyph.Rendering.Tests.Text;

/// <summary>What real scripts become: facts that a reader of each would check.</summary>
public sealed class ScriptTests
{
    [Fact]
    public void ArabicLettersJoinAndRunFromTheRight()
    {
        var joined = Glyphs("سلام", out var line);
        var apart = Glyphs("س ل ا م", out _);

        Assert.Equal("سلام", line.Text);
        Assert.Equal(3, joined.Length); // lam and alef are one glyph
        Assert.DoesNotContain(joined[^1].Glyph, apart.Select(glyph => glyph.Glyph)); // sin, at the right, has another form
    }

    [Fact]
    public void NumbersWithinHebrewRunFromTheLeft()
    {
        var line = Line("שלום 123 עולם");

        Assert.Equal("שלום 123 עולם", line.Text);
        Assert.Equal(["שלום", "123", "עולם"], line.Words.Select(word => word.Text), StringComparer.Ordinal);
        Assert.True(line.Words[0].Left > line.Words[1].Right && line.Words[1].Left > line.Words[2].Right);
        Assert.Equal(Glyphs("123", out _).Select(glyph => glyph.Glyph), Glyphs("שלום 123 עולם", out _).Skip(4).Take(3).Select(glyph => glyph.Glyph));
    }

    [Fact]
    public void BracketsAreMirroredFromRightToLeft() =>
        Assert.Equal(Glyphs("()", out _).Select(glyph => glyph.Glyph), Glyphs("\u202E()", out _).Select(glyph => glyph.Glyph));

    [Fact]
    public void ARightToLeftLineStaysWhereTheAlignmentPutsIt() => Assert.Equal(16, Line("שלום").Box.Left, 0.01f);

    [Fact]
    public void DevanagariVowelsMoveBeforeTheirConsonant()
    {
        var (ki, ka, i) = (Glyphs("कि", out _), Glyphs("क", out _), Glyphs("क कि", out _));

        Assert.Equal(2, ki.Length);
        Assert.Equal(ka[0].Glyph, ki[1].Glyph);
        Assert.Equal("Noto Sans Devanagari", i[0].Font.File.Name);
    }

    [Theory]
    [InlineData("สวัสดีครับ", "Noto Sans Thai")]
    [InlineData("안녕하세요", "Noto Sans KR")]
    [InlineData("こんにちは世界", "Noto Sans SC")]
    [InlineData("👨‍👩‍👧", "Noto Emoji")]
    [InlineData("বাংলা", "Noto Sans Bengali")]
    public void AScriptThatTheFontLacksIsShownInOneThatHasIt(string text, string font)
    {
        var page = TestFonts.LayOut(text, TestFonts.Small)[0];

        Assert.Equal(0, page.MissingGlyphs);
        Assert.Equal(font, Assert.Single(page.Fallbacks).Font);
    }

    [Fact]
    public void AnEmojiSequenceIsOneGlyphAndNeverParted()
    {
        Assert.Single(Glyphs("👨‍👩‍👧", out _), glyph => !glyph.Font.Ink(glyph.Glyph).IsEmpty);

        var lines = TestFonts.Lines(string.Concat(Enumerable.Repeat("👨‍👩‍👧", 60)), TestFonts.Small);

        Assert.True(lines.Count > 2);
        Assert.All(lines, line => Assert.Equal(0, line.Length % "👨‍👩‍👧".Length));
    }

    [Fact]
    public void VietnameseMarksStandOnTheirLetterAndCutNoCluster()
    {
        var lines = TestFonts.Lines(string.Concat(Enumerable.Repeat("e\u0323\u0302", 100)), TestFonts.Small);

        Assert.Equal(Glyphs("ee", out _)[1].X, Glyphs("e\u0323\u0302e", out _)[^1].X, 0.01f);
        Assert.All(lines, line => Assert.Equal('e', line[0]));
    }

    [Fact]
    public void KoreanBreaksBetweenSyllablesAndJapaneseNotBeforeSmallKana()
    {
        Assert.All(TestFonts.Lines(new string('가', 50), TestFonts.Small), line => Assert.DoesNotContain(' ', line));
        Assert.All(TestFonts.Lines(string.Concat(Enumerable.Repeat("きょう", 40)), TestFonts.Small), line => Assert.NotEqual('ょ', line[0]));
    }

    [Fact]
    public void ASoftHyphenShowsOnlyWhereALineBreaks()
    {
        var lines = TestFonts.LayOut(string.Concat(Enumerable.Repeat("hyphen\u00ADation ", 12)), TestFonts.Small)
            .SelectMany(page => page.Lines).ToList();

        Assert.Contains(lines, line => line.Text.EndsWith("hyphen-", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Text.Contains("hyphen-a", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.InRange(line.Box.Right, 0, 184.3f));
    }

    [Fact]
    public void AZeroWidthSpaceBreaksAWordAndAWordJoinerDoesNot()
    {
        var thai = string.Concat(Enumerable.Repeat("ภาษา\u200B", 20));

        Assert.All(TestFonts.Lines(thai, TestFonts.Small), line => Assert.EndsWith("ภาษา", line, StringComparison.Ordinal));
        Assert.Equal("中中", TestFonts.Lines(string.Concat(Enumerable.Repeat("中", 17)) + "中\u2060中", TestFonts.SmallChinese)[^1]);
    }

    [Fact]
    public void TheReferenceHasOneFontAndOneGlyphACharacter()
    {
        var page = Assert.Single(TestFonts.LayOut("שלום 한 e\u0301 \uFEFF", TestFonts.Small, LayoutCompatibility.Glyph));

        Assert.Equal(1, page.MissingGlyphs);
        Assert.Empty(page.Fallbacks);
        Assert.True(page.Lines[0].Words[0].Left < page.Lines[0].Words[1].Left);
    }

    private static LineBox Line(string text) => TestFonts.LayOut(text, TestFonts.Small)[0].Lines[0];

    private static PlacedGlyph[] Glyphs(string text, out LineBox line)
    {
        var page = TestFonts.LayOut(text, TestFonts.Small)[0];
        line = page.Lines[0];
        var run = new LineRun();
        run.Fill(page.Context, page.Content.Lines[0]);
        return run.Glyphs.ToArray();
    }
}
