using CsCheck;
using Glyph.Core.Rendering;

namespace Glyph.Core.Tests.Rendering;

public sealed class GeometryTests
{
    [Fact]
    public void A_box_follows_its_image() => Assert.Equal(
        new PixelBox(5, 40, 50, 80),
        new PixelBox(10, 20, 100, 40).Scale(new PixelSize(200, 100), new PixelSize(100, 200)));

    [Fact]
    public void Scaling_to_the_same_size_changes_nothing_and_back_gives_the_box_again() =>
        Gen.Select(Gen.Float[0, 900], Gen.Float[0, 900], Gen.Int[1, 2000], Gen.Int[1, 2000]).Sample((left, top, width, height) =>
        {
            var box = new PixelBox(left, top, left + 10, top + 5);
            var (from, to) = (new PixelSize(1000, 1000), new PixelSize(width, height));
            Assert.Equal(box, box.Scale(from, from));
            var back = box.Scale(from, to).Scale(to, from);
            Assert.Equal(box.Left, back.Left, 0.01f);
            Assert.Equal(box.Bottom, back.Bottom, 0.01f);
        });

    [Fact]
    public void An_area_may_be_larger_than_an_int() => Assert.Equal(10_000_000_000, new PixelSize(100_000, 100_000).Area);

    [Fact]
    public void A_size_is_shown_as_width_x_height() => Assert.Equal("595x842", new PixelSize(595, 842).ToString());

    [Fact]
    public void A_span_ends_after_its_last_unit() => Assert.Equal(7, new SourceSpan(3, 4).End);
}

public sealed class PageImageTests
{
    [Fact]
    public void Rows_are_parts_of_the_pixels_without_padding()
    {
        using var image = new PageImage(new PixelSize(3, 2));
        image.Pixels.Clear();
        image.Row(1).Fill(9);

        Assert.Equal(3 * 2 * 4, image.Pixels.Length);
        Assert.Equal(0, image.Pixels[11]);
        Assert.Equal(9, image.Pixels[12]);
        Assert.Equal(12, image.Row(0).Length);
    }

    [Fact]
    public void A_grey_pixel_is_one_byte()
    {
        using var image = new PageImage(new PixelSize(3, 2), PixelFormat.Grey);

        Assert.Equal((6, 3, 1), (image.Pixels.Length, image.Stride, image.BytesPerPixel));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(-1, 5)]
    public void An_image_has_at_least_one_pixel(int width, int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PageImage(new PixelSize(width, height)));

    [Fact]
    public void A_disposed_image_has_no_pixels()
    {
        var image = new PageImage(new PixelSize(1, 1));
        image.Dispose();
        image.Dispose();
        Assert.Throws<ObjectDisposedException>(() => image.Memory);
    }
}
