using CsCheck;
using Glyph.Core.Rendering;
using Glyph.Reading.Recognition;

namespace Glyph.Reading.Tests.Recognition;

public sealed class LineCropperTests
{
    private static readonly CropMargins Margins = new(0.1f, 0.1f);

    [Fact]
    public void Any_box_on_a_page_becomes_48_rows_of_a_stepped_width_with_values_from_minus_one_to_one() =>
        Gen.Select(Gen.Float[-5, 90], Gen.Float[-5, 50], Gen.Float[0.5f, 100], Gen.Float[0.5f, 60], Gen.Int[1, 80]).Sample((left, top, width, height, cells) =>
        {
            using var page = Page(80, 40);
            var line = new LineCropper(Margins).Crop(page, new LineToCrop(1, new PixelBox(left, top, left + width, top + height), cells, 13));

            return line.Width >= LineCropper.MinWidth && line.Width % LineCropper.WidthStep == 0
                && line.Planes.Length == 3 * 48 * line.Width
                && line.Planes.All(value => value is >= -1 and <= 1);
        });

    [Fact]
    public void Characters_get_the_same_width_whatever_their_shape()
    {
        using var page = Page(900, 60);
        var wide = new LineCropper(Margins).Crop(page, new LineToCrop(1, new PixelBox(10, 10, 610, 30), 60, 13));
        var narrow = new LineCropper(Margins).Crop(page, new LineToCrop(1, new PixelBox(10, 10, 310, 30), 60, 13));

        Assert.Equal(wide.Width, narrow.Width, LineCropper.WidthStep * 2.0);
        Assert.InRange(wide.Width, 60 * 13, (60 * 13) + (LineCropper.WidthStep * 3));
    }

    [Fact]
    public void Planes_are_blue_green_red_and_padding_is_grey()
    {
        using var page = new PageImage(new PixelSize(50, 50));
        for (var i = 0; i < page.Pixels.Length; i += page.BytesPerPixel)
        {
            ((ReadOnlySpan<byte>)[255, 51, 0, 255]).CopyTo(page.Pixels[i..]);
        }

        var line = new LineCropper(Margins).Crop(page, new LineToCrop(1, new PixelBox(10, 10, 30, 30), 2, 13));
        var plane = 48 * line.Width;
        Assert.Equal([-1f, -0.6f, 1f], new[] { line.Planes[0], line.Planes[plane], line.Planes[2 * plane] }.Select(v => MathF.Round(v, 3)));
        Assert.Equal(0, line.Planes[line.Width - 1]);
    }

    [Fact]
    public void A_grey_page_gives_what_it_would_give_in_colour()
    {
        using var grey = new PageImage(new PixelSize(80, 40), PixelFormat.Grey);
        using var colored = new PageImage(new PixelSize(80, 40));
        for (var i = 0; i < grey.Pixels.Length; i++)
        {
            grey.Pixels[i] = (byte)(i * 37);
            colored.Pixels.Slice(i * colored.BytesPerPixel, colored.BytesPerPixel).Fill(grey.Pixels[i]);
        }

        var line = new LineToCrop(1, new PixelBox(3.5f, 4, 70, 21.25f), 9, 13);
        Assert.Equal(new LineCropper(Margins).Crop(colored, line).Planes, new LineCropper(Margins).Crop(grey, line).Planes);
    }

    private static PageImage Page(int width, int height)
    {
        var page = new PageImage(new PixelSize(width, height));
        for (var i = 0; i < page.Pixels.Length; i++)
        {
            page.Pixels[i] = (byte)(i * 37);
        }

        return page;
    }
}
