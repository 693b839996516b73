using System.Collections.Concurrent;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Rendering;
using Glyph.Rendering.Drawing;
using Glyph.Rendering.Fonts;
using Glyph.Rendering.Formats;
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
    private readonly ConcurrentDictionary<(FontFace Face, LayoutCompatibility Compatibility), FontSet> _fonts = new();
    private readonly ConcurrentDictionary<FontFace, FontTraits> _traits = new();
    private readonly FallbackFonts _fallback = new(fonts);
    private readonly FontCache _cache = new();
    private readonly FontCache _referenceCache = new(LayoutRules.Reference);

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
            var set = FontsOf(fonts.Find(config.Font), LayoutCompatibility.None);
            return problems.Count == 0 && Heading.Problem(config, set) is { } problem ? [problem] : problems;
        }
        catch (InvalidInputException e)
        {
            return [.. problems, .. e.Problems.Select(problem => $"font-path: {problem}")];
        }
    }

    /// <inheritdoc/>
    public FontTraits Traits(string font) =>
        _traits.GetOrAdd(fonts.Find(font), face => FontTraitsMeter.Measure(FontsOf(face, LayoutCompatibility.None).Main));

    /// <inheritdoc/>
    public IEnumerable<PageLayout> LayOut(string text, RenderConfig config, LayoutCompatibility compatibility = LayoutCompatibility.None)
    {
        ArgumentNullException.ThrowIfNull(text);
        var problems = Problems(config);
        if (problems.Count > 0)
        {
            throw new InvalidInputException([.. problems.Select(problem => $"render config: {problem}")]);
        }

        return CharacterClasses.IsBlank(text)
            ? []
            : Pages(new LayoutContext(text, config, FontsOf(fonts.Find(config.Font), compatibility), compatibility));
    }

    /// <inheritdoc/>
    public PageImage Draw(PageLayout page) => PageDrawer.Draw(
        page as GlyphPage ?? throw new ArgumentException("Only a page that this renderer laid out can be drawn.", nameof(page)));

    /// <inheritdoc/>
    public void Encode(PageImage image, ImageEncoding encoding, Stream stream) => ImageWriter.Write(image, encoding, stream);

    /// <summary>Closes the fonts.</summary>
    public void Dispose()
    {
        _cache.Dispose();
        _referenceCache.Dispose();
        _fallback.Dispose();
    }

    private FontSet FontsOf(FontFace face, LayoutCompatibility compatibility) => _fonts.GetOrAdd(
        (face, compatibility),
        _ => compatibility == LayoutCompatibility.Glyph ? new FontSet(face, _referenceCache, fallback: null) : new FontSet(face, _cache, _fallback));

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
            new(++number, ink.Crop(content, isLast), context, content) { MissingGlyphs = content.Missing + (context.Heading?.Content.Missing ?? 0) };
    }
}
