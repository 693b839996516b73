using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Glyph.Evaluation.Scoring;

/// <summary>
/// The nearest plain form of characters that a reader may not know: diacritics stripped, ligatures and compatibility forms
/// spelled out, typographic punctuation as ASCII. Its own table, because Glyph runs without a globalization library.
/// </summary>
internal static class TextFolding
{
    private static readonly (string From, string To)[] Groups =
    [
        ("ÀÁÂÃÄÅĀĂĄǍ", "A"), ("àáâãäåāăąǎ", "a"), ("Æ", "AE"), ("æ", "ae"),
        ("ÇĆĈĊČ", "C"), ("çćĉċč", "c"), ("ÐĎĐ", "D"), ("ðďđ", "d"),
        ("ÈÉÊËĒĔĖĘĚ", "E"), ("èéêëēĕėęě", "e"), ("ĜĞĠĢ", "G"), ("ĝğġģ", "g"), ("ĤĦ", "H"), ("ĥħ", "h"),
        ("ÌÍÎÏĨĪĬĮİǏ", "I"), ("ìíîïĩīĭįıǐ", "i"), ("Ĳ", "IJ"), ("ĳ", "ij"), ("Ĵ", "J"), ("ĵ", "j"), ("Ķ", "K"), ("ķĸ", "k"),
        ("ĹĻĽĿŁ", "L"), ("ĺļľŀł", "l"), ("ÑŃŅŇŊ", "N"), ("ñńņňŉŋ", "n"),
        ("ÒÓÔÕÖØŌŎŐǑ", "O"), ("òóôõöøōŏőǒ", "o"), ("Œ", "OE"), ("œ", "oe"), ("ŔŖŘ", "R"), ("ŕŗř", "r"),
        ("ŚŜŞŠȘ", "S"), ("śŝşšșſ", "s"), ("ß", "ss"), ("ẞ", "SS"), ("ŢŤŦȚ", "T"), ("ţťŧț", "t"), ("Þ", "Th"), ("þ", "th"),
        ("ÙÚÛÜŨŪŬŮŰŲǓǕǗǙǛ", "U"), ("ùúûüũūŭůűųǔǖǘǚǜ", "u"), ("Ŵ", "W"), ("ŵ", "w"), ("ÝŶŸ", "Y"), ("ýÿŷ", "y"), ("ŹŻŽ", "Z"), ("źżž", "z"),
        ("‘’‚‛′`´ʼ", "'"), ("“”„‟″«»", "\""), ("‹", "<"), ("›", ">"), ("‐‑‒–—―−", "-"), ("…", "..."), ("•·‧∙", "."),
        ("⁄∕÷", "/"), ("×", "x"), ("∗", "*"), ("∼", "~"), ("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬃ", "ffi"), ("ﬄ", "ffl"), ("ﬅﬆ", "st"),
        ("⁰₀", "0"), ("¹₁", "1"), ("²₂", "2"), ("³₃", "3"), ("⁴₄", "4"), ("⁵₅", "5"), ("⁶₆", "6"), ("⁷₇", "7"), ("⁸₈", "8"), ("⁹₉", "9"),
        ("¼", "1/4"), ("½", "1/2"), ("¾", "3/4"), ("ª", "a"), ("º", "o"), ("™", "TM"), ("№", "No"), ("℃", "°C"), ("µ", "u"),
        ("。", "."), ("、", ","), ("「」『』〝〞", "\""), ("〈", "<"), ("〉", ">"), ("【〔", "["), ("】〕", "]"), ("〜", "~"),
    ];

    private static readonly FrozenDictionary<Rune, string> Table = Groups
        .SelectMany(group => group.From.EnumerateRunes().Select(rune => KeyValuePair.Create(rune, group.To)))
        .ToFrozenDictionary();

    /// <summary>The plain form of a character; itself if it has none; nothing for a combining mark.</summary>
    public static string Fold(Rune rune)
    {
        if (Table.TryGetValue(rune, out var folded))
        {
            return folded;
        }

        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? "" : rune.ToString();
    }
}
