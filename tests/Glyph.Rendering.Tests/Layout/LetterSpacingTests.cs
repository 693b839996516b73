using Glyph.Rendering.Layout;

namespace Glyph.Rendering.Tests.Layout;

/// <summary>Room between letters.</summary>
public sealed class LetterSpacingTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(-1.5)]
    public void EveryClusterIsFollowedByIt(double spacing)
    {
        var plain = Line("two wörds", 0);
        var spaced = Line("two wörds", spacing);

        Assert.Equal((plain.Width * Unit) + (9 * spacing), spaced.Width * Unit, 0.05);
    }

    [Fact]
    public void AWordEndsWithItsLastLetter()
    {
        var plain = TestFonts.LayOut("word", TestFonts.Small)[0].Lines[0];
        var spaced = TestFonts.LayOut("word", TestFonts.Small with { LetterSpacing = 5 })[0].Lines[0];

        Assert.Equal(plain.Box.Right + (3 * 5), spaced.Box.Right, 0.05f);
    }

    [Fact]
    public void AMarkStaysOnItsBase() =>
        Assert.Equal((Line("xe\u0301\u0323y", 0).Width * Unit) + (3 * 4), Line("xe\u0301\u0323y", 4).Width * Unit, 0.05);

    [Fact]
    public void JoinedLettersStayJoined()
    {
        Assert.Equal((Line("مدرسة", 0).Width * Unit) + 4, Line("مدرسة", 4).Width * Unit, 0.05);
        Assert.Equal((Line("שלום", 0).Width * Unit) + (4 * 4), Line("שלום", 4).Width * Unit, 0.05);
    }

    private static double Unit => TestFonts.LayOut("x", TestFonts.Small)[0].Context.PointsPerUnit;

    private static Line Line(string text, double spacing) =>
        Assert.Single(TestFonts.LayOut(text, TestFonts.Small with { LetterSpacing = spacing })[0].Content.Lines);
}
