using Glyph.Assets;
using Glyph.Core.Configs;
using Glyph.Core.Rendering;
using Glyph.Rendering.Fonts;
using Glyph.Rendering.Layout;

namespace Glyph.Rendering.Tests;

/// <summary>The shipped fonts, and renderers over them that all tests share.</summary>
internal static class TestFonts
{
    public static FontCatalog Catalog { get; } = new(ShippedAssets.FontFolder, []);

    public static PageRenderer Renderer { get; } = new(Catalog);

    /// <summary>A small left-aligned config: about 30 characters a line, ten lines a page.</summary>
    public static RenderConfig Small { get; } = new()
    {
        PageWidth = 200,
        PageHeight = 140,
        MarginX = 10,
        MarginY = 10,
        FontSize = 9,
        LineHeight = 10,
        Alignment = Alignment.Left,
    };

    public static RenderConfig SmallChinese { get; } = Small with { Font = "Noto Sans SC" };

    public static IReadOnlyList<GlyphPage> LayOut(string text, RenderConfig config, LayoutCompatibility compatibility = LayoutCompatibility.None) =>
        [.. Renderer.LayOut(text, config, compatibility).Cast<GlyphPage>()];

    /// <summary>The text of each line of all pages.</summary>
    public static IReadOnlyList<string> Lines(string text, RenderConfig config) =>
        [.. Renderer.LayOut(text, config).SelectMany(page => page.Lines).Select(line => line.Text)];
}
