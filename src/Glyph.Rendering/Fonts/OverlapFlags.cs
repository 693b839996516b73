using System.Buffers.Binary;
using SkiaSharp;

namespace Glyph.Rendering.Fonts;

/// <summary>
/// Whether a TrueType glyph says that its contours overlap (<c>OVERLAP_SIMPLE</c>, <c>OVERLAP_COMPOUND</c> of the OpenType
/// specification's <c>glyf</c> table). Skia merges the contours of such a glyph, and what it gives is right only by the
/// even-odd rule: it turns contours to suit the winding rule, but not those that stand in the hollow of others.
/// </summary>
internal static class OverlapFlags
{
    private const uint Head = 0x68656164;
    private const uint Loca = 0x6C6F6361;
    private const uint Glyf = 0x676C7966;
    private const int LocationFormat = 50; // in head: whether places are 4 bytes, rather than half of them in 2
    private const int GlyphHeader = 10;
    private const byte OverlapSimple = 0x40;
    private const ushort OverlapCompound = 0x0400;
    private const ushort ArgumentsAreWords = 0x0001;
    private const ushort HasScale = 0x0008;
    private const ushort MoreComponents = 0x0020;
    private const ushort HasTwoScales = 0x0040;
    private const ushort HasMatrix = 0x0080;
    private const int DeepestNesting = 8;

    /// <summary>Whether a glyph, or a part of it, has the flag; no for a font without <c>glyf</c> table, or a broken one.</summary>
    public static bool Has(SKTypeface typeface, ushort glyph) => Has(typeface, glyph, 0);

    private static bool Has(SKTypeface typeface, ushort glyph, int depth)
    {
        if (depth > DeepestNesting || Place(typeface, glyph) is not { } place || Read(typeface, Glyf, place, GlyphHeader) is not { } header)
        {
            return false;
        }

        var contours = BinaryPrimitives.ReadInt16BigEndian(header);
        return contours >= 0 ? IsSimpleOverlap(typeface, place + GlyphHeader + (2 * contours)) : IsCompoundOverlap(typeface, place + GlyphHeader, depth);
    }

    private static bool IsSimpleOverlap(SKTypeface typeface, int instructions) =>
        Read(typeface, Glyf, instructions, 2) is { } length
        && Read(typeface, Glyf, instructions + 2 + BinaryPrimitives.ReadUInt16BigEndian(length), 1) is [var flags]
        && (flags & OverlapSimple) != 0;

    private static bool IsCompoundOverlap(SKTypeface typeface, int component, int depth)
    {
        while (Read(typeface, Glyf, component, 4) is { } bytes)
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(bytes);
            if ((flags & OverlapCompound) != 0 || Has(typeface, BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(2)), depth + 1))
            {
                return true;
            }

            if ((flags & MoreComponents) == 0)
            {
                return false;
            }

            component += 4 + ((flags & ArgumentsAreWords) != 0 ? 4 : 2)
                + ((flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0);
        }

        return false;
    }

    /// <summary>Where a glyph stands in <c>glyf</c>; null for an empty one.</summary>
    private static int? Place(SKTypeface typeface, ushort glyph)
    {
        if (Read(typeface, Head, LocationFormat, 2) is not { } format)
        {
            return null;
        }

        var isLong = BinaryPrimitives.ReadInt16BigEndian(format) != 0;
        var width = isLong ? 4 : 2;
        if (Read(typeface, Loca, glyph * width, 2 * width) is not { } places)
        {
            return null;
        }

        var (from, to) = isLong
            ? (BinaryPrimitives.ReadUInt32BigEndian(places), BinaryPrimitives.ReadUInt32BigEndian(places.AsSpan(4)))
            : (2u * BinaryPrimitives.ReadUInt16BigEndian(places), 2u * BinaryPrimitives.ReadUInt16BigEndian(places.AsSpan(2)));
        return to > from && from <= int.MaxValue / 2 ? (int)from : null;
    }

    /// <summary>Bytes of a table; null where it has not so many.</summary>
    private static unsafe byte[]? Read(SKTypeface typeface, uint table, int offset, int length)
    {
        var bytes = new byte[length];
        fixed (byte* pointer = bytes)
        {
            return typeface.TryGetTableData(table, offset, length, (nint)pointer) ? bytes : null;
        }
    }
}
