using Glyph.Assets;
using Glyph.Core;
using Glyph.Reading.Recognition;
using Glyph.Reading.Recognition.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Glyph.Reading.Tests.Recognition;

public sealed class FasterGraphTests
{
    public static TheoryData<string> Models => [ShippedAssets.EnglishRecogniser.Path, ShippedAssets.ChineseRecogniser.Path];

    [Theory]
    [MemberData(nameof(Models))]
    public void Says_the_same_up_to_rounding(string path)
    {
        var model = File.ReadAllBytes(path);
        var random = new RandomStream(7, "pixels");
        var pixels = Enumerable.Range(0, 3 * 48 * 320).Select(_ => (float)((random.NextDouble() * 2) - 1)).ToArray();

        var expected = Run(model, pixels);
        var scores = Run(FasterGraph.Of(model), pixels);

        Assert.Equal(expected.Length, scores.Length);
        var classes = expected.Length / 40;
        foreach (var (before, after) in expected.Chunk(classes).Zip(scores.Chunk(classes)))
        {
            var largest = after.Max();
            var sum = after.Sum(score => Math.Exp(score - largest));
            var worst = after.Zip(before, (score, share) => Math.Abs((Math.Exp(score - largest) / sum) - share)).Max();
            Assert.InRange(worst, 0, 1e-3);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void No_activation_is_left_in_steps(string path)
    {
        var before = OnnxGraph.Read(File.ReadAllBytes(path));
        var after = OnnxGraph.Read(FasterGraph.Of(File.ReadAllBytes(path)));

        Assert.InRange(Count(before, "Clip"), 27, 28);
        Assert.Equal(0, Count(after, "Clip"));
        Assert.Equal(Count(before, "Softmax") - 1, Count(after, "Softmax"));
        Assert.Equal(before.Outputs, after.Outputs);
        Assert.Equal(Count(before, "Conv"), Count(after, "Conv"));
    }

    [Fact]
    public void Unchanged_steps_are_written_as_they_were_read()
    {
        var model = File.ReadAllBytes(ShippedAssets.EnglishRecogniser.Path);
        var random = new RandomStream(8, "pixels");
        var pixels = Enumerable.Range(0, 3 * 48 * 320).Select(_ => (float)random.NextDouble()).ToArray();

        Assert.Equal(Run(model, pixels), Run(OnnxGraph.Read(model).Write(), pixels));
    }

    [Fact]
    public void What_is_no_model_is_refused()
    {
        Assert.Throws<FormatException>(() => OnnxGraph.Read("not the model"u8.ToArray()));
        Assert.Throws<FormatException>(() => OnnxGraph.Read(Array.Empty<byte>()));
        Assert.Throws<FormatException>(() => OnnxGraph.Read(File.ReadAllBytes(ShippedAssets.EnglishRecogniser.Path).AsMemory(0, 5000)));
    }

    private static int Count(OnnxGraph graph, string type) => graph.Nodes.Count(node => string.Equals(node.Type, type, StringComparison.Ordinal));

    private static float[] Run(byte[] model, float[] pixels)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using var session = new InferenceSession(model, options);
        using var run = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(pixels, [1, 3, 48, 320]);
        using var results = session.Run(run, [session.InputNames[0]], [input], [session.OutputNames[0]]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
