using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Glyph.Core.Rendering;

namespace Glyph.Rendering.Formats;

/// <summary>
/// Writes images as PNG: 8-bit grey where every pixel is grey, a palette where there are at most 256 colours, else 8-bit RGB.
/// </summary>
/// <remarks>W3C PNG (second edition). No row is filtered: text compresses well without prediction, and faster.</remarks>
internal static class PngWriter
{
    private const int RowsAtOnce = 1 << 16; // bytes of rows that go to zlib in one call

    // Level 1 packs a page of text in a fifth of the time of level 6, to one and a half times its size.
    private static readonly ZLibCompressionOptions Fast = new() { CompressionLevel = 1 };

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private enum ColorType : byte
    {
        Grey = 0,
        Rgb = 2,
        Palette = 3,
    }

    private delegate void RowWriter(ReadOnlySpan<byte> pixels, Span<byte> row);

    /// <summary>Writes an image.</summary>
    public static void Write(PageImage image, Stream stream)
    {
        stream.Write(Signature);
        if (image.Format == PixelFormat.Grey)
        {
            WriteHead(image, ColorType.Grey, stream);
            WriteRows(image, 1, static (pixels, row) => pixels.CopyTo(row), stream);
        }
        else if (PngPalette.Of(image) is not { } palette)
        {
            WriteHead(image, ColorType.Rgb, stream);
            WriteRows(image, PixelRows.BytesPerRgb, PixelRows.ToRgb, stream);
        }
        else if (palette.IsGrey)
        {
            WriteHead(image, ColorType.Grey, stream);
            WriteRows(image, 1, PixelRows.ToGrey, stream);
        }
        else
        {
            WriteHead(image, ColorType.Palette, stream);
            PngChunks.Write(stream, "PLTE"u8, palette.Rgb);
            WriteRows(image, 1, palette.ToNumbers, stream);
        }

        PngChunks.Write(stream, "IEND"u8, []);
    }

    private static void WriteHead(PageImage image, ColorType type, Stream stream)
    {
        Span<byte> head = stackalloc byte[13];
        head.Clear();
        BinaryPrimitives.WriteInt32BigEndian(head, image.Size.Width);
        BinaryPrimitives.WriteInt32BigEndian(head[4..], image.Size.Height);
        head[8] = 8; // bits a channel
        head[9] = (byte)type;
        PngChunks.Write(stream, "IHDR"u8, head);
    }

    private static void WriteRows(PageImage image, int bytesPerPixel, RowWriter write, Stream stream)
    {
        var stride = 1 + (image.Size.Width * bytesPerPixel); // the number of the row's filter stands first: 0, none
        var rowsAtOnce = Math.Clamp(RowsAtOnce / stride, 1, image.Size.Height);
        var rows = ArrayPool<byte>.Shared.Rent(rowsAtOnce * stride);
        try
        {
            using var data = new PngDataStream(stream);
            using var zlib = new ZLibStream(data, Fast, leaveOpen: true);
            for (var y = 0; y < image.Size.Height;)
            {
                var length = 0;
                for (var end = Math.Min(image.Size.Height, y + rowsAtOnce); y < end; y++, length += stride)
                {
                    rows[length] = 0;
                    write(image.Row(y), rows.AsSpan(length + 1, stride - 1));
                }

                zlib.Write(rows.AsSpan(0, length));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rows);
        }
    }
}
