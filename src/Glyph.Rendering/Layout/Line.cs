using Glyph.Rendering.Text.Unicode;

namespace Glyph.Rendering.Layout;

/// <summary>One line as laid out: what it shows of the source, how wide that is, and, once placed, where it stands.</summary>
internal struct Line
{
    /// <summary>The first character that it shows.</summary>
    public int Start;

    /// <summary>The first character after it.</summary>
    public int End;

    /// <summary>The natural width in font units.</summary>
    public long Width;

    /// <summary>How many places can be stretched or squeezed: between words, and no-break spaces.</summary>
    public int Gaps;

    /// <summary>How many of its characters no font has.</summary>
    public int Missing;

    /// <summary>Whether any of it is shown in another font than the config's.</summary>
    public bool HasFallback;

    /// <summary>Whether any of it is shaped, so that its ink may reach further than letters do.</summary>
    public bool IsShaped;

    /// <summary>Whether a hyphen shows at its end, where a soft one broke it; <see cref="Width"/> has it.</summary>
    public bool Hyphen;

    /// <summary>The directions of its source line; null where all of it is written from left to right.</summary>
    public BidiParagraph? Bidi;

    /// <summary>Whether a line break of the source ended it.</summary>
    public bool Broken;

    /// <summary>Whether it is the last of its block.</summary>
    public bool Last;

    /// <summary>Whether it is the first of its block.</summary>
    public bool First;

    /// <summary>Whether it holds an ideograph or full-width punctuation.</summary>
    public bool Wide;

    /// <summary>Whether a space stands before its first word.</summary>
    public bool LeadingSpace;

    /// <summary>Where its first word starts, in pt from the page's left edge.</summary>
    public double X;

    /// <summary>Its baseline, in pt from the page's top edge.</summary>
    public double Baseline;

    /// <summary>What each gap is widened by, in pt; negative where it is squeezed.</summary>
    public double Extra;

    /// <summary>Whether it shows nothing.</summary>
    public readonly bool IsBlank => Start == End;
}
