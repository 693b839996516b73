using System.Text.Json;
using CsCheck;
using Glyph.Core;
using Glyph.Core.Costs;
using Glyph.Core.Rendering;
using Glyph.Evaluation.Costs;

namespace Glyph.Evaluation.Tests.Costs;

public sealed class VisionTargetsTests
{
    private const string SharedVectors = "shared/facts/vision-tokens.json";

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
        var vision = VisionTargets.Find(target);
        var size = new PixelSize(width, height);

        Assert.Equal(new PixelSize(resizedWidth, resizedHeight), vision.Resize(size));
        Assert.Equal(new VisionTokens(tokens, tokens + 2), vision.Count(size));
    }

    [Theory]
    [InlineData(28, 2, 12_544, 11_760_000, true, 2480, 3508, 2016, 2856)] // GLM's class default
    [InlineData(28, 1, 3_136, 1_003_520, false, 1190, 1684, 840, 1176)] // Qwen2-VL's class default
    [InlineData(28, 1, 3_136, 1_003_520, false, 1024, 1024, 980, 980)]
    public void Follows_other_limits(int cell, int frames, long min, long max, bool enlarges, int width, int height, int resizedWidth, int resizedHeight)
    {
        var rule = new SmartResize(cell, frames, min, max, enlarges);

        Assert.Equal(new PixelSize(resizedWidth, resizedHeight), rule.Apply(new PixelSize(width, height)));
    }

    [Fact]
    public void Agrees_with_every_measured_vector_of_the_three_families()
    {
        var file = FindShared();
        Assert.SkipWhen(file is null, $"../{SharedVectors} is not there.");

        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var checkedVectors = 0;
        foreach (var vector in document.RootElement.EnumerateArray())
        {
            if (RuleFor(vector.GetProperty("model").GetString()!) is not { } target)
            {
                continue;
            }

            var size = new PixelSize(vector.GetProperty("width").GetInt32(), vector.GetProperty("height").GetInt32());
            var expected = new VisionTokens(vector.GetProperty("tokens").GetInt64(), vector.GetProperty("tokens_total").GetInt64());
            Assert.Equal(expected, target.Count(size));
            checkedVectors++;
        }

        Assert.Equal(22, checkedVectors);
    }

    [Theory]
    [InlineData("glyph", "glm-4.1v")]
    [InlineData("GLM-4.1V", "glm-4.1v")]
    [InlineData("qwen2-vl", "qwen2.5-vl")]
    public void Finds_targets_by_id_and_alias(string name, string id) => Assert.Equal(id, VisionTargets.Find(name).Id);

    [Fact]
    public void Offers_the_nearest_target()
    {
        var error = Assert.Throws<InvalidInputException>(() => VisionTargets.Find("qwen3vl"));

        Assert.Contains("'qwen3-vl'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_images_that_the_processors_refuse()
    {
        foreach (var target in VisionTargets.All)
        {
            Assert.Contains("200", Assert.Throws<InvalidInputException>(() => target.Count(new PixelSize(40, 8001))).Message, StringComparison.Ordinal);
            Assert.Throws<InvalidInputException>(() => target.Count(new PixelSize(0, 100)));
            Assert.True(target.Count(new PixelSize(40, 8000)).Features > 0);
        }
    }

    [Fact]
    public void Every_constant_says_where_it_is_from() =>
        Assert.All(VisionTargets.All, target => Assert.All(target.Constants.Values, value => Assert.Contains("status:", value, StringComparison.Ordinal)));

    [Fact]
    public void A_resized_page_lies_on_the_grid_within_the_limits_and_costs_its_cells() =>
        Sizes.Sample((target, size) =>
        {
            var resized = target.Resize(size);
            var grid = target.PixelGrid;
            var area = resized.Area * target.Rule.Frames;
            return resized.Width % grid == 0 && resized.Height % grid == 0
                && target.Count(size).Features == resized.Area / (grid * grid)
                && area >= target.Rule.MinArea
                && (area <= target.Rule.MaxArea || resized.Width == grid || resized.Height == grid);
        });

    [Fact]
    public void A_page_on_the_grid_within_the_limits_is_not_resampled() =>
        (from target in AnyTarget
         from columns in Gen.Int[8, 60]
         from rows in Gen.Int[8, 60]
         select (target, new PixelSize(columns * target.PixelGrid, rows * target.PixelGrid)))
        .Where((target, size) => size.Area * target.Rule.Frames <= target.Rule.MaxArea)
        .Sample((target, size) => target.Resize(size) == size);

    private static readonly Gen<SmartResizeTarget> AnyTarget =
        Gen.Int[0, VisionTargets.All.Count - 1].Select(i => (SmartResizeTarget)VisionTargets.All[i]);

    private static Gen<(SmartResizeTarget Target, PixelSize Size)> Sizes =>
        from target in AnyTarget
        from width in Gen.Int[1, 6000]
        from aspect in Gen.Double[0.01, 100]
        select (target, new PixelSize(width, Math.Clamp((int)(width * aspect), Math.Max(1, (width + 199) / 200), Math.Min(9000, width * 200))));

    private static SmartResizeTarget? RuleFor(string model)
    {
        var glm = (SmartResizeTarget)VisionTargets.Find("glm-4.1v");
        var qwen = (SmartResizeTarget)VisionTargets.Find("qwen2.5-vl");
        return model switch
        {
            _ when model.StartsWith("zai-org/Glyph", StringComparison.Ordinal) => glm,
            _ when model.StartsWith("GLM-4.1V code-default", StringComparison.Ordinal) => WithMax(glm, 11_760_000),
            _ when model.StartsWith("Qwen2-VL / Qwen2.5-VL (hub", StringComparison.Ordinal) => qwen,
            _ when model.StartsWith("Qwen2-VL/2.5-VL class default", StringComparison.Ordinal) => WithMax(qwen, 1_003_520),
            _ when model.StartsWith("Qwen3-VL", StringComparison.Ordinal) => (SmartResizeTarget)VisionTargets.Find("qwen3-vl"),
            _ => null,
        };
    }

    private static SmartResizeTarget WithMax(SmartResizeTarget target, long maxArea) => new()
    {
        Id = target.Id,
        Title = target.Title,
        Rule = target.Rule with { MaxArea = maxArea },
        ImageMarkers = target.ImageMarkers,
        RequestOverhead = target.RequestOverhead,
        Constants = target.Constants,
    };

    private static string? FindShared()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, SharedVectors);
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }
}
