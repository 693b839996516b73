using Glyph.Core.Reading;
using Glyph.Reading.Onnx;

namespace Glyph.Reading.Tests.Onnx;

public sealed class OnnxVisionModelTests
{
    public static TheoryData<string, string> Cases => TestModel.Cases();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Answers_with_the_expected_text(string name, string question)
    {
        using var model = OnnxVisionModel.Open(TestModel.Options(name));
        var expected = TestModel.Case(name, question);
        var reply = await model.AskAsync(expected.Question(), Token);
        Assert.Equal(expected.Text, reply.Text);
        Assert.Equal(string.Equals(expected.Finish, "stop", StringComparison.Ordinal) ? FinishReason.Stop : FinishReason.Length, reply.Finish);
        Assert.Equal(expected.Tokens.Length, reply.AnswerTokens);
        Assert.Equal(PromptTokens(name, expected), reply.PromptTokens);
    }

    [Fact]
    public void Among_the_expected_answers_are_whole_and_cut_off_ones()
    {
        var finishes = TestModel.All.Select(m => TestModel.Expected(m).Cases.Select(c => c.Finish).Distinct().Order().ToArray());
        Assert.All(finishes, f => Assert.Contains("stop", f));
        Assert.Contains(finishes, f => f.Contains("length"));
    }

    [Theory]
    [InlineData("smolvlm")]
    [InlineData("qwen2-vl")]
    [InlineData("florence-2")]
    [InlineData("trocr")]
    public async Task Many_at_a_time_are_answered_each_with_its_own(string name)
    {
        using var model = OnnxVisionModel.Open(TestModel.Options(name) with { MaxBatch = 3 });
        var asked = Enumerable.Range(0, 4).SelectMany(_ => TestModel.Expected(name).Cases).ToList();
        var replies = await Task.WhenAll(asked.Select(c => model.AskAsync(c.Question(), Token)));
        Assert.Equal(asked.Select(c => c.Text), replies.Select(r => r.Text));
        Assert.Equal(6, model.Limits.Concurrency);
    }

    [Fact]
    public async Task An_answer_that_reaches_its_limit_is_cut_off()
    {
        using var model = OnnxVisionModel.Open(TestModel.Options("smolvlm"));
        var expected = TestModel.Case("smolvlm", "tall page");
        var reply = await model.AskAsync(expected.Question(maxAnswerTokens: 2), Token);
        Assert.Equal((FinishReason.Length, 2L), (reply.Finish, reply.AnswerTokens));
    }

    [Fact]
    public async Task A_token_that_ends_the_answer_at_its_limit_still_ends_it()
    {
        using var model = OnnxVisionModel.Open(TestModel.Options("smolvlm"));
        var expected = TestModel.Case("smolvlm", "tall page");
        Assert.Equal("stop", expected.Finish);
        Assert.Equal(FinishReason.Stop, (await model.AskAsync(expected.Question(expected.Tokens.Length), Token)).Finish);
    }

    [Theory]
    [InlineData("smolvlm")]
    [InlineData("qwen2-vl")]
    public async Task What_does_not_fit_the_context_is_refused_with_the_numbers(string name)
    {
        var expected = TestModel.Case(name, "two pages");
        var exact = expected.PromptIds.Length + 8;
        using var fits = OnnxVisionModel.Open(TestModel.Options(name) with { ContextTokens = exact });
        Assert.Equal(exact, fits.Limits.ContextTokens);
        Assert.Equal(expected.Text, (await fits.AskAsync(expected.Question(), Token)).Text);

        using var model = OnnxVisionModel.Open(TestModel.Options(name) with { ContextTokens = exact - 1 });
        var error = await Assert.ThrowsAsync<ModelException>(() => model.AskAsync(expected.Question(), Token));
        Assert.Equal(ModelFault.Question, error.Fault);
        Assert.Contains($"{expected.PromptIds.Length} tokens and the answer may have 8", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{exact - 1}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_encoder_decoder_s_answer_ends_where_its_positions_do()
    {
        using var model = OnnxVisionModel.Open(TestModel.Options("trocr"));
        var reply = await model.AskAsync(TestModel.Case("trocr", "exact size").Question(maxAnswerTokens: 1000), Token);
        Assert.True(reply.Finish == FinishReason.Stop || reply is { Finish: FinishReason.Length, AnswerTokens: 48 });
    }

    [Theory]
    [InlineData("trocr", 0)]
    [InlineData("trocr", 2)]
    [InlineData("florence-2", 0)]
    [InlineData("smolvlm", 17)]
    public async Task A_question_with_too_few_or_too_many_images_is_refused(string name, int images)
    {
        using var model = OnnxVisionModel.Open(TestModel.Options(name));
        using var page = new Picture(20, 20, 1, Grey: true).Draw();
        var error = await Assert.ThrowsAsync<ModelException>(() => model.AskAsync(new ModelQuestion("?", [.. Enumerable.Repeat(page, images)], 4), Token));
        Assert.Equal(ModelFault.Question, error.Fault);
        Assert.Contains("image", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("smolvlm", "<image>")]
    [InlineData("qwen2-vl", "<|image_pad|>")]
    public async Task Words_that_are_the_mark_of_an_image_are_refused(string name, string mark)
    {
        using var model = OnnxVisionModel.Open(TestModel.Options(name));
        var error = await Assert.ThrowsAsync<ModelException>(() => model.AskAsync(new ModelQuestion($"What is {mark}?", [], 4), Token));
        Assert.Equal(ModelFault.Question, error.Fault);
        Assert.Contains(mark, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_that_the_processor_refuses_is_an_error_of_its_question_only()
    {
        using var model = OnnxVisionModel.Open(TestModel.Options("qwen2-vl"));
        using var strip = new Picture(2010, 10, 1, Grey: true).Draw();
        var error = await Assert.ThrowsAsync<ModelException>(() => model.AskAsync(new ModelQuestion("?", [strip], 4), Token));
        Assert.Equal(ModelFault.Question, error.Fault);
        var expected = TestModel.Case("qwen2-vl", "wide page");
        Assert.Equal(expected.Text, (await model.AskAsync(expected.Question(), Token)).Text);
    }

    [Fact]
    public async Task Other_words_around_the_prompt_are_another_question()
    {
        var own = OnnxVisionModel.Open(TestModel.Options("smolvlm"));
        using var other = OnnxVisionModel.Open(TestModel.Options("smolvlm") with { PromptTemplate = "<|im_start|>{images} {prompt}\n" });
        var question = TestModel.Case("smolvlm", "tall page").Question();
        Assert.NotEqual((await own.AskAsync(question, Token)).PromptTokens, (await other.AskAsync(question, Token)).PromptTokens);
        Assert.NotEqual(own.Parameters["template"], other.Parameters["template"]);
        own.Dispose();
    }

    [Fact]
    public async Task Who_no_longer_waits_does_not_keep_others_waiting()
    {
        using var model = OnnxVisionModel.Open(TestModel.Options("smolvlm"));
        using var stop = new CancellationTokenSource();
        var expected = TestModel.Case("smolvlm", "no page");
        var cancelled = Enumerable.Range(0, 20).Select(_ => model.AskAsync(TestModel.Case("smolvlm", "small grey page").Question(100), stop.Token)).ToList();
        var waits = model.AskAsync(expected.Question(), Token);
        await stop.CancelAsync();
        foreach (var question in cancelled)
        {
            var error = await Record.ExceptionAsync(() => question);
            Assert.True(error is null or OperationCanceledException);
        }

        Assert.Equal(expected.Text, (await waits).Text);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => model.AskAsync(expected.Question(), stop.Token));
    }

    [Fact]
    public async Task Closing_fails_what_waits_and_refuses_what_comes()
    {
        var model = OnnxVisionModel.Open(TestModel.Options("smolvlm"));
        var asked = Enumerable.Range(0, 20).Select(_ => model.AskAsync(TestModel.Case("smolvlm", "two pages").Question(), Token)).ToList();
        model.Dispose();
        foreach (var question in asked)
        {
            var error = await Record.ExceptionAsync(() => question);
            Assert.True(error is null or ObjectDisposedException or ModelException { Fault: ModelFault.Fatal }, error?.ToString());
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(() => model.AskAsync(new ModelQuestion("?", [], 1), Token));
        model.Dispose();
    }

    [Fact]
    public void It_says_who_it_is_and_what_decides_its_answers()
    {
        using var plain = OnnxVisionModel.Open(TestModel.Options("smolvlm"));
        using var half = OnnxVisionModel.Open(TestModel.Options("smolvlm") with { Variant = "fp16" });
        Assert.Equal(("onnx", "CPU (1 threads)"), (plain.Identity.Id, plain.Identity.Device));
        Assert.Equal(["onnx/decoder_model_merged.onnx", "onnx/embed_tokens.onnx", "onnx/vision_encoder.onnx"], plain.Identity.Models.Keys.Order(StringComparer.Ordinal));
        Assert.All(plain.Identity.Models.Values, hash => Assert.Matches("^[0-9a-f]{64}$", hash));
        Assert.NotEqual(plain.Parameters.ToList(), half.Parameters.ToList());
        Assert.Equal("greedy", plain.Parameters["decoding"]);
        Assert.Contains("sha256:tokenizer.json", plain.Parameters.Keys);
        Assert.Equal((16, null, 192, 2), (plain.Limits.Images, plain.Limits.Bytes, plain.Limits.ContextTokens!.Value, plain.Limits.Concurrency));
    }

    /// <summary>Florence-2's encoder reads five states of the image before the prompt; TrOCR's reads sixteen, and no prompt.</summary>
    private static long PromptTokens(string name, ExpectedCase expected) => name switch
    {
        "florence-2" => 5 + expected.PromptIds.Length,
        "trocr" => 16,
        _ => expected.PromptIds.Length,
    };
}
