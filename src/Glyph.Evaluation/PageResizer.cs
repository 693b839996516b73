using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation;

/// <summary>
/// Resizes a page as the targets' processors do: bicubic with antialiasing, first across, then down, each pass in fixed point
/// and rounded to 8 bits (Pillow's <c>BICUBIC</c>, torchvision's <c>antialias=True</c>).
/// </summary>
public static class PageResizer
{
    private const int FractionBits = 22;
    private const int Half = 1 << (FractionBits - 1);

    /// <summary>Gives the page at another size; the page itself if it has that size. The page given is used up.</summary>
    public static PageImage Resize(PageImage page, PixelSize size)
    {
        if (page.Size == size)
        {
            return page;
        }

        using (page)
        {
            var across = Fixed(new CubicWeights(page.Size.Width, 0, page.Size.Width, size.Width));
            var down = Fixed(new CubicWeights(page.Size.Height, 0, page.Size.Height, size.Height));
            var stride = size.Width * page.BytesPerPixel;
            var rows = ArrayPool<byte>.Shared.Rent(stride * page.Size.Height);
            try
            {
                for (var y = 0; y < page.Size.Height; y++)
                {
                    if (page.Format == PixelFormat.Grey)
                    {
                        AcrossGrey(page.Row(y), across, rows.AsSpan(y * stride, stride));
                    }
                    else
                    {
                        Across(page.Row(y), across, rows.AsSpan(y * stride, stride));
                    }
                }

                var result = new PageImage(size, page.Format);
                for (var y = 0; y < size.Height; y++)
                {
                    Down(rows.AsSpan(down[y].First * stride), stride, down[y].Weights, result.Row(y));
                }

                return result;
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(rows);
            }
        }
    }

    private static void AcrossGrey(ReadOnlySpan<byte> source, (int First, int[] Weights)[] taps, Span<byte> output)
    {
        for (var x = 0; x < output.Length; x++)
        {
            var (first, weights) = taps[x];
            var sum = Half;
            for (var k = 0; k < weights.Length; k++)
            {
                sum += source[first + k] * weights[k];
            }

            output[x] = (byte)Math.Clamp(sum >> FractionBits, 0, 255);
        }
    }

    private static void Across(ReadOnlySpan<byte> source, (int First, int[] Weights)[] taps, Span<byte> output)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(source);
        var results = MemoryMarshal.Cast<byte, uint>(output);
        for (var x = 0; x < results.Length; x++)
        {
            var (first, weights) = taps[x];
            var sum = Vector128.Create(Half);
            for (var k = 0; k < weights.Length; k++)
            {
                sum += Widen(pixels[first + k]) * weights[k];
            }

            results[x] = Narrow(sum);
        }
    }

    /// <summary>Every byte of a row depends on the bytes above and below it alone, whatever a pixel is: four at a time.</summary>
    private static void Down(ReadOnlySpan<byte> rows, int stride, int[] weights, Span<byte> output)
    {
        var x = 0;
        for (; x <= stride - sizeof(uint); x += sizeof(uint))
        {
            var sum = Vector128.Create(Half);
            for (var k = 0; k < weights.Length; k++)
            {
                sum += Widen(MemoryMarshal.Read<uint>(rows[((k * stride) + x)..])) * weights[k];
            }

            MemoryMarshal.Write(output[x..], Narrow(sum));
        }

        for (; x < stride; x++)
        {
            var sum = Half;
            for (var k = 0; k < weights.Length; k++)
            {
                sum += rows[(k * stride) + x] * weights[k];
            }

            output[x] = (byte)Math.Clamp(sum >> FractionBits, 0, 255);
        }
    }

    private static Vector128<int> Widen(uint pixel) =>
        Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(pixel).AsByte())).AsInt32();

    private static uint Narrow(Vector128<int> sum)
    {
        var clamped = Vector128.Min(Vector128.Max(sum >> FractionBits, Vector128<int>.Zero), Vector128.Create(255)).AsUInt32();
        return Vector128.Narrow(Vector128.Narrow(clamped, clamped), Vector128<ushort>.Zero).AsUInt32().ToScalar();
    }

    private static (int First, int[] Weights)[] Fixed(CubicWeights weights)
    {
        var taps = new (int, int[])[weights.OutputLength];
        for (var i = 0; i < taps.Length; i++)
        {
            var source = weights.Of(i);
            var integers = new int[source.Length];
            for (var k = 0; k < integers.Length; k++)
            {
                integers[k] = (int)Math.Round(source[k] * (1 << FractionBits), MidpointRounding.AwayFromZero);
            }

            taps[i] = (weights.First(i), integers);
        }

        return taps;
    }
}
