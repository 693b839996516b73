using Glyph.Core.Rendering;

namespace Glyph.Rendering.Layout;

/// <summary>A page with all that is needed to draw it.</summary>
/// <param name="Number">The page's number, from 1.</param>
/// <param name="Size">The size after cropping.</param>
/// <param name="Context">What all pages of the text share.</param>
/// <param name="Content">What stands on the page.</param>
internal sealed record GlyphPage(int Number, PixelSize Size, LayoutContext Context, PageContent Content)
    : PageLayout(Number, Size, new LineBoxList(Context, Content, Size));
