using CsCheck;
using Glyph.Core.Rendering;
using Glyph.Evaluation.Sampling;

namespace Glyph.Evaluation.Tests.Sampling;

public sealed class LineCutterTests
{
    [Fact]
    public void A_short_line_stays_whole()
    {
        var part = Assert.Single(LineCutter.Cut(Line(["In", "short,", "yes."])));

        Assert.Equal("In short, yes.", part.Text);
        Assert.Equal(new PixelBox(0, 0, 14, 1), part.Box);
        Assert.Equal(10, part.Letters);
    }

    [Fact]
    public void A_long_line_falls_into_even_parts_between_words() =>
        Gen.Int[1, 9].Array[1, 80].Select(lengths => lengths.Select(n => new string('x', n)).ToArray()).Sample(words =>
        {
            var line = Line(words);
            var parts = LineCutter.Cut(line);
            var expected = (line.Text.Length + LineCutter.MaxCells - 1) / LineCutter.MaxCells;
            Assert.Equal(expected, parts.Count);
            Assert.Equal(line.Text, string.Join(' ', parts.Select(p => p.Text)));
            Assert.All(parts, p => Assert.InRange(p.Text.Length, 0, LineCutter.MaxCells + 9));
            Assert.All(parts, p => Assert.Equal(p.Text.Length, p.Box.Right - p.Box.Left));
        });

    [Fact]
    public void Chinese_characters_take_two_cells()
    {
        var words = Enumerable.Range(0, 60).Select(i => new WordBox("字", i * 2, (i * 2) + 2)).ToList();
        var line = new LineBox(new SourceSpan(0, 60), string.Concat(words.Select(w => w.Text)), new PixelBox(0, 0, 120, 2), words);

        Assert.Equal([30, 30], LineCutter.Cut(line).Select(p => p.Letters));
    }

    [Fact]
    public void A_word_that_is_too_long_is_not_cut()
    {
        var parts = LineCutter.Cut(Line(["see", new string('u', 200)]));

        Assert.Equal("see " + new string('u', 200), string.Join(' ', parts.Select(p => p.Text)));
    }

    private static LineBox Line(string[] words)
    {
        var boxes = new List<WordBox>();
        var at = 0;
        foreach (var word in words)
        {
            boxes.Add(new WordBox(word, at, at + word.Length) { AfterSpace = at > 0 });
            at += word.Length + 1;
        }

        var text = string.Join(' ', words);
        return new LineBox(new SourceSpan(0, text.Length), text, new PixelBox(0, 0, text.Length, 1), boxes);
    }
}
