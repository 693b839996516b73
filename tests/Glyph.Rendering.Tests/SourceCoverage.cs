using Glyph.Rendering.Layout;
using Glyph.Rendering.Text;
using Glyph.Rendering.Text.Unicode;

namespace Glyph.Rendering.Tests;

/// <summary>The law that no text is lost: lines follow each other in the text, and what lies between them shows nothing.</summary>
internal static class SourceCoverage
{
    public static void Check(string text, IEnumerable<GlyphPage> pages)
    {
        var next = 0;
        foreach (var span in pages.SelectMany(page => page.Lines).Select(line => line.Source))
        {
            Assert.True(span.Start >= next && span.Length > 0 && span.End <= text.Length, "spans grow and do not meet");
            ShowsNothing(text, next, span.Start);
            next = span.End;
        }

        ShowsNothing(text, next, text.Length);
    }

    private static void ShowsNothing(string text, int from, int to)
    {
        for (var i = from; i < to;)
        {
            var codePoint = Utf16.CodePoint(text, i, out var length);
            Assert.True(
                CharacterClasses.Of(codePoint) is CharacterCode.White or CharacterCode.Newline or CharacterCode.NoBreakSpace
                    or CharacterCode.Invisible or CharacterCode.CarriageReturn or CharacterCode.Tab,
                $"U+{codePoint:X4} at {i} is on no line");
            i += length;
        }
    }
}
