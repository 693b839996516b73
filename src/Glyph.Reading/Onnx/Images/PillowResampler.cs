namespace Glyph.Reading.Onnx.Images;

/// <summary>The filters of Pillow, by the numbers that <c>preprocessor_config.json</c> has in 'resample'.</summary>
internal enum ResampleFilter
{
    /// <summary>The nearest pixel.</summary>
    Nearest = 0,

    /// <summary>A windowed sinc, three lobes.</summary>
    Lanczos = 1,

    /// <summary>A triangle.</summary>
    Bilinear = 2,

    /// <summary>The cubic with a = -1/2.</summary>
    Bicubic = 3,

    /// <summary>Equal weights.</summary>
    Box = 4,

    /// <summary>A windowed sinc, one lobe.</summary>
    Hamming = 5,
}

/// <summary>
/// Resizes as Pillow's <c>Image.resize</c> does, to the very byte: filters widened on down-scaling, columns before rows, whole
/// numbers of 22 bits after the point, and rounding to bytes between the two passes. Models were trained on such pixels.
/// </summary>
/// <remarks>After the documentation and behaviour of Pillow 9 to 11; checked against Pillow 9.4.</remarks>
internal static class PillowResampler
{
    private const int FractionBits = 22;

    /// <summary>Resizes an image; one that has the size already is returned as it is.</summary>
    public static RgbImage Resize(RgbImage image, int width, int height, ResampleFilter filter)
    {
        if (filter == ResampleFilter.Nearest)
        {
            return Nearest(image, width, height);
        }

        var wide = width == image.Width ? image : Columns(image, width, filter);
        return height == image.Height ? wide : Rows(wide, height, filter);
    }

    private static RgbImage Nearest(RgbImage image, int width, int height)
    {
        var (columns, rows) = (Middles(image.Width, width), Middles(image.Height, height));
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                image.Pixels.AsSpan(((rows[y] * image.Width) + columns[x]) * 3, 3).CopyTo(pixels.AsSpan(((y * width) + x) * 3));
            }
        }

        return new RgbImage(width, height, pixels);
    }

    /// <summary>The sample under the middle of each new one. Pillow adds step upon step, whose rounding decides ties.</summary>
    private static int[] Middles(int source, int target)
    {
        var scale = (double)source / target;
        var middles = new int[target];
        var at = scale * 0.5;
        for (var i = 0; i < target; i++, at += scale)
        {
            middles[i] = Math.Min((int)at, source - 1);
        }

        return middles;
    }

    private static RgbImage Columns(RgbImage image, int width, ResampleFilter filter)
    {
        var (first, weights) = Weights(image.Width, width, filter);
        var pixels = new byte[width * image.Height * 3];
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var from = ((y * image.Width) + first[x]) * 3;
                Sum(image.Pixels, from, 3, weights[x], pixels, ((y * width) + x) * 3);
            }
        }

        return new RgbImage(width, image.Height, pixels);
    }

    private static RgbImage Rows(RgbImage image, int height, ResampleFilter filter)
    {
        var (first, weights) = Weights(image.Height, height, filter);
        var stride = image.Width * 3;
        var pixels = new byte[height * stride];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < stride; x += 3)
            {
                Sum(image.Pixels, (first[y] * stride) + x, stride, weights[y], pixels, (y * stride) + x);
            }
        }

        return new RgbImage(image.Width, height, pixels);
    }

    private static void Sum(byte[] source, int from, int step, int[] weights, byte[] target, int to)
    {
        const int Half = 1 << (FractionBits - 1);
        var (red, green, blue) = (Half, Half, Half);
        foreach (var weight in weights)
        {
            red += source[from] * weight;
            green += source[from + 1] * weight;
            blue += source[from + 2] * weight;
            from += step;
        }

        target[to] = (byte)Math.Clamp(red >> FractionBits, 0, 255);
        target[to + 1] = (byte)Math.Clamp(green >> FractionBits, 0, 255);
        target[to + 2] = (byte)Math.Clamp(blue >> FractionBits, 0, 255);
    }

    private static (int[] First, int[][] Weights) Weights(int source, int target, ResampleFilter filter)
    {
        var scale = (double)source / target;
        var stretch = Math.Max(scale, 1);
        var radius = Radius(filter) * stretch;
        var first = new int[target];
        var weights = new int[target][];
        for (var i = 0; i < target; i++)
        {
            var centre = (i + 0.5) * scale;
            first[i] = Math.Max(0, (int)(centre - radius + 0.5));
            var end = Math.Min(source, (int)(centre + radius + 0.5));
            var exact = new double[end - first[i]];
            for (var k = 0; k < exact.Length; k++)
            {
                exact[k] = Weight(filter, (k + first[i] - centre + 0.5) / stretch);
            }

            var sum = exact.Sum();
            weights[i] = [.. exact.Select(w => (int)((w / sum * (1 << FractionBits)) + (w < 0 ? -0.5 : 0.5)))];
        }

        return (first, weights);
    }

    private static double Radius(ResampleFilter filter) => filter switch
    {
        ResampleFilter.Box => 0.5,
        ResampleFilter.Bicubic => 2,
        ResampleFilter.Lanczos => 3,
        _ => 1,
    };

    private static double Weight(ResampleFilter filter, double x)
    {
        var distance = Math.Abs(x);
        return filter switch
        {
            ResampleFilter.Box => x is > -0.5 and <= 0.5 ? 1 : 0,
            ResampleFilter.Bilinear => Math.Max(0, 1 - distance),
            ResampleFilter.Hamming => distance >= 1 ? 0 : Sinc(distance) * (0.54 + (0.46 * Math.Cos(distance * Math.PI))),
            ResampleFilter.Lanczos => x is >= -3 and < 3 ? Sinc(x) * Sinc(x / 3) : 0,
            _ when distance < 1 => (((1.5 * distance) - 2.5) * distance * distance) + 1,
            _ when distance < 2 => (((((distance - 5) * distance) + 8) * distance) - 4) * -0.5,
            _ => 0,
        };
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(x * Math.PI) / (x * Math.PI);
}
