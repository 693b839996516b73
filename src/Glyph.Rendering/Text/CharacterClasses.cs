using System.Buffers;
using System.Globalization;
using System.Text;
using Glyph.Rendering.Text.Unicode;

namespace Glyph.Rendering.Text;

/// <summary>
/// Which character is what to the layout, by the Unicode Character Database; what collapses as white space is what the
/// authors' renderer (Python's <c>str.split</c>) takes for it.
/// </summary>
internal static class CharacterClasses
{
    private static readonly SearchValues<char> White = SearchValues.Create(
        "\u001C\u001D\u001E\u001F \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200A\u205F\u3000");

    private static readonly (int First, int Last)[] WideBlocks =
    [
        (0x2E80, 0x2FFF), // radicals
        (0x3001, 0x312F), // punctuation, kana, bopomofo
        (0x31A0, 0x4DBF), // bopomofo, kana, enclosed, extension A
        (0x4E00, 0xA4CF), // unified ideographs, Yi
        (0xF900, 0xFAFF), // compatibility ideographs
        (0xFE30, 0xFE4F), // compatibility forms
        (0xFF01, 0xFF9F), // full-width and half-width forms
        (0xFFE0, 0xFFE6),
        (0x16FE0, 0x1B2FF), // Tangut, Khitan, Nushu, kana
        (0x20000, 0x3FFFF), // further extensions
    ];

    // Scripts of letters that must be shaped, though neither their breaks nor their direction tell them from Latin.
    private static readonly (int First, int Last)[] ShapedBlocks =
    [
        (0x0900, 0x109F), // Devanagari to Myanmar
        (0x1700, 0x1C7F), // Philippine scripts to Ol Chiki
        (0x1CD0, 0x1CFF),
        (0xA800, 0xABFF), // more Indic scripts, Javanese, Meetei
        (0x10A00, 0x11FFF),
        (0x1E900, 0x1EEFF),
    ];

    /// <summary>The code of a character; of half a pair, that it is one.</summary>
    public static int Of(char c, LayoutRules rules = LayoutRules.Unicode) => rules == LayoutRules.Unicode ? Of((int)c) : OfReference(c);

    /// <summary>The code of a character by Unicode.</summary>
    public static int Of(int codePoint) => codePoint switch
    {
        '\t' => CharacterCode.Tab,
        '\r' => CharacterCode.CarriageReturn,
        '\n' or '\v' or '\f' or 0x85 or 0x2028 or 0x2029 => CharacterCode.Newline,
        0xA0 or 0x2007 or 0x202F => CharacterCode.NoBreakSpace,
        <= char.MaxValue when White.Contains((char)codePoint) => CharacterCode.White,
        < 0x20 or (>= 0x7F and <= 0x9F) => CharacterCode.Control,
        <= char.MaxValue when char.IsSurrogate((char)codePoint) => CharacterCode.Surrogate,
        _ => OfShown(codePoint),
    };

    /// <summary>Whether a character belongs to Latin-like words, within which no line breaks.</summary>
    public static bool IsLatinLike(int codePoint) => Of(codePoint) == CharacterCode.Plain;

    /// <summary>What is shown in the place of a control character: its picture; of half a pair, the replacement character.</summary>
    public static char Substitute(char c) => c switch
    {
        < ' ' => (char)('\u2400' + c),
        '\u007F' => '\u2421',
        _ => '\uFFFD',
    };

    /// <summary>Whether a character should leave ink: not white space, not a control, not invisible by nature.</summary>
    public static bool IsShown(Rune rune) =>
        !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format) && !IsIgnorable(rune.Value);

    /// <summary>Whether a font need not have a character to show the text around it: joiners, variation selectors, tags.</summary>
    public static bool IsIgnorable(int codePoint) => codePoint switch
    {
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0 => true,
        >= 0x180B and <= 0x180F or >= 0xFE00 and <= 0xFE0F or >= 0xE0000 and <= 0xE0FFF or >= 0x1D173 and <= 0x1D17A => true,
        0x200C or 0x200D => true,
        _ => IsInvisible(codePoint),
    };

    /// <summary>Whether nothing of a text would show: it is all white space and invisible characters.</summary>
    public static bool IsBlank(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (Of(c) is not (CharacterCode.White or CharacterCode.Newline or CharacterCode.CarriageReturn or CharacterCode.Tab
                or CharacterCode.NoBreakSpace or CharacterCode.Invisible))
            {
                return false;
            }
        }

        return true;
    }

    private static int OfShown(int codePoint)
    {
        if (IsInvisible(codePoint))
        {
            return CharacterCode.Invisible;
        }

        var properties = CharacterProperties.Of(codePoint);
        var complex = properties.Bidi is BidiClass.R or BidiClass.AL or BidiClass.AN or BidiClass.NSM || In(ShapedBlocks, codePoint)
            || properties.LineBreak is LineBreakClass.CM or LineBreakClass.ZWJ or LineBreakClass.SA or LineBreakClass.RI or LineBreakClass.EB or LineBreakClass.EM
                or LineBreakClass.JL or LineBreakClass.JV or LineBreakClass.JT;
        return complex ? CharacterCode.Complex
            : In(WideBlocks, codePoint) ? CharacterCode.Wide
            : properties.LineBreak is LineBreakClass.ID or LineBreakClass.H2 or LineBreakClass.H3 || properties.IsEastAsian ? CharacterCode.Single
            : CharacterCode.Plain;
    }

    /// <summary>The code of a character as the authors' renderer has it: no shaping, and all but two invisible characters show.</summary>
    private static int OfReference(char c) => c switch
    {
        '\n' => CharacterCode.Newline,
        '\u00A0' => CharacterCode.NoBreakSpace,
        '\u00AD' or '\u200B' => CharacterCode.Invisible,
        '\t' or '\v' or '\f' or '\r' or '\u0085' or '\u2007' or '\u202F' or '\u2028' or '\u2029' => CharacterCode.White,
        _ when White.Contains(c) => CharacterCode.White,
        _ when char.IsSurrogate(c) => CharacterCode.Surrogate,
        _ when In(WideBlocks, c) => CharacterCode.Wide,
        _ => CharacterCode.Plain,
    };

    private static bool IsInvisible(int codePoint) => codePoint is 0xAD or 0x061C or 0x180E or 0x200B or 0x200E or 0x200F or 0xFEFF
        or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F);

    private static bool In((int First, int Last)[] blocks, int codePoint)
    {
        foreach (var (first, last) in blocks)
        {
            if (codePoint >= first && codePoint <= last)
            {
                return true;
            }
        }

        return false;
    }
}
