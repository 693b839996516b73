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

    /// <summary>U+000A.</summary>
    public const int Newline = -3;

    /// <summary>U+00A0.</summary>
    public const int NoBreakSpace = -4;

    /// <summary>Never shown: soft hyphens, zero-width spaces, byte-order marks, directional marks.</summary>
    public const int Dropped = -5;

    /// <summary>A plain character for which the font has no glyph.</summary>
    public const int Missing = -6;

    /// <summary>An ideograph, kana or the like: a line may break before and after it.</summary>
    public const int Wide = -7;

    /// <summary>Full-width punctuation that must not start a line.</summary>
    public const int WideClose = -8;

    /// <summary>Full-width punctuation that must not end a line.</summary>
    public const int WideOpen = -9;

    /// <summary>Must be shaped together with its neighbours.</summary>
    public const int Complex = -10;

    /// <summary>Half of a character outside the basic plane.</summary>
    public const int Surrogate = -11;

    /// <summary>One character, one glyph; never stored in a table, which has the advance in its place.</summary>
    public const int Plain = 0;
}
