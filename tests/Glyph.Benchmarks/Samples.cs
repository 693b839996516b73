using System.Text;
using Glyph.Assets;
using Glyph.Core.Configs;
using Glyph.Rendering;
using Glyph.Rendering.Fonts;

namespace Glyph.Benchmarks;

/// <summary>The texts, fonts and config that all benchmarks share. Texts are the shipped samples, repeated.</summary>
internal static class Samples
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "samples", "search");

    /// <summary>The paper's config: A4, 72 DPI, 9 on 10 pt.</summary>
    public static RenderConfig Latin { get; } = RenderConfig.Published();

    /// <summary>The same with a font that has Chinese.</summary>
    public static RenderConfig Chinese { get; } = RenderConfig.Published("Noto Sans SC");

    /// <summary>A renderer over the shipped fonts.</summary>
    public static PageRenderer Renderer() => new(new FontCatalog(ShippedAssets.FontFolder, []));

    /// <summary>English paragraphs.</summary>
    public static string LatinText(int bytes) => Repeat("prose.md", bytes);

    /// <summary>Chinese paragraphs; a character takes three bytes.</summary>
    public static string ChineseText(int bytes) => Repeat("chinese.md", bytes);

    /// <summary>One line: English words without any line break.</summary>
    public static string LongLine(int bytes) => LatinText(bytes).ReplaceLineEndings(" ");

    /// <summary>A sample and its held-out sibling, once.</summary>
    public static string All(string file) =>
        File(file) + "\n" + File(Path.Combine("..", "held-out", file));

    /// <summary>A sample, once.</summary>
    public static string File(string file) => System.IO.File.ReadAllText(Path.Combine(Folder, file));

    private static string Repeat(string file, int bytes)
    {
        var sample = File(file) + "\n";
        var size = Encoding.UTF8.GetByteCount(sample);
        var text = new StringBuilder();
        for (var written = 0L; written + size <= bytes; written += size)
        {
            text.Append(sample);
        }

        return text.ToString();
    }
}
