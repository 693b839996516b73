namespace Glyph.Rendering.Formats;

/// <summary>Turns rows of RGBA pixels into what files hold.</summary>
internal static class PixelRows
{
    /// <summary>Bytes a pixel of red, green and blue.</summary>
    public const int BytesPerRgb = 3;

    private const int BytesPerRgba = 4;

    /// <summary>Keeps one channel of pixels that are grey.</summary>
    public static void ToGrey(ReadOnlySpan<byte> rgba, Span<byte> grey)
    {
        for (var i = 0; i < grey.Length; i++)
        {
            grey[i] = rgba[i * BytesPerRgba];
        }
    }

    /// <summary>Leaves the alpha out.</summary>
    public static void ToRgb(ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        for (int from = 0, to = 0; from < rgba.Length; from += BytesPerRgba, to += BytesPerRgb)
        {
            rgb[to] = rgba[from];
            rgb[to + 1] = rgba[from + 1];
            rgb[to + 2] = rgba[from + 2];
        }
    }
}
