using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Glyph.Core.Configs;
using Glyph.Core.Rendering;

namespace Glyph.Rendering.Drawing;

/// <summary>Lays masks over images: the paper's colour where it is not covered, the ink's where it is, rounded to the nearest.</summary>
internal static class MaskBlender
{
    /// <summary>Lays a mask over an image; what would lie outside is left out.</summary>
    /// <param name="image">The image.</param>
    /// <param name="mask">The mask.</param>
    /// <param name="left">The image's column for the mask's first.</param>
    /// <param name="top">The image's row for the mask's first.</param>
    /// <param name="ink">The colour.</param>
    public static void Blend(PageImage image, GlyphMask mask, int left, int top, in Ink ink)
    {
        if (left < 0 || top < 0 || (long)left + mask.Stride > image.Size.Width || (long)top + mask.Height > image.Size.Height)
        {
            BlendClipped(image, mask, left, top, ink);
        }
        else if (image.Format == PixelFormat.Grey)
        {
            BlendGrey(image, mask, left, top, ink);
        }
        else
        {
            BlendRgba(image, mask, left, top, ink);
        }
    }

    /// <summary>One channel of one pixel.</summary>
    public static byte Mix(byte paper, byte ink, byte coverage) => (byte)(((paper * (255 - coverage)) + (ink * coverage) + 127) / 255);

    private static void BlendGrey(PageImage image, GlyphMask mask, int left, int top, in Ink ink)
    {
        var stride = image.Stride;
        ref var pixels = ref Unsafe.Add(ref MemoryMarshal.GetReference(image.Pixels), (top * stride) + left);
        ref var coverage = ref MemoryMarshal.GetArrayDataReference(mask.Coverage);
        for (var y = 0; y < mask.Height; y++)
        {
            for (var x = 0; x < mask.Stride; x += GlyphMask.Block)
            {
                MixEight(ref Unsafe.Add(ref pixels, x), Eight(ref Unsafe.Add(ref coverage, x)), ink.Channels);
            }

            pixels = ref Unsafe.Add(ref pixels, stride);
            coverage = ref Unsafe.Add(ref coverage, mask.Stride);
        }
    }

    private static void BlendRgba(PageImage image, GlyphMask mask, int left, int top, in Ink ink)
    {
        const int BytesPerPixel = 4;
        const int PixelsAtOnce = GlyphMask.Block / BytesPerPixel;
        var stride = image.Stride;
        ref var pixels = ref Unsafe.Add(ref MemoryMarshal.GetReference(image.Pixels), (top * stride) + (left * BytesPerPixel));
        ref var coverage = ref MemoryMarshal.GetArrayDataReference(mask.Coverage);
        for (var y = 0; y < mask.Height; y++)
        {
            for (var x = 0; x < mask.Stride; x += PixelsAtOnce)
            {
                var two = Vector128.Create(
                    Vector64.Create((ushort)Unsafe.Add(ref coverage, x)), Vector64.Create((ushort)Unsafe.Add(ref coverage, x + 1)));
                if (two != Vector128<ushort>.Zero)
                {
                    MixEight(ref Unsafe.Add(ref pixels, x * BytesPerPixel), two, ink.Channels);
                }
            }

            pixels = ref Unsafe.Add(ref pixels, stride);
            coverage = ref Unsafe.Add(ref coverage, mask.Stride);
        }
    }

    private static void BlendClipped(PageImage image, GlyphMask mask, int left, int top, in Ink ink)
    {
        var first = Math.Max(0, -left);
        var end = Math.Min(mask.Width, image.Size.Width - left);
        var lastRow = Math.Min(mask.Height, image.Size.Height - top);
        for (var y = Math.Max(0, -top); y < lastRow; y++)
        {
            var row = image.Row(top + y);
            for (var x = first; x < end; x++)
            {
                var pixel = row.Slice((left + x) * image.BytesPerPixel, image.BytesPerPixel);
                for (var channel = 0; channel < pixel.Length; channel++)
                {
                    pixel[channel] = Mix(pixel[channel], (byte)ink.Channels[channel], mask.Coverage[(y * mask.Stride) + x]);
                }
            }
        }
    }

    /// <summary>
    /// <see cref="Mix"/> of eight bytes. All sums fit 16 bits, and <c>(v + 1 + (v &gt;&gt; 8)) &gt;&gt; 8</c> is exactly
    /// <c>v / 255</c> for v below 65,535.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MixEight(ref byte pixels, Vector128<ushort> coverage, Vector128<ushort> ink)
    {
        var paper = Eight(ref pixels);
        var sum = (paper << 8) - paper + (coverage * (ink - paper)) + Vector128.Create((ushort)127);
        var mixed = (sum + Vector128<ushort>.One + (sum >> 8)) >> 8;
        Unsafe.WriteUnaligned(ref pixels, Vector128.Narrow(mixed, mixed).AsUInt64().ToScalar());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Eight(ref byte bytes) =>
        Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref bytes)).AsByte());
}

/// <summary>A colour as eight channels of pixels of a format.</summary>
internal readonly struct Ink(Rgb color, PixelFormat format)
{
    /// <summary>Eight grey pixels, or two of red, green, blue and alpha.</summary>
    public Vector128<ushort> Channels { get; } = format == PixelFormat.Grey
        ? Vector128.Create((ushort)color.R)
        : Vector128.Create((ushort)color.R, color.G, color.B, 255, color.R, color.G, color.B, 255);
}
