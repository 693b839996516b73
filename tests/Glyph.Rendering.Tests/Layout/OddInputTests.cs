namespace Glyph.Rendering.Tests.Layout;

/// <summary>Input that nobody writes and somebody sends: none of it crashes, hangs, or loses text.</summary>
public sealed class OddInputTests
{
    [Fact]
    public void AHugeWordIsShownWhole() => Assert.Equal(100_000, Shown(new string('x', 100_000)));

    [Fact]
    public void AHugeChineseLineIsShownWhole() => Assert.Equal(100_000, Shown(new string('字', 100_000)));

    [Fact]
    public void AHugeArabicWordIsShownWhole() => Assert.Equal(20_000, Shown(string.Concat(Enumerable.Repeat("مرحبا", 4000))));

    [Fact]
    public void AHugeThaiWordIsNotQuadratic() => Assert.Equal(400_000, Shown(string.Concat(Enumerable.Repeat("ภาษาไทย", 60_000))[..400_000]));

    [Fact]
    public void AHugeRunOfPunctuationIsShownWhole() => Assert.Equal(20_000, Shown(new string('。', 10_000) + new string('（', 10_000)));

    [Fact]
    public void AHugeRunOfSpacesIsNotQuadratic() => Assert.Equal(2, Shown("a" + new string(' ', 1_000_000) + "b"));

    [Fact]
    public void ThousandsOfMarksStandOnOneLetter() => Assert.Equal(4001, Shown("e" + new string('\u0301', 4000)));

    [Fact]
    public void AHundredThousandEmptyLinesMakeEmptyPages()
    {
        var pages = TestFonts.LayOut(new string('\n', 100_000) + "end", TestFonts.Small);

        Assert.Equal(10_001, pages.Count);
        Assert.Equal("end", Assert.Single(pages[^1].Lines).Text);
    }

    [Theory]
    [InlineData("\0\u0001\u001B[31m red?\u007F")]
    [InlineData("\uD800 \uDC00\uD800 x\uDC00")]
    [InlineData("\u202Eright to left\u202C \u2066isolated\u2069")]
    [InlineData("👨‍👩‍👧‍👦 👍🏽 🇫🇷 1️⃣")]
    [InlineData("\u0301\u0302 starts with marks")]
    [InlineData("שלום 123 مرحبا ไทย हिन्दी 한국어 日本語")]
    [InlineData("\u200D\u200C\uFE0F")]
    public void OddTextIsLaidOutAndDrawn(string text)
    {
        foreach (var page in TestFonts.LayOut(text, TestFonts.Small with { AutoCropWidth = true }))
        {
            using var image = TestFonts.Renderer.Draw(page);
            Assert.Equal(page.Size, image.Size);
        }
    }

    private static int Shown(string text) =>
        TestFonts.LayOut(text, TestFonts.Small).SelectMany(page => page.Lines).Sum(line => line.Words.Sum(word => word.Text.Length));
}
