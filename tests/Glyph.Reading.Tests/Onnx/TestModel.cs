using System.Globalization;
using System.Text.Json;
using Glyph.Core.Reading;
using Glyph.Core.Rendering;
using Glyph.Reading.Onnx;

namespace Glyph.Reading.Tests.Onnx;

/// <summary>A picture by the formula that <c>scripts/make-test-models.py</c> has too.</summary>
public sealed record Picture(int Width, int Height, int Seed, bool Grey)
{
    public PageImage Draw()
    {
        var image = new PageImage(new PixelSize(Width, Height), Grey ? PixelFormat.Grey : PixelFormat.Rgba);
        for (var y = 0; y < Height; y++)
        {
            var row = image.Row(y);
            for (var x = 0; x < Width; x++)
            {
                var red = (byte)((x * 7) + (y * 13) + (Seed * 31));
                if (Grey)
                {
                    row[x] = red;
                    continue;
                }

                row[x * 4] = red;
                row[(x * 4) + 1] = (byte)((x * x) + (y * 3) + (Seed * 17));
                row[(x * 4) + 2] = (byte)((x * y) + (Seed * 5));
                row[(x * 4) + 3] = 255;
            }
        }

        return image;
    }
}

/// <summary>Numbers that an array must have.</summary>
public sealed record Statistics(int[] Shape, double Sum, double Absolute, int[] At, double[] Values)
{
    public void Check(IReadOnlyList<float> actual, double tolerance)
    {
        Assert.Equal(Shape.Aggregate(1, (a, b) => a * b), actual.Count);
        for (var i = 0; i < At.Length; i++)
        {
            Assert.Equal(Values[i], actual[At[i]], tolerance);
        }

        Assert.Equal(Sum, actual.Sum(v => (double)v), tolerance * actual.Count);
        Assert.Equal(Absolute, actual.Sum(v => Math.Abs((double)v)), tolerance * actual.Count);
    }
}

/// <summary>A question and what the other forward pass makes of it.</summary>
public sealed record ExpectedCase(
    string Name, Picture[] Images, string Prompt, int[] PromptIds, long[]? Positions, Statistics? Pixels, Statistics? Features, int[] Tokens, string Finish, string Text, string[] Logits)
{
    public ModelQuestion Question(int maxAnswerTokens = 8) => new(Prompt, [.. Images.Select(i => i.Draw())], maxAnswerTokens);

    public double[] LogitsOf(int step) => [.. Logits[step].Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
}

/// <summary>A text and its tokens.</summary>
public sealed record Encoding(string Text, int[] Ids);

/// <summary>What <c>expected.json</c> holds.</summary>
public sealed record Expected(Encoding[] Encodings, ExpectedCase[] Cases);

/// <summary>The tiny models of the tests.</summary>
internal static class TestModel
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>All folders.</summary>
    public static readonly string[] All = ["smolvlm", "qwen2-vl", "florence-2", "trocr"];

    public static string Root => Path.Combine(AppContext.BaseDirectory, "Onnx", "Models");

    public static string Folder(string model) => Path.Combine(Root, model);

    public static OnnxModelOptions Options(string model) => new() { Folder = Folder(model), Threads = 1 };

    public static Expected Expected(string model, string file = "expected.json") => Read<Expected>(Path.Combine(model, file));

    public static T Read<T>(string file) => JsonSerializer.Deserialize<T>(File.ReadAllBytes(Path.Combine(Root, file)), Json)!;

    /// <summary>Every model with every question about it.</summary>
    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var model in All)
        {
            foreach (var found in Expected(model).Cases)
            {
                data.Add(model, found.Name);
            }
        }

        return data;
    }

    public static ExpectedCase Case(string model, string name, string file = "expected.json") =>
        Expected(model, file).Cases.Single(c => string.Equals(c.Name, name, StringComparison.Ordinal));

    /// <summary>A copy of a model's folder that a test may break.</summary>
    public static string Copy(string model)
    {
        var target = Directory.CreateTempSubdirectory("glyph-onnx-").FullName;
        foreach (var file in Directory.EnumerateFiles(Folder(model), "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(target, Path.GetRelativePath(Folder(model), file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return target;
    }
}
