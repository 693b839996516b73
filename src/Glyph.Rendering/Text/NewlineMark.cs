using Glyph.Core.Configs;
using Glyph.Rendering.Fonts;

namespace Glyph.Rendering.Text;

/// <summary>The mark that stands in the place of a line break, one glyph a character, measured in the fonts of a config.</summary>
internal sealed class NewlineMark
{
    private NewlineMark(string text, string trimmed, FontSet fonts)
    {
        Text = trimmed;
        SpaceBefore = char.IsWhiteSpace(text[0]);
        SpaceAfter = char.IsWhiteSpace(text[^1]);
        for (var p = 0; p < trimmed.Length;)
        {
            var character = CharacterReader.Read(trimmed, p, trimmed.Length, fonts);
            Width += character.Shown.Advance;
            Missing += character.IsMissing ? 1 : 0;
            p += character.Length;
        }
    }

    /// <summary>What is drawn, without the white space around it; empty for a mark that is only white space.</summary>
    public string Text { get; }

    /// <summary>Whether white space stands before it.</summary>
    public bool SpaceBefore { get; }

    /// <summary>Whether white space stands after it.</summary>
    public bool SpaceAfter { get; }

    /// <summary>The width in font units.</summary>
    public long Width { get; }

    /// <summary>How many of its characters no font has.</summary>
    public int Missing { get; }

    /// <summary>The mark of a config; null where lines really break.</summary>
    public static NewlineMark? Of(NewlineMarkup markup, FontSet fonts) =>
        markup.Mark is { Length: > 0 } text ? new NewlineMark(text, text.Trim(), fonts) : null;
}
