using System.Text.Json;
using Glyph.Core.Costs;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Tests.Costs;

/// <summary>Every shipped target against what the families' own code and documentation give.</summary>
public sealed class VectorTests
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip };

    public static TheoryData<string> Targets => [.. Vectors().Keys];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Counts_what_the_family_counts(string target)
    {
        var vision = VisionTargets.Shipped.Find(target);

        foreach (var (size, expected) in Vectors()[target])
        {
            var counted = vision.Count(size);
            Assert.Equal((size, expected[0]), (size, counted.Features));
            Assert.True(expected.Length == 1 || counted.Total == expected[1], $"{target} {size}: {counted.Total} with markers, not {expected[^1]}");
        }
    }

    [Fact]
    public void The_vectors_cover_every_family() => Assert.True(Vectors().Count >= 60, $"only {Vectors().Count} targets");

    [Theory] // published by others than the families: vllm's tests, OpenAI's and Anthropic's documentation, third-party bills
    [InlineData("qwen2.5-vl", 1300, 876, 1426)]
    [InlineData("phi-3.5-vision", 1300, 876, 757)]
    [InlineData("phi-3.5-vision-16", 1300, 876, 1921)]
    [InlineData("smolvlm-2.2b", 1024, 1024, 1377)]
    [InlineData("smolvlm-2.2b", 100, 2000, 405)]
    [InlineData("idefics3", 100, 2000, 845)]
    [InlineData("gpt-4o", 1024, 1024, 765)]
    [InlineData("gpt-4o", 2048, 4096, 1105)]
    [InlineData("gpt-4o", 2049, 513, 1445)] // 8 tiles: 512.75 is rounded up
    [InlineData("gpt-4o", 2050, 513, 765)] // 4 tiles: 512.50 - a bit is rounded down
    [InlineData("gpt-4o-low", 4096, 8192, 85)]
    [InlineData("gemini-2.5-crop-units", 960, 540, 1548)]
    [InlineData("pixtral", 50, 1558, 192)] // 3 columns of 64 by rounding
    [InlineData("pixtral-hf", 50, 1558, 128)] // 2 by cutting down
    [InlineData("internvl3", 640, 480, 3328)]
    [InlineData("internvl3", 842, 595, 3328)]
    [InlineData("smolvlm-256m", 300, 300, 1088)]
    public void Agrees_with_published_counts(string target, int width, int height, long tokens) =>
        Assert.Equal(tokens, VisionTargets.Shipped.Find(target).Count(new PixelSize(width, height)).Features);

    [Fact]
    public void A_side_of_whole_patches_stays_one() =>
        // 2240x896 has a ratio of 5 : 2, so 24 rows go with exactly 60 columns; 1440 patches at 2.46.
        Assert.Equal(3543, VisionTargets.Shipped.Find("gpt-4.1-nano").Count(new PixelSize(2240, 896)).Features);

    private static Dictionary<string, Dictionary<PixelSize, long[]>> Vectors()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors.json")), Options);
        return document.RootElement.EnumerateObject().ToDictionary(
            target => target.Name,
            target => target.Value.EnumerateObject().ToDictionary(
                vector => new PixelSize(Side(vector.Name, 0), Side(vector.Name, 1)),
                vector => vector.Value.EnumerateArray().Select(tokens => tokens.GetInt64()).ToArray()),
            StringComparer.Ordinal);
    }

    private static int Side(string size, int index) => int.Parse(size.Split('x')[index], System.Globalization.CultureInfo.InvariantCulture);
}
