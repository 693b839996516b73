using System.Globalization;

namespace Glyph.Core.Configs;

/// <summary>An opaque colour, 8 bits a channel.</summary>
public readonly record struct Rgb(byte R, byte G, byte B)
{
    /// <summary>Black, <c>#000000</c>.</summary>
    public static Rgb Black { get; } = new(0, 0, 0);

    /// <summary>White, <c>#FFFFFF</c>.</summary>
    public static Rgb White { get; } = new(255, 255, 255);

    /// <summary>Whether red, green and blue are equal.</summary>
    public bool IsGrey => R == G && G == B;

    /// <summary>
    /// The relative luminance in [0, 1], WCAG 2.1 (<c>#dfn-relative-luminance</c>).
    /// </summary>
    public double Luminance
    {
        get
        {
            static double Linear(byte channel)
            {
                var c = channel / 255.0;
                return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
            }

            return (0.2126 * Linear(R)) + (0.7152 * Linear(G)) + (0.0722 * Linear(B));
        }
    }

    /// <summary>The WCAG 2.1 contrast ratio of two colours, from 1 (the same) to 21 (black on white).</summary>
    public static double Contrast(Rgb a, Rgb b)
    {
        var (high, low) = a.Luminance >= b.Luminance ? (a.Luminance, b.Luminance) : (b.Luminance, a.Luminance);
        return (high + 0.05) / (low + 0.05);
    }

    /// <summary>Reads <c>#RRGGBB</c>.</summary>
    public static bool TryParse(string? text, out Rgb color)
    {
        color = default;
        if (text is not { Length: 7 } || text[0] != '#'
            || !uint.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        color = new Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        return true;
    }

    /// <summary><c>#RRGGBB</c>, upper case.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{R:X2}{G:X2}{B:X2}");
}
