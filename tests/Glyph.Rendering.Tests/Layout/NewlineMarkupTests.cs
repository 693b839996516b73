using Glyph.Core.Configs;

namespace Glyph.Rendering.Tests.Layout;

/// <summary>What stands in the place of a line break.</summary>
public sealed class NewlineMarkupTests
{
    [Fact]
    public void AMarkStandsInTheLineAndTheTextFlowsOn() =>
        Assert.Equal([@"one \n two \n \n three"], TestFonts.Lines("one\ntwo\n\nthree", With(@"<font color=""#FF0000""> \n </font>")));

    [Fact]
    public void AMarkOfOneCharacterNeedsNoSpaces()
    {
        var line = TestFonts.LayOut("one\ntwo", With("|"))[0].Lines[0];

        Assert.Equal("one|two", line.Text);
        Assert.Equal("one\ntwo".Length, line.Source.Length);
    }

    [Fact]
    public void AMarkOfASpaceLetsLinesFlowTogether() => Assert.Equal(["one two three"], TestFonts.Lines("one\ntwo\n\nthree", With(" ")));

    [Fact]
    public void ARealBreakComesAfterThirtyLinesAsInTheReference()
    {
        var text = string.Join('\n', Enumerable.Range(1, 31).Select(i => $"L{i}"));

        Assert.Equal("L31", TestFonts.Lines(text, With("|"))[^1]);
    }

    [Fact]
    public void AMarkIsDrawnInItsColour()
    {
        var page = TestFonts.LayOut("HHH\nHHH", With(@"<font color=""#FF0000""> HHH </font>"))[0];
        using var image = TestFonts.Renderer.Draw(page);
        var words = page.Lines[0].Words;

        bool IsRed(int word)
        {
            var red = false;
            for (var y = 0; y < image.Size.Height; y++)
            {
                for (var x = (int)words[word].Left; x < (int)words[word].Right; x++)
                {
                    red |= image.Row(y)[x * 4] > image.Row(y)[(x * 4) + 1] + 50;
                }
            }

            return red;
        }

        Assert.Equal([false, true, false], Enumerable.Range(0, 3).Select(IsRed));
    }

    private static RenderConfig With(string markup) =>
        TestFonts.Small with { NewlineMarkup = NewlineMarkup.TryParse(markup, out var parsed) ? parsed : throw new ArgumentException(markup, nameof(markup)) };
}
