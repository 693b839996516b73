namespace Glyph.Rendering.Fonts;

/// <summary>The bounds of a glyph's outline in font units, y upwards; empty for a glyph without ink.</summary>
internal readonly record struct GlyphInk(short XMin, short YMin, short XMax, short YMax)
{
    /// <summary>Whether the glyph draws nothing.</summary>
    public bool IsEmpty => XMax <= XMin || YMax <= YMin;

    /// <summary>The least bounds around both.</summary>
    public GlyphInk Union(GlyphInk other) =>
        IsEmpty ? other
        : other.IsEmpty ? this
        : new(Math.Min(XMin, other.XMin), Math.Min(YMin, other.YMin), Math.Max(XMax, other.XMax), Math.Max(YMax, other.YMax));

    /// <summary>All four numbers in one word, so that threads may share a table of them without locks.</summary>
    public long Pack() => ((long)(ushort)XMin << 48) | ((long)(ushort)YMin << 32) | ((long)(ushort)XMax << 16) | (ushort)YMax;

    /// <summary>The reverse of <see cref="Pack"/>.</summary>
    public static GlyphInk Unpack(long packed) => new((short)(packed >> 48), (short)(packed >> 32), (short)(packed >> 16), (short)packed);
}
