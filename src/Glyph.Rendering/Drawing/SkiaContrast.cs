using SkiaSharp;

namespace Glyph.Rendering.Drawing;

/// <summary>
/// Undoes what Skia does to the coverage of black text: on a surface of linear colours a becomes a + c a (1 - a), where c is
/// SK_GAMMA_CONTRAST, 0.5 (Skia, <c>SkMaskGamma.cpp</c>). Hinted glyphs are then as dark as unhinted ones.
/// </summary>
internal static class SkiaContrast
{
    private const double Contrast = 0.5;

    private static readonly byte[] Raw = [.. Enumerable.Range(0, 256).Select(Invert)];

    /// <summary>The colours of a surface on which Skia changes contrast but not gamma.</summary>
    public static SKColorSpace ColorSpace() => SKColorSpace.CreateSrgbLinear();

    /// <summary>Brings coverage back to the share of each pixel that is covered.</summary>
    public static void Undo(Span<byte> coverage)
    {
        foreach (ref var value in coverage)
        {
            value = Raw[value];
        }
    }

    private static byte Invert(int drawn)
    {
        const double sum = 1 + Contrast;
        return (byte)Math.Round(255 * (sum - Math.Sqrt((sum * sum) - (4 * Contrast * drawn / 255))) / (2 * Contrast));
    }
}
