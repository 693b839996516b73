using Glyph.Rendering.Fonts;

namespace Glyph.Rendering.Text;

/// <summary>Reads the characters of plain words one by one, as the font shows them.</summary>
internal static class CharacterReader
{
    /// <summary>Reads one character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">Where the character stands.</param>
    /// <param name="end">The end of the word.</param>
    /// <param name="font">The font.</param>
    public static ShownCharacter Read(ReadOnlySpan<char> text, int position, int end, LoadedFont font)
    {
        var c = text[position];
        var code = font.Codes[c];
        if (code == CharacterCode.Unknown)
        {
            code = font.Load(c);
        }

        switch (code)
        {
            case >= 0:
                return new(1, font.GlyphOf(c), code, CharacterInk.Glyph);
            case CharacterCode.White or CharacterCode.NoBreakSpace or CharacterCode.Newline:
                return new(1, 0, font.SpaceAdvance, CharacterInk.Space);
            case CharacterCode.Dropped:
                return new(1, 0, 0, CharacterInk.None);
            case CharacterCode.Surrogate when char.IsHighSurrogate(c) && position + 1 < end && char.IsLowSurrogate(text[position + 1]):
                var pair = font.Supplementary(char.ConvertToUtf32(c, text[position + 1]));
                return new(2, pair.Glyph, pair.Advance, CharacterInk.Glyph);
            case CharacterCode.Surrogate:
                return new(1, 0, font.MissingAdvance, CharacterInk.Glyph);
            default:
                return new(1, font.GlyphOf(c), font.AdvanceOf(c), CharacterInk.Glyph);
        }
    }
}

/// <summary>A character as it is shown.</summary>
/// <param name="Length">How many UTF-16 units it takes.</param>
/// <param name="Glyph">Its glyph; 0 where the font has none.</param>
/// <param name="Advance">How far the pen moves, in font units.</param>
/// <param name="Ink">What it leaves.</param>
internal readonly record struct ShownCharacter(int Length, ushort Glyph, int Advance, CharacterInk Ink);

/// <summary>What a character leaves on the page.</summary>
internal enum CharacterInk : byte
{
    /// <summary>Its glyph.</summary>
    Glyph,

    /// <summary>A space that justification may stretch.</summary>
    Space,

    /// <summary>Nothing.</summary>
    None,
}
