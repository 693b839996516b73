using Glyph.Reading.Onnx;
using Glyph.Reading.Onnx.Families;
using Glyph.Reading.Onnx.Running;
using Microsoft.ML.OnnxRuntime;

namespace Glyph.Reading.Tests.Onnx;

/// <summary>Each family against another forward pass: numpy in double precision, the whole sequence again for every token, no cache, Pillow's pixels.</summary>
public sealed class LoadedModelTests
{
    private const double Tolerance = 1e-4;

    // Weights are rounded in the expected numbers too; what is left is the rounding of each step's values to 11 bits. The angles
    // of positions, up to 100 radians, are then known to 0.03; logits are about 2.
    private const double HalfTolerance = 0.1;

    public static TheoryData<string, string> Cases => TestModel.Cases();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Prompts_and_pixels_are_the_processor_s(string name, string question)
    {
        using var model = LoadedModel.Open(TestModel.Options(name));
        var expected = TestModel.Case(name, question);
        var prepared = model.Prompts.Prepare(expected.Question());
        Assert.Equal(expected.PromptIds, prepared.Tokens);
        if (expected.Positions is not null)
        {
            Assert.Equal(expected.Positions, prepared.Positions);
        }

        if (expected.Pixels is null)
        {
            Assert.Empty(prepared.Pixels);
        }
        else
        {
            expected.Pixels.Check(prepared.Pixels, 1e-5);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_vision_encoder_sees_what_it_must(string name, string question)
    {
        using var model = LoadedModel.Open(TestModel.Options(name));
        var expected = TestModel.Case(name, question);
        var prepared = model.Prompts.Prepare(expected.Question());
        Assert.Equal(expected.Features is null, prepared.Pixels.Length == 0);
        if (expected.Features is { } features)
        {
            using var run = new RunOptions();
            var (values, width) = model.Runner.Look(prepared, run);
            Assert.Equal(features.Shape[^1], width);
            features.Check(values, Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_step_s_logits_are_those_without_a_cache(string name, string question)
    {
        using var model = LoadedModel.Open(TestModel.Options(name));
        CheckSteps(model, TestModel.Case(name, question), Tolerance);
    }

    [Theory]
    [InlineData("tall page")]
    [InlineData("small grey page")]
    [InlineData("two pages")]
    [InlineData("no page")]
    public void A_float16_model_gives_the_same_within_its_rounding(string question)
    {
        using var model = LoadedModel.Open(TestModel.Options("smolvlm") with { Variant = "fp16" });
        Assert.All(model.Hashes.Keys, file => Assert.EndsWith("_fp16.onnx", file, StringComparison.Ordinal));
        CheckSteps(model, TestModel.Case("smolvlm", question, "expected_fp16.json"), HalfTolerance);
    }

    [Theory]
    [InlineData("smolvlm")]
    [InlineData("qwen2-vl")]
    [InlineData("florence-2")]
    [InlineData("trocr")]
    public void A_batch_answers_as_one_by_one(string name)
    {
        using var model = LoadedModel.Open(TestModel.Options(name));
        var cases = TestModel.Expected(name).Cases;
        var questions = cases.Select(c => model.Prompts.Prepare(c.Question())).ToList();
        using var run = new RunOptions();
        var logits = cases.Select(_ => new List<float[]>()).ToList();
        var answers = model.Answer(questions, run, (row, values) => Record(logits[row], values), _ => true);
        foreach (var (row, expected) in cases.Index())
        {
            Assert.Equal(expected.Tokens, answers[row].Tokens);
            CheckLogits(expected, logits[row], model.Prompts.ForcedFirst is not null, Tolerance);
        }
    }

    [Fact]
    public void Decoding_goes_on_only_while_somebody_waits()
    {
        using var model = LoadedModel.Open(TestModel.Options("smolvlm"));
        var cases = TestModel.Expected("smolvlm").Cases;
        List<PreparedQuestion> questions = [.. cases.Select(c => model.Prompts.Prepare(c.Question()))];
        using var run = new RunOptions();

        var forNobody = model.Answer(questions, run, (_, values) => CachedDecoder.Greedy(values), _ => false);
        Assert.All(forNobody, answer => Assert.Equal((1, null), (answer.Tokens.Count, answer.Finish)));

        var forOne = model.Answer(questions, run, (_, values) => CachedDecoder.Greedy(values), row => row == 1);
        Assert.Equal(cases[1].Tokens, forOne[1].Tokens);
        Assert.NotNull(forOne[1].Finish);

        run.Terminate = true;
        Assert.Throws<OnnxRuntimeException>(() => model.Answer(questions, run, (_, values) => CachedDecoder.Greedy(values), _ => true));
    }

    private static void CheckSteps(LoadedModel model, ExpectedCase expected, double tolerance)
    {
        using var run = new RunOptions();
        var logits = new List<float[]>();
        var answer = Assert.Single(model.Answer([model.Prompts.Prepare(expected.Question())], run, (_, values) => Record(logits, values), _ => true));
        Assert.Equal(expected.Tokens, answer.Tokens);
        CheckLogits(expected, logits, model.Prompts.ForcedFirst is not null, tolerance);
    }

    /// <summary>A batch goes on after a row's end, so there may be more logits than expected.</summary>
    private static void CheckLogits(ExpectedCase expected, List<float[]> logits, bool isFirstForced, double tolerance)
    {
        var skipped = isFirstForced ? 1 : 0;
        Assert.True(logits.Count >= expected.Logits.Length - skipped);
        for (var step = skipped; step < expected.Logits.Length; step++)
        {
            var (wanted, found) = (expected.LogitsOf(step), logits[step - skipped]);
            Assert.Equal(wanted.Length, found.Length);
            Assert.All(wanted.Zip(found), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        }
    }

    private static int Record(List<float[]> logits, ReadOnlySpan<float> values)
    {
        logits.Add(values.ToArray());
        return CachedDecoder.Greedy(values);
    }
}
