using Glyph.Rendering.Fonts;
using Glyph.Rendering.Text.Unicode;

namespace Glyph.Rendering.Text;

/// <summary>Reads the characters of plain words one by one, as the fonts show them.</summary>
internal static class CharacterReader
{
    /// <summary>How many spaces a tab of a line's indentation is.</summary>
    public const int TabSpaces = 4;

    /// <summary>Reads one character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">Where the character stands.</param>
    /// <param name="end">The end of the word.</param>
    /// <param name="fonts">The fonts.</param>
    public static ShownCharacter Read(ReadOnlySpan<char> text, int position, int end, FontSet fonts)
    {
        var c = text[position];
        var font = fonts.Main;
        var code = font.Codes[c];
        if (code == CharacterCode.Unknown)
        {
            code = font.Load(c);
        }

        switch (code)
        {
            case >= 0:
                return new(1, new FontCharacter(font, font.GlyphOf(c), code), 0, IsMissing: false);
            case CharacterCode.White or CharacterCode.NoBreakSpace or CharacterCode.Newline or CharacterCode.CarriageReturn:
                return new(1, new FontCharacter(font, 0, font.SpaceAdvance), 1, IsMissing: false);
            case CharacterCode.Tab:
                return new(1, new FontCharacter(font, 0, TabSpaces * font.SpaceAdvance), TabSpaces, IsMissing: false);
            case CharacterCode.Invisible:
                return new(1, new FontCharacter(font, 0, 0), 0, IsMissing: false) { IsInvisible = true };
            case CharacterCode.Control:
                return new(1, fonts.Character(CharacterClasses.Substitute(c)), 0, IsMissing: true);
            case CharacterCode.Surrogate:
                var codePoint = Utf16.CodePoint(text[..end], position, out var length);
                return length == 2
                    ? Of(fonts.Character(codePoint), 2)
                    : new(1, fonts.Rules == LayoutRules.Unicode ? fonts.Character(CharacterClasses.Substitute(c)) : new(font, 0, font.MissingAdvance), 0, IsMissing: true);
            default:
                return Of(fonts.Character(c), 1);
        }
    }

    private static ShownCharacter Of(FontCharacter character, int length) => new(length, character, 0, IsMissing: character.Glyph == 0);
}

/// <summary>A character as it is shown.</summary>
/// <param name="Length">How many UTF-16 units it takes.</param>
/// <param name="Shown">The glyph, where it leaves ink, and how far the pen moves.</param>
/// <param name="Spaces">How many spaces it is, each of which justification may stretch; 0 for what is no space.</param>
/// <param name="IsMissing">Whether no font has it, so that something else is shown.</param>
internal readonly record struct ShownCharacter(int Length, FontCharacter Shown, int Spaces, bool IsMissing)
{
    /// <summary>Whether it leaves nothing and takes no room.</summary>
    public bool IsInvisible { get; init; }
}
