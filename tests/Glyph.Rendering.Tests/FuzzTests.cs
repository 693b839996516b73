using CsCheck;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Rendering;

namespace Glyph.Rendering.Tests;

/// <summary>
/// Random texts under random configs, up to the ends of every range: a config is refused with its problems, or what comes
/// out obeys the laws. A failure prints the seed that repeats it.
/// </summary>
public sealed class FuzzTests
{
    private const int Runs = 32_000;

    /// <summary>So many must not be refused, so that the laws are checked.</summary>
    private const int LeastChecked = 20_000;

    /// <summary>Larger pages are laid out but not drawn, so that the runs take seconds.</summary>
    private const long DrawnPixels = 60_000;

    private const int DrawnPages = 1;

    private static readonly Gen<string> Characters = Gen.Frequency(
        (6, Gen.Char[' ', '~'].Select(c => c.ToString())),
        (3, Pick.One(" ", "\n", "  ", "\t", "\r\n", "\r", "\u00A0", "\u2028", "\f", "\u3000")),
        (2, Gen.Char['\u00A1', '\u07FF'].Select(c => c.ToString())),
        (2, Gen.Char['\u0800', '\u1FFF'].Select(c => c.ToString())),
        (2, Gen.Char['\u4E00', '\u4FFF'].Select(c => c.ToString())),
        (1, Gen.Char.Select(c => c.ToString())),
        (1, Gen.Int[0x10000, 0x10FFFF].Select(char.ConvertFromUtf32)),
        (1, Pick.One("\u0301", "\u200D", "\u200B", "\u00AD", "\u2060", "\u202E", "\u2067", "\u2069", "\uFE0F", "\uFEFF", "\0", "\uD800", "\uDC00", "👩‍🚀", "🇰🇷", "ﷺ", "لا", "क्षि")),
        (1, Gen.Char['a', 'z'].Array[20, 90].Select(letters => new string(letters))));

    private static readonly Gen<string> Texts = Characters.Array[0, 80].Select(parts => string.Concat(parts));

    private static readonly Gen<Rgb> Colors = Pick.One(Rgb.White, Rgb.Black, new Rgb(255, 0, 0), new Rgb(127, 127, 127));

    private static readonly Gen<RenderConfig> Sizes =
        from width in Length(20, 300, 0.5, 14_400)
        from height in Length(20, 200, 0.5, 14_400)
        from dpi in Gen.Frequency((6, Gen.Int[50, 120]), (1, Pick.One(1, 600, 1200)))
        from margin in Length(0, 12, 0, 7_200)
        from size in Length(5, 14, 0.1, 1_000)
        from height2 in Length(5, 16, 0.1, 2_000)
        from scale in Length(0.6, 1.2, 0.001, 4)
        from columns in Gen.Frequency((4, Gen.Const(1)), (1, Gen.Int[1, 8]))
        from gap in Length(0, 10, 0, 7_200)
        from grid in Gen.Frequency((4, Gen.Const(0)), (1, Pick.One(1, 14, 28, 1000)))
        select new RenderConfig
        {
            PageWidth = width,
            PageHeight = height,
            Dpi = dpi,
            MarginX = margin,
            MarginY = margin,
            FontSize = size,
            LineHeight = height2,
            HorizontalScale = scale,
            Columns = columns,
            ColumnGap = gap,
            PageGrid = grid,
        };

    private static readonly Gen<RenderConfig> Configs =
        from sizes in Sizes
        from font in Pick.One("DejaVu Sans", "Noto Sans SC", "Source Serif 4", "VT323")
        from alignment in Gen.Enum<Alignment>()
        from indents in Length(0, 8, -7_200, 7_200).Array[3]
        from spaces in Length(0, 5, 0, 7_200).Array[2]
        from border in Length(0, 2, 0, 1_000).Array[2]
        from colors in Colors.Array[4]
        from crops in Gen.Bool.Array[2]
        from mark in Pick.One("<br/>", "<br/>", " / ", "\u21B5", " ", "<font color=\"#FF0000\"> \\n </font>")
        from style in Gen.Select(Gen.Enum<GlyphMode>(), Gen.Enum<Hinting>(), Gen.Bool, Pick.One(0.0, 0, 0.05, -0.05))
        from spacing in Length(0, 0.5, -10, 100)
        from instruction in Pick.One("", "", "", "Read this.")
        select sizes with
        {
            Font = font,
            Alignment = alignment,
            FirstLineIndent = indents[0],
            LeftIndent = indents[1],
            RightIndent = indents[2],
            SpaceBefore = spaces[0],
            SpaceAfter = spaces[1],
            BorderWidth = border[0],
            BorderPadding = border[1],
            PageBackground = colors[0],
            FontColor = colors[1],
            ParagraphBackground = colors[2],
            ParagraphBorderColor = colors[3],
            AutoCropWidth = crops[0],
            AutoCropLastPage = crops[1],
            NewlineMarkup = NewlineMarkup.TryParse(mark, out var markup) ? markup : NewlineMarkup.Break,
            GlyphMode = style.Item1,
            Hinting = style.Item2,
            SubpixelPositions = style.Item3,
            Embolden = style.Item2 == Hinting.None ? style.Item4 : 0,
            LetterSpacing = spacing,
            Instruction = instruction,
        };

    [Fact]
    public void WhatIsNotRefusedObeysTheLaws()
    {
        var (refused, drawn) = (0, 0);
        Gen.Select(Texts, Configs, Gen.Enum<LayoutCompatibility>()).Sample(
            (text, config, compatibility) =>
            {
                if (TestFonts.Renderer.Problems(config) is { Count: > 0 } problems)
                {
                    Interlocked.Increment(ref refused);
                    Assert.Equal(problems.Select(p => $"render config: {p}"), Assert.Throws<InvalidInputException>(() => TestFonts.LayOut(text, config)).Problems, StringComparer.Ordinal);
                    return;
                }

                var pages = TestFonts.LayOut(text, config, compatibility);
                Assert.Equal(Enumerable.Range(1, pages.Count), pages.Select(page => page.Number));
                if (compatibility == LayoutCompatibility.None)
                {
                    SourceCoverage.Check(text, pages);
                }

                foreach (var page in pages)
                {
                    Assert.True(page.Size.Width > 0 && page.Size.Height > 0 && page.Size.Area <= RenderConfigValidator.MaximumPixels);
                    Assert.All(page.Lines, line => Assert.True(
                        line.Box.Left >= 0 && line.Box.Top >= 0 && line.Box.Left <= line.Box.Right && line.Box.Top <= line.Box.Bottom
                        && line.Box.Right <= page.Size.Width && line.Box.Bottom <= page.Size.Height,
                        $"{line.Box} in {page.Size}"));
                }

                foreach (var page in pages.Where(page => page.Size.Area <= DrawnPixels).Take(DrawnPages))
                {
                    Interlocked.Increment(ref drawn);
                    using var image = TestFonts.Renderer.Draw(page);
                    using var again = TestFonts.Renderer.Draw(TestFonts.LayOut(text, config, compatibility)[page.Number - 1]);
                    Assert.Equal(page.Size, image.Size);
                    Assert.True(image.Pixels.SequenceEqual(again.Pixels), "the same input gives the same pixels");
                }
            },
            iter: Runs);

        Assert.InRange(Runs - refused, LeastChecked, Runs);
        Assert.InRange(drawn, LeastChecked / 4, int.MaxValue);
    }

    /// <summary>Mostly usual lengths, sometimes the ends of what is allowed.</summary>
    private static Gen<double> Length(double low, double high, double lowest, double highest) =>
        Gen.Frequency((100, Gen.Double[low, high]), (1, Gen.Const(lowest)), (1, Gen.Const(highest)));
}
