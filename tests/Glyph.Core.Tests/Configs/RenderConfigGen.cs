using CsCheck;
using Glyph.Core.Configs;

namespace Glyph.Core.Tests.Configs;

/// <summary>Random render configs, in every form that can be written.</summary>
internal static class RenderConfigGen
{
    private static readonly Gen<double> Length = Gen.Frequency((3, Gen.Double[0, 500]), (1, Gen.Int[0, 100].Select(i => (double)i)), (1, Gen.Const(0.1 + 0.2)));

    private static readonly Gen<Rgb> Color = Gen.Select(Gen.Byte, Gen.Byte, Gen.Byte, (r, g, b) => new Rgb(r, g, b));

    private static readonly Gen<NewlineMarkup> Markup = OneOf("<br/>", "<br />", " | ", "\\n", "&amp;", "<font color=\"#FF0000\"> \\n </font>", "<font color='#00ff00'>字</font>")
        .Select(text => NewlineMarkup.TryParse(text, out var markup) ? markup : throw new InvalidOperationException(text));

    public static Gen<RenderConfig> Any { get; } =
        from lengths in Length.Array[16]
        from colors in Color.Array[4]
        from dpi in Gen.Int[1, 1200]
        from font in Gen.OneOf(OneOf("DejaVu Sans", "fonts/\"odd\" name\\é字.ttf"), Gen.String[Gen.Char.AlphaNumeric, 1, 20])
        from alignment in Gen.Enum<Alignment>()
        from crops in Gen.Bool.Array[2]
        from markup in Markup
        from extras in Gen.Bool
        from whole in Gen.Int[0, 9].Array[2]
        from mode in Gen.Enum<GlyphMode>()
        from hinting in Gen.Enum<Hinting>()
        from instruction in OneOf("", "Read:", "\"é\" 字")
        select new RenderConfig
        {
            PageWidth = lengths[0],
            PageHeight = lengths[1],
            MarginX = lengths[2],
            MarginY = lengths[3],
            FontSize = lengths[4],
            LineHeight = lengths[5] == 0 ? 1 : lengths[5],
            HorizontalScale = lengths[6],
            FirstLineIndent = lengths[7] - lengths[8],
            LeftIndent = lengths[9],
            RightIndent = lengths[10],
            SpaceBefore = lengths[11],
            SpaceAfter = lengths[12],
            BorderWidth = lengths[13],
            BorderPadding = lengths[14],
            Dpi = dpi,
            Font = font,
            Alignment = alignment,
            FontColor = colors[0],
            PageBackground = colors[1],
            ParagraphBackground = colors[2],
            ParagraphBorderColor = colors[3],
            AutoCropWidth = crops[0],
            AutoCropLastPage = crops[1],
            NewlineMarkup = markup,
            Columns = extras ? whole[0] : 1,
            ColumnGap = extras ? lengths[0] : 12,
            GlyphMode = extras ? mode : GlyphMode.Grey,
            Hinting = extras ? hinting : Hinting.None,
            SubpixelPositions = !extras || crops[0],
            LetterSpacing = extras ? lengths[1] - lengths[2] : 0,
            Embolden = extras ? lengths[3] : 0,
            Instruction = extras ? instruction : "",
            PageGrid = extras ? whole[1] : 0,
        };

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
