namespace Glyph.Core.Configs;

/// <summary>How many shades a glyph has.</summary>
public enum GlyphMode
{
    /// <summary>A pixel takes as much ink as the outline covers of it.</summary>
    Grey,

    /// <summary>A pixel is all ink or none, as FreeType rasterises to 1 bit: stems thinner than a pixel are kept whole.</summary>
    Mono,
}

/// <summary>How far glyphs are fitted to the rows and columns of pixels. Advances are never hinted, so lines break alike.</summary>
public enum Hinting
{
    /// <summary>Outlines as the font has them.</summary>
    None,

    /// <summary>Fitted to rows alone, by FreeType's automatic hinter.</summary>
    Slight,

    /// <summary>Fitted by the font's own instructions where it has any.</summary>
    Full,
}
