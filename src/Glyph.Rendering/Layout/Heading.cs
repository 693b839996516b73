using Glyph.Core.Configs;
using Glyph.Core.Rendering;
using Glyph.Rendering.Fonts;

namespace Glyph.Rendering.Layout;

/// <summary>
/// The instruction that stands at the top of every page, from margin to margin whatever the columns and indents. It is laid
/// out as a text of its own, and so is never among a page's lines.
/// </summary>
/// <param name="Context">The instruction and its config.</param>
/// <param name="Content">Its line.</param>
internal sealed record Heading(LayoutContext Context, PageContent Content)
{
    /// <summary>The heading of a config with an instruction.</summary>
    public static Heading Of(RenderConfig config, FontSet fonts, LayoutCompatibility compatibility)
    {
        var context = new LayoutContext(config.Instruction, OneLine(config), fonts, compatibility);
        return new(context, new Paginator(context).Pages().First());
    }

    /// <summary>What keeps a config's instruction from being shown; null if nothing does.</summary>
    public static string? Problem(RenderConfig config, FontSet fonts)
    {
        if (config.Instruction.Length == 0)
        {
            return null;
        }

        var context = new LayoutContext(config.Instruction, OneLine(config), fonts, LayoutCompatibility.None);
        var lines = new Paginator(context).Pages().Take(2).Sum(page => page.Lines.Count);
        return lines == 1
            ? null
            : FormattableString.Invariant($"instruction is wider than the {context.Config.TextWidth:0.##} pt between the page's margins; give a shorter one");
    }

    private static RenderConfig OneLine(RenderConfig config) => config with
    {
        Instruction = "",
        Columns = 1,
        FirstLineIndent = 0,
        LeftIndent = 0,
        RightIndent = 0,
        BorderWidth = 0,
        ParagraphBackground = config.PageBackground,
        Alignment = Alignment.Left,
        NewlineMarkup = NewlineMarkup.Break,
    };
}
