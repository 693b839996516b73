using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Glyph.Core.Rendering;

namespace Glyph.TestServer.Answers;

/// <summary>
/// Knows pages by heart: a JSON object whose names are pages' keys and whose values are their texts. What it does not know it
/// answers with nothing.
/// </summary>
public sealed class Oracle : IPageText
{
    private readonly Dictionary<string, string> _pages;

    private Oracle(Dictionary<string, string> pages) => _pages = pages;

    /// <summary>Reads a file of pages.</summary>
    public static Oracle Open(string file) => new(JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!);

    /// <summary>
    /// A page's key: the SHA-256, lower-case hexadecimal, of width and height, four bytes each with the lowest first, and then of
    /// its pixels row by row: one byte each where all are grey, else red, green and blue. So it is the same for a page and for the
    /// PNG of it, whether either is kept as grey or as RGBA.
    /// </summary>
    public static string KeyOf(PageImage image)
    {
        var pixels = image.Pixels;
        var step = image.BytesPerPixel;
        var bytes = new List<byte>(pixels.Length + 8);
        bytes.AddRange(new byte[8]);
        if (step == 1)
        {
            bytes.AddRange(pixels);
        }
        else
        {
            var isGrey = IsGrey(pixels);
            for (var i = 0; i < pixels.Length; i += step)
            {
                bytes.AddRange(pixels.Slice(i, isGrey ? 1 : 3));
            }
        }

        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(all, image.Size.Width);
        BinaryPrimitives.WriteInt32LittleEndian(all[4..], image.Size.Height);
        return Convert.ToHexStringLower(SHA256.HashData(all));
    }

    Task<string> IPageText.ReadAsync(PageImage image, CancellationToken cancellationToken) => Task.FromResult(_pages.GetValueOrDefault(KeyOf(image), ""));

    private static bool IsGrey(ReadOnlySpan<byte> rgba)
    {
        for (var i = 0; i < rgba.Length; i += 4)
        {
            if (rgba[i] != rgba[i + 1] || rgba[i] != rgba[i + 2])
            {
                return false;
            }
        }

        return true;
    }
}
