using System.Buffers;
using System.Globalization;
using System.Text;

namespace Glyph.Rendering.Text;

/// <summary>
/// Which character is what. White space is what the authors' renderer (Python's <c>str.split</c>) takes for it; where lines
/// of Chinese may break follows UAX #14 (classes ID, CL, OP, NS) and the Requirements for Chinese Text Layout (W3C CLREQ).
/// </summary>
internal static class CharacterClasses
{
    private static readonly SearchValues<char> White = SearchValues.Create(
        "\t\v\f\r\u001C\u001D\u001E\u001F \u0085\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000");

    private static readonly SearchValues<char> Dropped = SearchValues.Create(
        "\u00AD\u200B\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\uFEFF");

    private static readonly SearchValues<char> CannotStartLine = SearchValues.Create(
        "!%),.:;?]}¢°·»›’”†‡•‥…—–‰′″℃、。々〉》」』】〕〗〙〛〞〟〻ぁぃぅぇぉっゃゅょゎゕゖ゛゜ゝゞァィゥェォッャュョヮヵヶ・ーヽヾ！％），．：；？］｝～｠｡｣､･");

    private static readonly SearchValues<char> CannotEndLine = SearchValues.Create("([{«‹‘“〈《「『【〔〖〘〚〝＄（［｛｟｢￡￥");

    private static readonly (char First, char Last)[] WideBlocks =
    [
        ('\u2E80', '\u2FFF'), // radicals
        ('\u3001', '\u312F'), // punctuation, kana, bopomofo
        ('\u31A0', '\u4DBF'), // bopomofo, kana, enclosed, extension A
        ('\u4E00', '\uA4CF'), // unified ideographs, Yi
        ('\uF900', '\uFAFF'), // compatibility ideographs
        ('\uFE30', '\uFE4F'), // compatibility forms
        ('\uFF01', '\uFF9F'), // full-width and half-width forms
        ('\uFFE0', '\uFFE6'),
    ];

    private static readonly (char First, char Last)[] ComplexBlocks =
    [
        ('\u0300', '\u036F'), // combining marks
        ('\u0483', '\u0489'),
        ('\u0590', '\u109F'), // Hebrew to Myanmar: right to left, Indic, Thai, Tibetan
        ('\u1100', '\u11FF'), // Hangul jamo
        ('\u1700', '\u1CFF'), // Philippine scripts to Vedic extensions
        ('\u1DC0', '\u1DFF'),
        ('\u200C', '\u200D'), // joiners
        ('\u20D0', '\u20FF'),
        ('\u3099', '\u309A'),
        ('\uA800', '\uABFF'), // more Indic scripts, jamo
        ('\uD7B0', '\uD7FF'),
        ('\uFB1D', '\uFDFF'), // Hebrew and Arabic presentation forms
        ('\uFE00', '\uFE0F'), // variation selectors
        ('\uFE20', '\uFE2F'),
        ('\uFE70', '\uFEFC'),
    ];

    /// <summary>The code of a character of the basic plane.</summary>
    public static int Of(char c) => c switch
    {
        '\n' => CharacterCode.Newline,
        '\u00A0' => CharacterCode.NoBreakSpace,
        _ when White.Contains(c) => CharacterCode.White,
        _ when Dropped.Contains(c) => CharacterCode.Dropped,
        _ when char.IsSurrogate(c) => CharacterCode.Surrogate,
        _ when In(ComplexBlocks, c) => CharacterCode.Complex,
        _ when !In(WideBlocks, c) => CharacterCode.Plain,
        _ when CannotStart(c) => CharacterCode.WideClose,
        _ when CannotEnd(c) => CharacterCode.WideOpen,
        _ => CharacterCode.Wide,
    };

    /// <summary>The code of a character outside the basic plane.</summary>
    public static int OfSupplementary(int codePoint) => codePoint switch
    {
        >= 0x20000 and <= 0x3FFFF => CharacterCode.Wide,
        >= 0x10A00 and <= 0x11FFF or >= 0x1E900 and <= 0x1EEFF or >= 0xE0000 and <= 0xE0FFF => CharacterCode.Complex,
        >= 0x1F1E6 and <= 0x1F1FF or >= 0x1F3FB and <= 0x1F3FF => CharacterCode.Complex,
        _ => CharacterCode.Plain,
    };

    /// <summary>Whether a character, standing after an ideograph, must stay on its line.</summary>
    public static bool CannotStart(char c) => CannotStartLine.Contains(c);

    /// <summary>Whether a character, standing before an ideograph, must stay on its line.</summary>
    public static bool CannotEnd(char c) => CannotEndLine.Contains(c);

    /// <summary>Whether a character should leave ink: not white space, not a control, not invisible by nature.</summary>
    public static bool IsShown(Rune rune) =>
        !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format);

    /// <summary>Whether nothing of a text would show: it is all white space and dropped characters.</summary>
    public static bool IsBlank(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c != '\n' && c != '\u00A0' && !White.Contains(c) && !Dropped.Contains(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool In((char First, char Last)[] blocks, char c)
    {
        foreach (var (first, last) in blocks)
        {
            if (c >= first && c <= last)
            {
                return true;
            }
        }

        return false;
    }
}
