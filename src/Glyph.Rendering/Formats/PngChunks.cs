using System.Buffers.Binary;
using System.IO.Hashing;

namespace Glyph.Rendering.Formats;

/// <summary>Writes the chunks of a PNG file (PNG 1.2, section 3): length, type, data, and the CRC of type and data.</summary>
internal static class PngChunks
{
    /// <summary>Bytes before a chunk's data: its length and type.</summary>
    public const int HeadLength = 8;

    /// <summary>Bytes after a chunk's data: its CRC.</summary>
    public const int TailLength = 4;

    /// <summary>Writes a chunk.</summary>
    public static void Write(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[HeadLength + data.Length + TailLength];
        data.CopyTo(chunk.AsSpan(HeadLength));
        Write(stream, type, chunk, data.Length);
    }

    /// <summary>Writes a chunk whose data stands in a buffer, with room before and behind it for what goes with it.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="type">The four letters of its type.</param>
    /// <param name="chunk">The buffer: <see cref="HeadLength"/> bytes, the data, <see cref="TailLength"/> bytes.</param>
    /// <param name="dataLength">How much data there is.</param>
    public static void Write(Stream stream, ReadOnlySpan<byte> type, Span<byte> chunk, int dataLength)
    {
        BinaryPrimitives.WriteInt32BigEndian(chunk, dataLength);
        type.CopyTo(chunk[4..]);
        BinaryPrimitives.WriteUInt32BigEndian(chunk[(HeadLength + dataLength)..], Crc32.HashToUInt32(chunk.Slice(4, 4 + dataLength)));
        stream.Write(chunk[..(HeadLength + dataLength + TailLength)]);
    }
}
