using System.Numerics;
using System.Runtime.InteropServices;
using Glyph.Core.Rendering;

namespace Glyph.Rendering.Formats;

/// <summary>The colours of an image, numbered in the order in which they first appear.</summary>
internal sealed class PngPalette
{
    /// <summary>How many colours a palette holds.</summary>
    public const int MaximumColors = 256;

    private const int Slots = 4 * MaximumColors;
    private const uint Multiplier = 0x9E3779B1; // the golden ratio: neighbouring colours fall far apart

    // Colours are opaque, so none of them is 0.
    private readonly uint[] _colors = new uint[Slots];
    private readonly byte[] _numbers = new byte[Slots];
    private readonly List<byte> _rgb = [];

    private PngPalette()
    {
    }

    /// <summary>Red, green and blue of each colour.</summary>
    public ReadOnlySpan<byte> Rgb => CollectionsMarshal.AsSpan(_rgb);

    /// <summary>Whether all colours are grey.</summary>
    public bool IsGrey { get; private set; } = true;

    /// <summary>The palette of an RGBA image; null if it has too many colours.</summary>
    public static PngPalette? Of(PageImage image)
    {
        var palette = new PngPalette();
        var last = 0u;
        foreach (var color in MemoryMarshal.Cast<byte, uint>(image.Pixels))
        {
            if (color != last && !palette.Add(last = color))
            {
                return null;
            }
        }

        return palette;
    }

    /// <summary>Turns RGBA pixels into numbers of colours.</summary>
    public void ToNumbers(ReadOnlySpan<byte> rgba, Span<byte> numbers)
    {
        var colors = MemoryMarshal.Cast<byte, uint>(rgba);
        for (var i = 0; i < colors.Length; i++)
        {
            numbers[i] = i > 0 && colors[i] == colors[i - 1] ? numbers[i - 1] : _numbers[Slot(colors[i])];
        }
    }

    private bool Add(uint color)
    {
        var slot = Slot(color);
        if (_colors[slot] == color)
        {
            return true;
        }

        var count = _rgb.Count / PixelRows.BytesPerRgb;
        if (count == MaximumColors)
        {
            return false;
        }

        _colors[slot] = color;
        _numbers[slot] = (byte)count;
        var rgb = MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(in color))[..PixelRows.BytesPerRgb];
        _rgb.AddRange(rgb);
        IsGrey &= rgb[0] == rgb[1] && rgb[1] == rgb[2];
        return true;
    }

    /// <summary>Where a colour is, or would go: four times as many slots as colours, so that one is soon found.</summary>
    private uint Slot(uint color)
    {
        var slot = (color * Multiplier) >> (32 - BitOperations.Log2(Slots));
        while (_colors[slot] != 0 && _colors[slot] != color)
        {
            slot = (slot + 1) % Slots;
        }

        return slot;
    }
}
