using System.Buffers;
using System.Text;
using Glyph.Core.Rendering;

namespace Glyph.Rendering.Formats;

/// <summary>
/// Writes images as binary netpbm, the plainest format that carries a size: <c>P5</c> (grey) or <c>P6</c> (red, green, blue),
/// width, height and 255 as text, then the pixels row by row.
/// </summary>
internal static class NetpbmWriter
{
    /// <summary>Writes an image.</summary>
    public static void Write(PageImage image, Stream stream)
    {
        var isGrey = image.Format == PixelFormat.Grey;
        stream.Write(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{(isGrey ? "P5" : "P6")}\n{image.Size.Width} {image.Size.Height}\n255\n")));
        if (isGrey)
        {
            stream.Write(image.Pixels);
            return;
        }

        var row = ArrayPool<byte>.Shared.Rent(image.Size.Width * PixelRows.BytesPerRgb);
        try
        {
            for (var y = 0; y < image.Size.Height; y++)
            {
                var rgb = row.AsSpan(0, image.Size.Width * PixelRows.BytesPerRgb);
                PixelRows.ToRgb(image.Row(y), rgb);
                stream.Write(rgb);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(row);
        }
    }
}
