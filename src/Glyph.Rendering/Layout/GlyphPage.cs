using System.Runtime.InteropServices;
using Glyph.Core.Rendering;
using Glyph.Rendering.Fonts;

namespace Glyph.Rendering.Layout;

/// <summary>A page with all that is needed to draw it.</summary>
/// <param name="Number">The page's number, from 1.</param>
/// <param name="Size">The size after cropping.</param>
/// <param name="Context">What all pages of the text share.</param>
/// <param name="Content">What stands on the page.</param>
internal sealed record GlyphPage(int Number, PixelSize Size, LayoutContext Context, PageContent Content)
    : PageLayout(Number, Size, new LineBoxList(Context, Content, Size))
{
    private IReadOnlyList<FallbackUse>? _fallbacks;

    /// <inheritdoc/>
    public override IReadOnlyList<FallbackUse> Fallbacks => _fallbacks ??= CountFallbacks();

    private List<FallbackUse> CountFallbacks()
    {
        var counts = new Dictionary<LoadedFont, int>();
        var run = new LineRun();
        foreach (ref readonly var line in CollectionsMarshal.AsSpan(Content.Lines))
        {
            if (!line.HasFallback)
            {
                continue;
            }

            run.Fill(Context, line);
            foreach (ref readonly var glyph in run.Glyphs)
            {
                if (glyph.Font != Context.Font)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(counts, glyph.Font, out _)++;
                }
            }
        }

        return [.. counts
            .Select(count => new FallbackUse(count.Key.File.Name, count.Value))
            .OrderByDescending(use => use.Glyphs).ThenBy(use => use.Font, StringComparer.Ordinal)];
    }
}
