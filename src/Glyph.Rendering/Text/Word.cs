namespace Glyph.Rendering.Text;

/// <summary>
/// What a line may not be broken within: a run of text between white space, an ideograph with its punctuation, or a line
/// break of the source. Widths are in font units.
/// </summary>
internal struct Word
{
    /// <summary>The first character in the source.</summary>
    public int Start;

    /// <summary>The first character after it.</summary>
    public int End;

    /// <summary>The width without the space before it.</summary>
    public long Width;

    /// <summary>How many no-break spaces it holds, each of which justification may stretch.</summary>
    public int NoBreakSpaces;

    /// <summary>How many of its characters no font has.</summary>
    public int Missing;

    /// <summary>Whether any of it is shown in another font than the config's.</summary>
    public bool HasFallback;

    /// <summary>What it is.</summary>
    public WordKind Kind;

    /// <summary>Whether white space stands before it.</summary>
    public bool AfterSpace;

    /// <summary>Whether justification may stretch the place before it: after white space, and beside ideographs.</summary>
    public bool AfterGap;

    /// <summary>Whether it holds an ideograph or full-width punctuation.</summary>
    public bool Wide;

    /// <summary>Whether it ends with a soft hyphen, which shows if the line does.</summary>
    public bool EndsWithSoftHyphen;
}

/// <summary>What a <see cref="Word"/> is.</summary>
internal enum WordKind : byte
{
    /// <summary>One glyph a character.</summary>
    Plain,

    /// <summary>Text that HarfBuzz shapes.</summary>
    Shaped,

    /// <summary>A line break of the source, or the mark shown for it.</summary>
    Newline,
}
