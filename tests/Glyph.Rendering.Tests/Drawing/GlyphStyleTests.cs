using Glyph.Core.Configs;

namespace Glyph.Rendering.Tests.Drawing;

/// <summary>How glyphs become pixels: shades, hinting, whole pixels, weight.</summary>
public sealed class GlyphStyleTests
{
    private const string Letters = "illicit Hill, medley";

    private static readonly RenderConfig Config = TestFonts.Small with { FontSize = 9.3, LineHeight = 11 };

    [Theory]
    [InlineData(Hinting.None)]
    [InlineData(Hinting.Slight)]
    [InlineData(Hinting.Full)]
    public void OneBitGlyphsAreInkOrPaper(Hinting hinting)
    {
        var values = Pixels(Config with { GlyphMode = GlyphMode.Mono, Hinting = hinting }).Distinct().Order();

        Assert.Equal([0, 255], values);
    }

    [Theory]
    [InlineData(3.5)]
    [InlineData(5)]
    [InlineData(9.3)]
    public void NoStemVanishesInOneBit(double size)
    {
        // All four places within a pixel, and stems far thinner than one.
        foreach (var margin in new[] { 10, 10.25, 10.5, 10.75 })
        {
            var config = Config with { GlyphMode = GlyphMode.Mono, FontSize = size, MarginX = margin };
            var ink = Pixels(config, "l").Count(value => value == 0);
            Assert.InRange(ink, (int)(size * 0.3), (int)(size * 2));
        }
    }

    [Fact]
    public void HintedGlyphsAreSharperAndAsDark()
    {
        var whole = Config with { SubpixelPositions = false };
        var plain = Pixels(whole);
        var full = Pixels(whole with { Hinting = Hinting.Full });
        var slight = Pixels(whole with { Hinting = Hinting.Slight });

        Assert.False(plain.SequenceEqual(full));
        Assert.False(plain.SequenceEqual(slight));
        Assert.False(full.SequenceEqual(slight));
        Assert.True(BarGreys(Hinting.Full) < BarGreys(Hinting.None), $"{BarGreys(Hinting.Full)} grey pixels of {BarGreys(Hinting.None)}");
        Assert.True(BarGreys(Hinting.Slight) < BarGreys(Hinting.None), $"{BarGreys(Hinting.Slight)} grey pixels of {BarGreys(Hinting.None)}");
        Assert.Equal(1, Ink(full) / Ink(plain), 0.12);
        Assert.Equal(1, Ink(slight) / Ink(plain), 0.12);

        // Hinting fits horizontal bars to rows.
        int BarGreys(Hinting hinting) => Greys(Pixels(whole with { Hinting = hinting }, "EFZ TzL EFZ TzL"));
    }

    [Fact]
    public void HintingMovesNoLine() => Assert.Equal(
        TestFonts.LayOut(Letters, Config)[0].Lines.Select(line => line.Box),
        TestFonts.LayOut(Letters, Config with { Hinting = Hinting.Full, GlyphMode = GlyphMode.Mono })[0].Lines.Select(line => line.Box));

    [Fact]
    public void OnWholePixelsEqualLettersAreEqual()
    {
        var row = Pixels(Config with { SubpixelPositions = false }, "l l l l l l l").Chunk(200).ElementAt(20);
        var stems = string.Join(',', row).Split("255").Where(part => part.Length > 1).Distinct(StringComparer.Ordinal);

        Assert.Single(stems);
    }

    [Fact]
    public void EmboldeningAddsItsShareOfAnEmToAStem()
    {
        // The stem of an I is 3.93 px wide at 40 px an em; 0.05 em are 2 px more, -0.05 em 2 px less.
        var config = TestFonts.Small with { FontSize = 40, LineHeight = 40 };
        double Stem(double embolden) => Ink(Pixels(config with { Embolden = embolden }, "I").Chunk(200).ElementAt(10 + 6 + 40 - 15));

        Assert.Equal(40 * 201 / 2048.0, Stem(0), 0.03);
        Assert.Equal((40 * 201 / 2048.0) + 2, Stem(0.05), 0.2);
        Assert.Equal((40 * 201 / 2048.0) - 2, Stem(-0.05), 0.35);
    }

    [Theory]
    [InlineData("句")]
    [InlineData("问")]
    [InlineData("向")]
    [InlineData("可")]
    [InlineData("号")]
    public void WhatIsHollowIsNotFilled(string ideograph)
    {
        var config = Config with { Font = "Noto Sans SC", FontSize = 40 };
        var byFreeType = Ink(Pixels(config with { Hinting = Hinting.Slight }, ideograph));
        Assert.InRange(Ink(Pixels(config, ideograph)), 0.93 * byFreeType, 1.07 * byFreeType);
    }

    private static double Ink(IEnumerable<int> pixels) => pixels.Sum(value => (255 - value) / 255.0);

    private static int Greys(IEnumerable<int> pixels) => pixels.Count(value => value is > 25 and < 230);

    /// <summary>The red channel of the first page, 200 px wide.</summary>
    private static int[] Pixels(RenderConfig config, string text = Letters)
    {
        using var image = TestFonts.Renderer.Draw(TestFonts.LayOut(text, config)[0]);
        var pixels = image.Pixels.ToArray();
        return [.. Enumerable.Range(0, pixels.Length / image.BytesPerPixel).Select(i => (int)pixels[i * image.BytesPerPixel])];
    }
}
