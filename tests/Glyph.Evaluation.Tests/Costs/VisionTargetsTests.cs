using CsCheck;
using Glyph.Core;
using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Tests.Costs;

public sealed class VisionTargetsTests
{
    [Theory]
    [InlineData("glm-4.1v", 595, 842, 588, 840, 630)]
    [InlineData("glm-4.1v", 1190, 1684, 1176, 1680, 2520)] // 1190 / 28 = 42.5: half to even
    [InlineData("glm-4.1v", 1024, 1024, 1036, 1036, 1369)]
    [InlineData("glm-4.1v", 2480, 3508, 1820, 2604, 6045)] // above the limit, which counts twice
    [InlineData("glm-4.1v", 100, 2000, 112, 1988, 284)]
    [InlineData("glm-4.1v", 10, 10, 84, 84, 9)] // enlarged to 28 x 28, then to the least area
    [InlineData("qwen2.5-vl", 595, 842, 588, 840, 630)]
    [InlineData("qwen2.5-vl", 1190, 1684, 1176, 1680, 2520)]
    [InlineData("qwen2.5-vl", 1024, 1024, 1036, 1036, 1369)]
    [InlineData("qwen2.5-vl", 2480, 3508, 2492, 3500, 11125)]
    [InlineData("qwen2.5-vl", 100, 2000, 112, 1988, 284)]
    [InlineData("qwen2.5-vl", 10, 10, 56, 56, 4)]
    [InlineData("qwen3-vl", 595, 842, 608, 832, 494)]
    [InlineData("qwen3-vl", 1190, 1684, 1184, 1696, 1961)]
    [InlineData("qwen3-vl", 1024, 1024, 1024, 1024, 1024)]
    [InlineData("qwen3-vl", 2480, 3508, 2496, 3520, 8580)]
    [InlineData("qwen3-vl", 100, 2000, 96, 1984, 186)]
    [InlineData("qwen3-vl", 10, 10, 256, 256, 64)]
    public void Counts_what_the_processors_count(string target, int width, int height, int resizedWidth, int resizedHeight, int tokens)
    {
        var vision = VisionTargets.Shipped.Find(target);
        var size = new PixelSize(width, height);

        Assert.Equal(new PixelSize(resizedWidth, resizedHeight), vision.Resize(size));
        Assert.Equal(new VisionTokens(tokens, tokens + 2), vision.Count(size));
    }

    [Theory]
    [InlineData("glyph", "glm-4.1v")]
    [InlineData("GLM-4.1V", "glm-4.1v")]
    [InlineData("qwen2-vl", "qwen2.5-vl")]
    public void Finds_targets_by_id_and_alias(string name, string id) => Assert.Equal(id, VisionTargets.Shipped.Find(name).Id);

    [Fact]
    public void Offers_the_nearest_target()
    {
        var error = Assert.Throws<InvalidInputException>(() => VisionTargets.Shipped.Find("qwen3vl"));

        Assert.Contains("'qwen3-vl'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_images_that_the_processors_refuse()
    {
        foreach (var target in SmartResizers)
        {
            Assert.Contains("200", Assert.Throws<InvalidInputException>(() => target.Count(new PixelSize(40, 8001))).Message, StringComparison.Ordinal);
            Assert.True(target.Count(new PixelSize(40, 8000)).Features > 0);
        }
    }

    [Fact]
    public void Every_constant_says_where_it_is_from() =>
        Assert.All(VisionTargets.Shipped.All, target => Assert.All(target.Constants.Values, value => Assert.Contains("status:", value, StringComparison.Ordinal)));

    [Fact]
    public void Names_are_unambiguous() =>
        Assert.Empty(VisionTargets.Shipped.All.SelectMany(t => t.Aliases.Prepend(t.Id)).GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void A_resized_page_lies_on_the_grid_and_costs_its_cells() =>
        (from target in AnyTarget
         from width in Gen.Int[1, 6000]
         from aspect in Gen.Double[0.01, 100]
         select (target, size: new PixelSize(width, Math.Clamp((int)(width * aspect), Math.Max(1, (width + 199) / 200), Math.Min(9000, width * 200)))))
        .Sample((target, size) =>
        {
            var resized = target.Resize(size);
            var grid = target.PixelGrid;
            return resized.Width % grid == 0 && resized.Height % grid == 0 && target.Count(size).Features == resized.Area / (grid * grid);
        });

    [Fact]
    public void A_page_on_the_grid_within_the_limits_is_not_resampled() =>
        (from target in AnyTarget
         from columns in Gen.Int[14, 30]
         from rows in Gen.Int[14, 30]
         select (target, size: new PixelSize(columns * target.PixelGrid, rows * target.PixelGrid)))
        .Sample((target, size) => target.Resize(size) == size);

    private static readonly List<IVisionTarget> SmartResizers =
        [.. VisionTargets.Shipped.All.Where(t => string.Equals(t.Rule, "smart-resize", StringComparison.Ordinal))];

    private static readonly Gen<IVisionTarget> AnyTarget = Gen.Int[0, SmartResizers.Count - 1].Select(i => SmartResizers[i]);
}
