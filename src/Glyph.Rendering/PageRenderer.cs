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
    private readonly FontCache _cache = new();

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
            var font = _cache.Get(fonts.Find(config.Font));
            return problems.Count == 0 && Heading.Problem(config, font) is { } problem ? [problem] : problems;
        }
        catch (InvalidInputException e)
        {
            return [.. problems, .. e.Problems.Select(problem => $"font-path: {problem}")];
        }
    }

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
            : Pages(new LayoutContext(text, config, _cache.Get(fonts.Find(config.Font)), compatibility));
    }

    /// <inheritdoc/>
    public PageImage Draw(PageLayout page) => PageDrawer.Draw(
        page as GlyphPage ?? throw new ArgumentException("Only a page that this renderer laid out can be drawn.", nameof(page)));

    /// <inheritdoc/>
    public void Encode(PageImage image, ImageEncoding encoding, Stream stream) => ImageWriter.Write(image, encoding, stream);

    /// <summary>Closes the fonts.</summary>
    public void Dispose() => _cache.Dispose();

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
