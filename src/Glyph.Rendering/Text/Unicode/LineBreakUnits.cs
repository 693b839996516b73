namespace Glyph.Rendering.Text.Unicode;

/// <summary>A character with the marks on it, which the rules of line breaking take as one (LB9).</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Class">Its class, by LB1 and LB10.</param>
/// <param name="CodePoint">Its first character.</param>
/// <param name="Properties">The properties of its first character.</param>
/// <param name="EndsWithJoiner">Whether it ends with a zero-width joiner.</param>
internal readonly record struct LineBreakUnit(
    int Start, int End, LineBreakClass Class, int CodePoint, CharacterProperties Properties, bool EndsWithJoiner)
{
    private const int DottedCircle = 0x25CC;
    private const int Hyphen = 0x2010;

    /// <summary>Whether it is East Asian.</summary>
    public bool IsEastAsian => Properties.IsEastAsian;

    /// <summary>Whether it is an opening quotation mark.</summary>
    public bool IsInitialQuote => Class == LineBreakClass.QU && Properties.IsInitialQuote;

    /// <summary>Whether it is a closing quotation mark.</summary>
    public bool IsFinalQuote => Class == LineBreakClass.QU && Properties.IsFinalQuote;

    /// <summary>Whether it is a letter: AL or HL.</summary>
    public bool IsLetter => Class is LineBreakClass.AL or LineBreakClass.HL;

    /// <summary>Whether it is an ideograph or emoji: ID, EB or EM.</summary>
    public bool IsIdeograph => Class is LineBreakClass.ID or LineBreakClass.EB or LineBreakClass.EM;

    /// <summary>Whether it is Hangul.</summary>
    public bool IsHangul => Class is LineBreakClass.JL or LineBreakClass.JV or LineBreakClass.JT or LineBreakClass.H2 or LineBreakClass.H3;

    /// <summary>Whether it is a hyphen, of U+2010 or U+002D.</summary>
    public bool IsHyphen => Class == LineBreakClass.HY || CodePoint == Hyphen;

    /// <summary>Whether it begins a syllable of an Indic script whose syllables do not break (LB28a): AK or a dotted circle.</summary>
    public bool IsAksara => Class == LineBreakClass.AK || CodePoint == DottedCircle;

    /// <summary>Whether it is <see cref="IsAksara"/> or AS.</summary>
    public bool IsAksaraOrStart => IsAksara || Class == LineBreakClass.AS;

    /// <summary>What stands before the text.</summary>
    public static LineBreakUnit None(int position) => new(position, position, LineBreakClass.None, -1, default, EndsWithJoiner: false);

    /// <summary>The unit that starts at a place.</summary>
    public static LineBreakUnit Read(ReadOnlySpan<char> text, int position)
    {
        if (position >= text.Length)
        {
            return None(position);
        }

        var codePoint = Utf16.CodePoint(text, position, out var length);
        var properties = CharacterProperties.Of(codePoint);
        var kind = Resolve(properties);
        var joiner = kind == LineBreakClass.ZWJ;
        var end = position + length;
        if (kind is not (LineBreakClass.BK or LineBreakClass.CR or LineBreakClass.LF or LineBreakClass.NL or LineBreakClass.SP or LineBreakClass.ZW))
        {
            while (end < text.Length)
            {
                var next = Resolve(CharacterProperties.Of(Utf16.CodePoint(text, end, out length)));
                if (next is not (LineBreakClass.CM or LineBreakClass.ZWJ))
                {
                    break;
                }

                joiner = next == LineBreakClass.ZWJ;
                end += length;
            }
        }

        // LB10
        var unit = kind is LineBreakClass.CM or LineBreakClass.ZWJ ? LineBreakClass.AL : kind;
        return new LineBreakUnit(position, end, unit, codePoint, properties, joiner);
    }

    /// <summary>LB1</summary>
    private static LineBreakClass Resolve(CharacterProperties properties) => properties.LineBreak switch
    {
        LineBreakClass.AI or LineBreakClass.SG or LineBreakClass.XX => LineBreakClass.AL,
        LineBreakClass.SA => properties.IsMark ? LineBreakClass.CM : LineBreakClass.AL,
        LineBreakClass.CJ => LineBreakClass.NS,
        var other => other,
    };
}
