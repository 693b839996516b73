namespace Glyph.Rendering.Layout;

/// <summary>
/// Where a glyph is drawn, given where it should stand. As in poppler's Splash (<c>splashFontFraction</c> is 4, and
/// vertical fractions are dropped): rounded down to a quarter of a pixel across, and to a whole pixel down.
/// </summary>
internal static class GlyphSnap
{
    /// <summary>Places that a glyph can take within one column of pixels.</summary>
    public const int Fractions = 4;

    // What is a whole number of pixels on paper may come out a little less in floating point.
    private const double Noise = 1e-4;

    /// <summary>An origin's place across, in quarters of a pixel.</summary>
    public static int Quarters(double pixels) => (int)Math.Floor((pixels * Fractions) + Noise);

    /// <summary>An origin's place across, in whole pixels: the nearest.</summary>
    public static int Nearest(double pixels) => (int)Math.Floor(pixels + 0.5);

    /// <summary>A baseline's place down, in pixels.</summary>
    public static int Down(double pixels) => (int)Math.Floor(pixels + Noise);
}
