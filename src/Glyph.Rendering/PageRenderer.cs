using System.Collections.Concurrent;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Rendering;
using Glyph.Rendering.Drawing;
using Glyph.Rendering.Fonts;
using Glyph.Rendering.Layout;
using Glyph.Rendering.Text;

namespace Glyph.Rendering;

/// <summary>
/// Lays text out by the rules of the Glyph authors' renderer (reportlab's paragraphs), less its defects, and draws it with
/// Skia. Fonts stay open between calls. Safe for concurrent use.
/// </summary>
/// <param name="fonts">Where fonts are found.</param>
public sealed class PageRenderer(IFontCatalog fonts) : IPageRenderer, IDisposable
{
    private readonly ConcurrentDictionary<FontFace, FontSet> _fonts = new();
    private readonly FallbackFonts _fallback = new(fonts);
    private readonly FontCache _cache = new();
    private readonly FontCache _referenceCache = new(LayoutRules.Reference);

    /// <summary>Whose rules hold where the authors' renderer has a defect. Default: what is right.</summary>
    internal LayoutCompatibility Compatibility { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Problems(RenderConfig config)
    {
        var problems = RenderConfigValidator.Problems(config);
        if (string.IsNullOrWhiteSpace(config.Font))
        {
            return problems;
        }

        try
        {
            FontsOf(fonts.Find(config.Font));
            return problems;
        }
        catch (InvalidInputException e)
        {
            return [.. problems, .. e.Problems.Select(problem => $"font-path: {problem}")];
        }
    }

    /// <inheritdoc/>
    public IEnumerable<PageLayout> LayOut(string text, RenderConfig config)
    {
        ArgumentNullException.ThrowIfNull(text);
        var problems = Problems(config);
        if (problems.Count > 0)
        {
            throw new InvalidInputException([.. problems.Select(problem => $"render config: {problem}")]);
        }

        return CharacterClasses.IsBlank(text)
            ? []
            : Pages(new LayoutContext(text, config, FontsOf(fonts.Find(config.Font)), Compatibility));
    }

    /// <inheritdoc/>
    public PageImage Draw(PageLayout page) => PageDrawer.Draw(
        page as GlyphPage ?? throw new ArgumentException("Only a page that this renderer laid out can be drawn.", nameof(page)));

    /// <inheritdoc/>
    public void EncodePng(PageImage image, Stream stream) => PngWriter.Write(image, stream);

    /// <summary>Closes the fonts.</summary>
    public void Dispose()
    {
        _cache.Dispose();
        _referenceCache.Dispose();
        _fallback.Dispose();
    }

    private FontSet FontsOf(FontFace face) => _fonts.GetOrAdd(face, _ => Compatibility == LayoutCompatibility.Glyph
        ? new FontSet(face, _referenceCache, fallback: null)
        : new FontSet(face, _cache, _fallback));

    private static IEnumerable<PageLayout> Pages(LayoutContext context)
    {
        var ink = new InkExtents(context);
        PageContent? held = null;
        var number = 0;
        foreach (var content in new Paginator(context).Pages())
        {
            if (held is not null)
            {
                yield return Page(held, isLast: false);
            }

            held = content;
        }

        if (held is not null)
        {
            yield return Page(held, isLast: true);
        }

        GlyphPage Page(PageContent content, bool isLast) =>
            new(++number, ink.Crop(content, isLast), context, content) { MissingGlyphs = content.Missing };
    }
}
