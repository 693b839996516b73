using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation;

/// <summary>A hash of how texts look under a config: every page's size, and the pixels of a few pages of each text.</summary>
internal static class PageFingerprint
{
    /// <summary>Pages drawn at most; every text gives its first and last one as long as they suffice.</summary>
    private const int MostDrawn = 12;

    /// <summary>The hash, 16 hexadecimal digits.</summary>
    public static string Of(IPageRenderer renderer, IReadOnlyList<CorpusItem> items, RenderConfig config, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var drawn = 0;
        foreach (var item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            PageLayout? last = null;
            foreach (var page in renderer.LayOut(item.Text, config))
            {
                Append(hash, page.Size.Width, page.Size.Height, page.Lines.Count);
                if (last is null && drawn < MostDrawn)
                {
                    AppendPixels(renderer, page, hash);
                    drawn++;
                }

                last = page;
            }

            if (last is { Number: > 1 } && drawn < MostDrawn)
            {
                AppendPixels(renderer, last, hash);
                drawn++;
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static void AppendPixels(IPageRenderer renderer, PageLayout page, IncrementalHash hash)
    {
        using var image = renderer.Draw(page);
        Append(hash, (int)image.Format);
        hash.AppendData(image.Pixels);
    }

    private static void Append(IncrementalHash hash, params ReadOnlySpan<int> numbers) => hash.AppendData(MemoryMarshal.AsBytes(numbers));
}
