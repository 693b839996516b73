using CsCheck;
using Glyph.Core;
using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Tests.Costs;

/// <summary>What holds for every target, whatever its rule.</summary>
public sealed class TargetLawsTests
{
    /// <summary>Families that charge an image less when it is not alone.</summary>
    private static readonly string[] Discounted = ["llava-onevision", "deepseek-vl2"];

    private static readonly Gen<IVisionTarget> AnyTarget = Gen.Int[0, VisionTargets.Shipped.All.Count - 1].Select(i => VisionTargets.Shipped.All[i]);

    private static readonly Gen<PixelSize> AnySize =
        from width in Gen.Int[28, 1900]
        from height in Gen.Int[Math.Max(28, width / 20), Math.Min(1900, width * 20)]
        select new PixelSize(width, height);

    [Fact]
    public void An_image_costs_something_and_markers_only_add() =>
        Gen.Select(AnyTarget, AnySize).Sample((target, size) =>
        {
            var tokens = target.Count(size);
            var seen = target.Resize(size);
            return tokens.Features >= 1 && tokens.Total >= tokens.Features && seen.Width >= 1 && seen.Height >= 1;
        });

    [Fact]
    public void More_pages_never_cost_less_once_there_are_several() =>
        Gen.Select(AnyTarget, AnySize.List[4, 30]).Sample((target, pages) =>
            target.Count(pages).Total >= target.Count(pages[..^1]).Total);

    [Fact]
    public void Pages_together_cost_what_each_costs_at_its_place_and_no_less_than_alone() =>
        Gen.Select(AnyTarget, AnySize.List[1, 25]).Sample((target, pages) =>
        {
            var together = target.Count(pages);
            var places = pages.Select((_, i) => target.CountAt(pages, i)).Aggregate((a, b) => a + b);
            return together == places && (Discounted.Contains(target.Id, StringComparer.Ordinal) || together.Total >= pages.Sum(page => target.Count(page).Total));
        });

    [Fact]
    public void A_definition_opens_to_the_same_target() =>
        Assert.All(VisionTargets.Shipped.All, target =>
        {
            var again = VisionTargets.Open(target.Definition);

            Assert.Equal(target.Definition, again.Definition);
            Assert.Equal((target.Id, target.Title, target.Status, target.PixelGrid, target.RequestOverhead), (again.Id, again.Title, again.Status, again.PixelGrid, again.RequestOverhead));
            AnySize.Sample(size => target.Count(size) == again.Count(size), iter: 20);
        });

    [Fact]
    public void No_page_costs_nothing_and_an_empty_image_is_refused() =>
        Assert.All(VisionTargets.Shipped.All, target =>
        {
            Assert.Equal(default, target.Count([]));
            Assert.Throws<InvalidInputException>(() => target.Count(new PixelSize(0, 100)));
            Assert.Throws<InvalidInputException>(() => target.Resize(new PixelSize(100, 0)));
        });

    [Theory] // upper limits of an image's tokens
    [InlineData("glm-4.1v", 6144)]
    [InlineData("qwen2.5-vl", 16_384)]
    [InlineData("qwen2.5-vl-class-default", 1280)]
    [InlineData("internvl3", 13 * 256)]
    [InlineData("llava-onevision", (27 * 27 * 9 * 2) + 729)]
    [InlineData("deepseek-ocr-gundam", 273 + (10 * 6 * 11))]
    [InlineData("minicpm-v-2.6", 640)]
    [InlineData("gemma4", 280)]
    [InlineData("llama-4", 17 * 144)]
    [InlineData("llama-3.2-vision", 4 * 1601)]
    [InlineData("pixtral", 4096)]
    [InlineData("gpt-5.4", 2500)]
    [InlineData("gpt-5.5", 10_000)]
    [InlineData("claude", 1568)]
    [InlineData("claude-high-resolution", 4784)]
    [InlineData("claude-legacy", 1600)]
    public void Limits_hold(string id, long limit)
    {
        var target = VisionTargets.Shipped.Find(id);

        (from width in Gen.Int[100, 9000]
         from height in Gen.Int[100, 9000]
         select new PixelSize(width, height)).Sample(size => target.Count(size).Features <= limit);
    }

    [Theory] // enlarging both sides never makes these cheaper
    [InlineData("kimi-k2.5")]
    [InlineData("gpt-5.6")]
    [InlineData("gpt-4o-low")]
    public void Larger_pages_cost_no_less_below_the_limit(string id)
    {
        var target = VisionTargets.Shipped.Find(id);

        // With 100 pixels more a side is 125 patches of Kimi at most; above 128 a side its images are made smaller.
        var below = Gen.Select(Gen.Int[1, 1650], Gen.Int[1, 1650]).Select((width, height) => new PixelSize(width, height));
        Gen.Select(below, Gen.Int[0, 100], Gen.Int[0, 100]).Sample((size, right, down) =>
            target.Count(new PixelSize(size.Width + right, size.Height + down)).Features >= target.Count(size).Features);
    }

    [Fact]
    public void Families_that_count_pages_together_otherwise_do()
    {
        var page = new PixelSize(595, 842);
        var oneVision = VisionTargets.Shipped.Find("llava-onevision");
        var deepSeek = VisionTargets.Shipped.Find("deepseek-vl2");
        var miniCpm = VisionTargets.Shipped.Find("minicpm-v-2.6");

        Assert.Equal(2 * 730, oneVision.Count([page, page]).Features);
        Assert.Equal(new PixelSize(384, 384), oneVision.Resize(page, 2));
        Assert.Equal(2 * deepSeek.Count(page).Features, deepSeek.Count([page, page]).Features);
        Assert.Equal(3 * 421, deepSeek.Count([page, page, page]).Features);
        Assert.Equal((10 * 202) + 203, miniCpm.Count([.. Enumerable.Repeat(page, 11)]).Total); // the eleventh's number has two digits
    }

    [Fact]
    public void Claude_refuses_large_sides_in_a_request_of_many_images()
    {
        var claude = VisionTargets.Shipped.Find("claude");
        var large = new PixelSize(2001, 500);

        Assert.True(claude.Count([.. Enumerable.Repeat(large, 20)]).Features > 0);
        var error = Assert.Throws<InvalidInputException>(() => claude.Count([.. Enumerable.Repeat(large, 21)]));
        Assert.Contains("2000", error.Message, StringComparison.Ordinal);
    }
}
