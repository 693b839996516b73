using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Rendering;
using Glyph.Core.Spaces;

namespace Glyph.Daemon.Composition;

/// <summary>The paper's published config on this machine and for these texts: the first seed of every search, and its mark.</summary>
internal static class PublishedMark
{
    /// <summary>A font that shows less of the texts than this share of their characters cannot be the mark's.</summary>
    public const double NeededCoverage = 0.98;

    /// <summary>Verdana where it is installed, else DejaVu Sans; where these lack the texts' script, the space's font that shows most of it.</summary>
    public static RenderConfig For(IFontCatalog fonts, SearchSpace space, Corpus corpus)
    {
        var text = string.Concat(corpus.Search.Select(item => item.Text));
        var usual = fonts.All.FirstOrDefault(f => string.Equals(f.Name, "Verdana", StringComparison.OrdinalIgnoreCase))?.Name ?? "DejaVu Sans";
        if (fonts.Coverage(fonts.Find(usual), text) >= NeededCoverage)
        {
            return RenderConfig.Published(usual);
        }

        var best = space.Fonts
            .Select(name => (name, coverage: fonts.Coverage(fonts.Find(name), text)))
            .MaxBy(pair => pair.coverage);
        return RenderConfig.Published(best.name ?? usual);
    }
}
