namespace Glyph.Rendering.Text;

/// <summary>
/// What a character means to the layout. A font's table holds a plain character's advance itself, so that most text is
/// measured by one look-up and one addition a character; the codes are what is not plain, and therefore negative.
/// </summary>
internal static class CharacterCode
{
    /// <summary>Not looked up yet.</summary>
    public const int Unknown = -1;

    /// <summary>White space that collapses and at which a line may break.</summary>
    public const int White = -2;

    /// <summary>A line break of the source: U+000A, and by default all that Unicode takes for one.</summary>
    public const int Newline = -3;

    /// <summary>A space that neither collapses nor lets a line break.</summary>
    public const int NoBreakSpace = -4;

    /// <summary>Invisible by nature, but for what it does to breaks and directions: soft hyphens, zero-width spaces, directional marks.</summary>
    public const int Invisible = -5;

    /// <summary>A plain character for which the font has no glyph.</summary>
    public const int Missing = -6;

    /// <summary>One character, one glyph, at whose sides lines may break and stretch: ideographs, kana, full-width forms.</summary>
    public const int Wide = -7;

    /// <summary>One character, one glyph, at whose sides lines may break: Hangul, emoji.</summary>
    public const int Single = -8;

    /// <summary>A control character: something else is shown for it.</summary>
    public const int Control = -9;

    /// <summary>Must be shaped together with its neighbours.</summary>
    public const int Complex = -10;

    /// <summary>Half of a character outside the basic plane.</summary>
    public const int Surrogate = -11;

    /// <summary>U+000D: part of the line break after it, or a line break.</summary>
    public const int CarriageReturn = -12;

    /// <summary>U+0009: part of a line's indentation, or white space.</summary>
    public const int Tab = -13;

    /// <summary>One character, one glyph, part of a Latin-like word; never stored in a table, which has the advance in its place.</summary>
    public const int Plain = 0;
}
