using System.Text;

namespace Glyph.Reading.Recognition;

/// <summary>Tells which recogniser a text needs.</summary>
internal static class Script
{
    /// <summary>Whether a text holds a Chinese character, or punctuation of Chinese typography.</summary>
    public static bool IsChinese(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsChinese(rune))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How long a text is in cells: a Latin character takes one, a Chinese one two.</summary>
    public static int Cells(string text) => text.Trim().EnumerateRunes().Sum(rune => IsChinese(rune) ? 2 : 1);

    private static bool IsChinese(Rune rune) => rune.Value is
        (>= 0x2E80 and <= 0x303F)      // radicals, CJK symbols and punctuation
        or (>= 0x3400 and <= 0x4DBF)   // extension A
        or (>= 0x4E00 and <= 0x9FFF)   // unified ideographs
        or (>= 0xF900 and <= 0xFAFF)   // compatibility ideographs
        or (>= 0xFF01 and <= 0xFFEE)   // full-width forms
        or (>= 0x20000 and <= 0x3FFFF); // extensions B and on
}
