using System.Buffers.Binary;
using System.Text;

namespace Glyph.Rendering.Fonts;

/// <summary>
/// Reads the names of the faces in an OpenType file (<c>.ttf</c>, <c>.otf</c>, <c>.ttc</c>) from its name table alone, so
/// that hundreds of fonts can be listed quickly. Format: OpenType 1.9, "name" and "Font Collections".
/// </summary>
internal static class OpenTypeNames
{
    private const uint CollectionTag = 0x74746366; // ttcf
    private const uint NameTag = 0x6E616D65; // name
    private const int MaximumTable = 1 << 20;

    private static readonly string[] RegularStyles = ["Regular", "Normal", "Book", "Roman"];

    /// <summary>The name of each face in the file, in order.</summary>
    /// <exception cref="InvalidDataException">The file is not a font.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 4096);
        var head = Bytes(file, 0, 12);
        if (BinaryPrimitives.ReadUInt32BigEndian(head) != CollectionTag)
        {
            return [FaceName(file, 0)];
        }

        var count = BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(8));
        if (count is 0 or > 1024)
        {
            throw new InvalidDataException("the font collection states no sensible number of fonts");
        }

        var offsets = Bytes(file, 12, (int)count * 4);
        return [.. Enumerable.Range(0, (int)count).Select(i => FaceName(file, BinaryPrimitives.ReadUInt32BigEndian(offsets.AsSpan(i * 4))))];
    }

    private static string FaceName(Stream file, long start)
    {
        var head = Bytes(file, start, 12);
        var version = BinaryPrimitives.ReadUInt32BigEndian(head);
        if (version is not (0x00010000 or 0x4F54544F or 0x74727565))
        {
            throw new InvalidDataException("it does not start as a TrueType or OpenType font does");
        }

        var tables = BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(4));
        var records = Bytes(file, start + 12, tables * 16);
        for (var i = 0; i < tables; i++)
        {
            var record = records.AsSpan(i * 16, 16);
            if (BinaryPrimitives.ReadUInt32BigEndian(record) == NameTag)
            {
                var length = BinaryPrimitives.ReadUInt32BigEndian(record[12..]);
                return FullName(Bytes(file, BinaryPrimitives.ReadUInt32BigEndian(record[8..]), (int)Math.Min(length, MaximumTable)));
            }
        }

        throw new InvalidDataException("it has no name table");
    }

    private static string FullName(ReadOnlySpan<byte> table)
    {
        var family = Find(table, 16) ?? Find(table, 1) ?? throw new InvalidDataException("it does not name its family");
        var style = Find(table, 17) ?? Find(table, 2) ?? "";
        return style.Length == 0 || RegularStyles.Contains(style, StringComparer.OrdinalIgnoreCase) ? family : $"{family} {style}";
    }

    /// <summary>A name by its id; English as Windows stores it is preferred to any other record that can be read.</summary>
    private static string? Find(ReadOnlySpan<byte> table, int id)
    {
        if (table.Length < 6)
        {
            throw new InvalidDataException("its name table is cut off");
        }

        var count = BinaryPrimitives.ReadUInt16BigEndian(table[2..]);
        var strings = BinaryPrimitives.ReadUInt16BigEndian(table[4..]);
        string? best = null;
        for (var i = 0; i < count && 6 + ((i + 1) * 12) <= table.Length; i++)
        {
            var record = table.Slice(6 + (i * 12), 12);
            var platform = BinaryPrimitives.ReadUInt16BigEndian(record);
            var language = BinaryPrimitives.ReadUInt16BigEndian(record[4..]);
            var length = BinaryPrimitives.ReadUInt16BigEndian(record[8..]);
            var offset = strings + BinaryPrimitives.ReadUInt16BigEndian(record[10..]);
            if (BinaryPrimitives.ReadUInt16BigEndian(record[6..]) != id || length == 0 || offset + length > table.Length)
            {
                continue;
            }

            var bytes = table.Slice(offset, length);
            switch (platform)
            {
                case 3 when language == 0x409:
                    return Encoding.BigEndianUnicode.GetString(bytes).Trim();
                case 0 or 3:
                    best ??= Encoding.BigEndianUnicode.GetString(bytes).Trim();
                    break;
                case 1 when language == 0:
                    best ??= Encoding.Latin1.GetString(bytes).Trim();
                    break;
            }
        }

        return best;
    }

    private static byte[] Bytes(Stream file, long offset, int count)
    {
        var bytes = new byte[count];
        file.Position = offset;
        if (file.ReadAtLeast(bytes, count, throwOnEndOfStream: false) < count)
        {
            throw new InvalidDataException("the file is cut off");
        }

        return bytes;
    }
}
