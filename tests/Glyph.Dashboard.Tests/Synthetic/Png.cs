using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Glyph.Dashboard.Tests.Synthetic;

/// <summary>Writes grey pixels as a PNG.</summary>
internal static class Png
{
    public static byte[] Encode(byte[] pixels, int width, int height)
    {
        using var output = new MemoryStream();
        output.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8; // bits; grey, no interlace
        Chunk(output, "IHDR"u8, header);
        Chunk(output, "IDAT"u8, Compressed(pixels, width, height));
        Chunk(output, "IEND"u8, []);
        return output.ToArray();
    }

    public static string DataUrl(byte[] png) => $"data:image/png;base64,{Convert.ToBase64String(png)}";

    private static byte[] Compressed(byte[] pixels, int width, int height)
    {
        using var buffer = new MemoryStream();
        using (var zlib = new ZLibStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                zlib.WriteByte(0);
                zlib.Write(pixels.AsSpan(y * width, width));
            }
        }

        return buffer.ToArray();
    }

    private static void Chunk(Stream output, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        output.Write(number);
        output.Write(type);
        output.Write(data);
        var crc = new Crc32();
        crc.Append(type);
        crc.Append(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, crc.GetCurrentHashAsUInt32());
        output.Write(number);
    }
}
