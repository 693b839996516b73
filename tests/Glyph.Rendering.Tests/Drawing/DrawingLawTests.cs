using CsCheck;
using Glyph.Core.Configs;
using Glyph.Core.Rendering;

namespace Glyph.Rendering.Tests.Drawing;

/// <summary>Layout and drawing agree to the pixel.</summary>
public sealed class DrawingLawTests
{
    // What the authors' renderer takes for ink: a difference above 5 from the background.
    private const int Ink = 5;

    private static readonly Gen<(string Text, RenderConfig Config)> Inputs =
        from words in Pick.One("fjord ", "W ", "gypsy. ", "中文，", "\n", "AV(", "quick ", "“l” ", "   ").Array[1, 60]
        from font in Pick.One("DejaVu Sans", "DejaVu Serif", "Noto Sans SC", "Roboto", "VT323")
        from size in Gen.Double[4, 16]
        from dpi in Gen.Int[60, 120]
        from scale in Gen.Double[0.7, 1.1]
        from margin in Pick.One(0.0, 3.5)
        from alignment in Gen.Enum<Alignment>()
        from border in Pick.One(0.0, 0, 1.5)
        from mode in Gen.Enum<GlyphMode>()
        from hinting in Gen.Enum<Hinting>()
        from whole in Gen.Bool
        from spacing in Pick.One(0.0, 0, 0.7, -0.5)
        from bold in Pick.One(0.0, 0, 0.06)
        from columns in Pick.One(1, 1, 2)
        from instruction in Pick.One("", "", "fj")
        from grid in Pick.One(0, 0, 14)
        select (string.Concat(words), new RenderConfig
        {
            PageWidth = 150,
            PageHeight = 120,
            Dpi = dpi,
            MarginX = margin,
            MarginY = margin,
            Font = font,
            FontSize = size,
            LineHeight = size + 1,
            Alignment = alignment,
            HorizontalScale = scale,
            BorderWidth = border,
            ParagraphBorderColor = Rgb.Black,
            AutoCropWidth = true,
            AutoCropLastPage = true,
            GlyphMode = mode,
            Hinting = hinting,
            SubpixelPositions = !whole,
            LetterSpacing = spacing,
            Embolden = hinting == Hinting.None ? bold : 0,
            Columns = columns,
            ColumnGap = 4,
            Instruction = instruction,
            PageGrid = grid,
        });

    [Fact]
    public void CroppingNeverCutsInk() => Inputs.Sample(
        input =>
        {
            var whole = TestFonts.LayOut(input.Text, input.Config with { AutoCropWidth = false, AutoCropLastPage = false });
            foreach (var (cropped, full) in TestFonts.LayOut(input.Text, input.Config).Zip(whole))
            {
                using var image = TestFonts.Renderer.Draw(full);
                var (right, bottom) = LastInk(image);
                Assert.True(right < cropped.Size.Width, $"ink in column {right} of {cropped.Size}");
                Assert.True(bottom < cropped.Size.Height, $"ink in row {bottom} of {cropped.Size}");
            }
        },
        iter: 300);

    [Fact]
    public void CroppingLeavesTheMarginAndNoMore() => Inputs.Sample(
        input =>
        {
            var pages = TestFonts.LayOut(input.Text, input.Config with { PageGrid = 0 });
            foreach (var page in pages.Where(page => page.Size.Width < page.Context.Geometry.Size.Width))
            {
                using var image = TestFonts.Renderer.Draw(page);
                var (right, _) = LastInk(image);
                Assert.InRange(page.Size.Width - 1 - right, page.Context.Geometry.CropMarginX, page.Context.Geometry.CropMarginX + 2);
            }
        },
        iter: 300);

    [Fact]
    public void ADrawnPageHasTheSizeOfItsLayoutAndTheSamePixelsEveryTime() => Inputs.Sample(
        input =>
        {
            foreach (var page in TestFonts.LayOut(input.Text, input.Config))
            {
                using var first = TestFonts.Renderer.Draw(page);
                using var second = TestFonts.Renderer.Draw(page);
                Assert.Equal(page.Size, first.Size);
                Assert.Equal((0, 0), (page.Size.Width % Math.Max(1, input.Config.PageGrid), page.Size.Height % Math.Max(1, input.Config.PageGrid)));
                Assert.True(first.Pixels.SequenceEqual(second.Pixels));
            }
        },
        iter: 100);

    [Fact]
    public void TheInkOfALineStaysInItsBox() => Inputs.Sample(
        input =>
        {
            var config = input.Config with { BorderWidth = 0, Instruction = "", Hinting = Hinting.None, GlyphMode = GlyphMode.Grey, Embolden = 0, LineHeight = input.Config.FontSize * 2 };
            foreach (var page in TestFonts.LayOut(input.Text, config))
            {
                using var image = TestFonts.Renderer.Draw(page);
                for (var y = 0; y < image.Size.Height; y++)
                {
                    if (image.Row(y).ContainsAnyInRange((byte)0, (byte)(255 - Ink - 1)))
                    {
                        Assert.Contains(page.Lines, line => y + 1.2f > line.Box.Top && y - 0.2f < line.Box.Bottom);
                    }
                }
            }
        },
        iter: 100);

    private static (int Right, int Bottom) LastInk(PageImage image)
    {
        var right = -1;
        var bottom = -1;
        for (var y = 0; y < image.Size.Height; y++)
        {
            var row = image.Row(y);
            for (var x = 0; x < image.Size.Width; x++)
            {
                if (255 - row[x * image.BytesPerPixel] > Ink)
                {
                    right = Math.Max(right, x);
                    bottom = y;
                }
            }
        }

        return (right, bottom);
    }
}
