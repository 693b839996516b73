using CsCheck;
using Glyph.Core.Configs;
using Glyph.Rendering.Layout;

namespace Glyph.Rendering.Tests.Layout;

/// <summary>What holds for every text and every config.</summary>
public sealed class LayoutLawTests
{
    private const int Samples = 3000;

    private static readonly Gen<string> Pieces = Pick.One(
        "a", "word", "Longer-word,", "x1.5%", " ", " ", " ", "  ", "     ", "\n", "\n", "\r\n", "\t", "\u3000", "\u00A0", "\u00AD", "\u200B", "\uFEFF",
        "中", "文字", "，", "。", "（", "）", "《书》", "“引”", "……", "——", "あっ", "한국", "é", "e\u0301", "עברית", "مرحبا", "नमस्ते",
        "\u2028", "\r", "\f", "\u2060", "\u202F", "\u202E", "\u2067", "\u2069", "ภาษาไทย", "👨‍👩‍👧", "🇫🇷🇩🇪", "soft\u00ADhyphen", "\U00020000", "\U0001F600", "\uD800", "\uDC00", "\0", "\u0007", "\u200D", "verylongwordthatdoesnotfitonanylineatall", "(", "“", "\"");

    private static readonly Gen<string> Texts = Pieces.Array[0, 120].Select(pieces => string.Concat(pieces));

    private static readonly Gen<RenderConfig> Configs =
        from font in Pick.One("DejaVu Sans", "Noto Sans SC", "Roboto")
        from size in Gen.Double[4, 14]
        from extraHeight in Gen.Double[-1, 4]
        from width in Gen.Double[90, 400]
        from height in Gen.Double[60, 300]
        from margin in Gen.Double[0, 12]
        from alignment in Gen.Enum<Alignment>()
        from dpi in Gen.Int[50, 130]
        from scale in Gen.Double[0.6, 1.2]
        from first in Pick.One(0.0, 0, 12, -6)
        from left in Pick.One(0.0, 0, 7)
        from space in Pick.One(0.0, 0, 5)
        from border in Pick.One(0.0, 0, 1)
        from markup in Pick.One("<br/>", "<br/>", "<font color=\"#FF0000\"> \\n </font>", "\u21B5", " ")
        select new RenderConfig
        {
            Font = font,
            FontSize = size,
            LineHeight = size + extraHeight,
            PageWidth = width,
            PageHeight = height,
            MarginX = margin,
            MarginY = margin,
            Alignment = alignment,
            Dpi = dpi,
            HorizontalScale = scale,
            FirstLineIndent = first,
            LeftIndent = left,
            RightIndent = left,
            SpaceBefore = space,
            SpaceAfter = space / 2,
            BorderWidth = border,
            ParagraphBorderColor = new Rgb(200, 0, 0),
            AutoCropWidth = true,
            AutoCropLastPage = true,
            NewlineMarkup = NewlineMarkup.TryParse(markup, out var parsed) ? parsed : NewlineMarkup.Break,
        };

    private static readonly Gen<(string Text, RenderConfig Config)> Inputs = Texts.Select(Configs, (text, config) => (text, config));

    [Fact]
    public void EveryCharacterIsOnExactlyOneLine() => Inputs.Sample(
        input => SourceCoverage.Check(input.Text, TestFonts.LayOut(input.Text, input.Config)),
        iter: Samples);

    [Fact]
    public void NoLineIsWiderThanItsRoom() => Inputs.Sample(
        input =>
        {
            foreach (var page in TestFonts.LayOut(input.Text, input.Config))
            {
                foreach (var line in page.Content.Lines)
                {
                    var indent = line.First ? input.Config.FirstLineIndent : 0;
                    var width = (line.Width * page.Context.PointsPerUnit) + (line.Extra * line.Gaps);
                    var oneMark = page.Context.Mark is not null && line.Gaps == 0;
                    Assert.True(oneMark || width <= input.Config.TextWidth - indent + 0.001, $"{width} pt in {input.Config.TextWidth - indent} pt");
                }
            }
        },
        iter: Samples);

    [Fact]
    public void TheGlyphsOfALineEndWhereItsWidthSays() => Inputs.Sample(
        input =>
        {
            var run = new LineRun();
            foreach (var page in TestFonts.LayOut(input.Text, input.Config))
            {
                foreach (var line in page.Content.Lines)
                {
                    run.Fill(page.Context, line);
                    var end = line.X + (line.Width * page.Context.PointsPerUnit) + (line.Extra * line.Gaps);
                    Assert.All(run.Words.ToArray(), word => Assert.True(word.Right <= end + 0.01, $"{word.Right} beyond {end}"));
                }
            }
        },
        iter: Samples);

    [Fact]
    public void WordsMakeTheLineAndStandInOrderOnThePage() => Inputs.Sample(
        input =>
        {
            foreach (var page in TestFonts.LayOut(input.Text, input.Config))
            {
                foreach (var line in page.Lines)
                {
                    Assert.Equal(line.Text, string.Concat(line.Words.Select(word => (word.AfterSpace ? " " : "") + word.Text)));
                    Assert.InRange(line.Box.Bottom, line.Box.Top, page.Size.Height);
                    Assert.InRange(line.Box.Right, line.Box.Left, page.Size.Width);
                    if (page.Content.Lines.Any(placed => placed.Start == line.Source.Start && placed.Bidi is not null))
                    {
                        continue; // these words stand in the text's order, not the page's
                    }

                    Assert.All(line.Words.Zip(line.Words.Skip(1)), pair => Assert.True(pair.Second.Left >= pair.First.Right - 1.5f));
                }
            }
        },
        iter: Samples);

    [Fact]
    public void ChineseLinesKeepPunctuationInItsPlace() =>
        Pick.One("中", "文", "字", "这", "是", "一", "，", "。", "）", "（", "《", "》", "“引", "号”", "两words 三", "A").Array[20, 200].Select(pieces => string.Concat(pieces) + "完").Sample(
            text =>
            {
                foreach (var line in TestFonts.Lines(text, TestFonts.SmallChinese).Skip(1))
                {
                    // A run of punctuation wider than a line has to break somewhere; none is that long here.
                    Assert.DoesNotContain(line[0], "，。）》”");
                    Assert.DoesNotContain(line[^1], "（《“");
                }
            },
            iter: Samples);

    [Fact]
    public void PagesAndLinesAreTheSameEveryTime() => Inputs.Sample(
        input => Assert.Equal(
            TestFonts.LayOut(input.Text, input.Config).Select(page => (page.Size, page.MissingGlyphs, string.Join('\n', page.Lines.Select(line => line.ToString())))),
            TestFonts.LayOut(input.Text, input.Config).Select(page => (page.Size, page.MissingGlyphs, string.Join('\n', page.Lines.Select(line => line.ToString()))))),
        iter: 300);
}
