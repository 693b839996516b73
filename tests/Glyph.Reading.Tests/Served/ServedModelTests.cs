using System.Text.Json;
using System.Text.Json.Nodes;
using Glyph.Core;
using Glyph.Core.Reading;
using Glyph.Core.Rendering;
using Glyph.Reading.Served;
using Glyph.TestServer;
using Glyph.TestServer.Answers;
using Glyph.TestServer.Behaviours;
using SkiaSharp;

namespace Glyph.Reading.Tests.Served;

public sealed class ServedModelTests : IAsyncLifetime
{
    private ReaderServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ReaderServer.StartAsync(new ServerOptions { Key = Ask.Key });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task The_answer_is_what_stands_on_the_pages()
    {
        string[][] lines = [["The harbour was quiet.", "She paid 14.50 for two maps."], ["Nobody told the captain."]];
        using var first = Ask.Page(lines[0]);
        using var second = Ask.Page(lines[1]);
        using var model = Ask.Model(Ask.Options(_server.Endpoint));

        var reply = await model.AskAsync(Ask.Question("Read it.", first, second), Ask.Cancel);

        Assert.Equal(string.Join('\n', lines.SelectMany(page => page)), reply.Text);
        Assert.Equal(FinishReason.Stop, reply.Finish);
        Assert.Equal(14, reply.AnswerTokens);
        Assert.False(reply.Cached);
        var stats = _server.State.Stats();
        Assert.Equal((stats.PromptTokens, stats.AnswerTokens), (reply.PromptTokens, reply.AnswerTokens));
    }

    [Fact]
    public async Task The_images_are_sent_first_as_they_are_then_the_prompt()
    {
        using var first = Ask.Page("one");
        using var second = new PageImage(new PixelSize(30, 20), PixelFormat.Grey);
        second.Pixels.Fill(200);
        second.Pixels[7] = 3;
        using var model = Ask.Model(Ask.Options(_server.Endpoint));

        await model.AskAsync(Ask.Question("What stands there?", first, second) with { MaxAnswerTokens = 77 }, Ask.Cancel);

        var sent = Sent();
        var message = Assert.Single(sent["messages"]!.AsArray())!;
        Assert.Equal("user", (string?)message["role"]);
        var parts = message["content"]!.AsArray();
        Assert.Equal(["image_url", "image_url", "text"], parts.Select(part => (string?)part!["type"]));
        Assert.Equal("What stands there?", (string?)parts[2]!["text"]);
        Assert.Equal(Oracle.KeyOf(first), KeyOf(parts[0]!));
        Assert.Equal(Oracle.KeyOf(second), KeyOf(parts[1]!));
        Assert.Equal(77, (int?)sent["max_tokens"]);
    }

    [Fact]
    public async Task Decoding_is_deterministic_unless_told_otherwise()
    {
        using var model = Ask.Model(Ask.Options(_server.Endpoint));
        await model.AskAsync(Ask.Question(), Ask.Cancel);

        var sent = Sent();
        Assert.Equal(["max_tokens", "messages", "model", "seed", "temperature", "top_p"], Names(sent));
        Assert.Equal((0d, 1d, 0), ((double)sent["temperature"]!, (double)sent["top_p"]!, (int)sent["seed"]!));
        Assert.Equal("0", model.Parameters["temperature"]);
    }

    [Fact]
    public async Task What_is_left_out_of_the_decoding_is_not_sent_and_what_is_added_is()
    {
        var extra = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["chat_template_kwargs"] = JsonSerializer.SerializeToElement(new { enable_thinking = false }) };
        var decoding = new Decoding { Temperature = null, TopP = null, Seed = null, LimitsCompletionTokens = true, Extra = extra };
        using var model = Ask.Model(Ask.Options(_server.Endpoint) with { Decoding = decoding });
        await model.AskAsync(Ask.Question(), Ask.Cancel);

        var sent = Sent();
        Assert.Equal(["chat_template_kwargs", "max_completion_tokens", "messages", "model"], Names(sent));
        Assert.Equal(100, (int?)sent["max_completion_tokens"]);
        Assert.False((bool?)sent["chat_template_kwargs"]!["enable_thinking"]);
        Assert.Equal(["endpoint", "extra.chat_template_kwargs", "limit", "model"], model.Parameters.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(Behaviour.OtherLanguage, FinishReason.Stop, "图片中的文字无法用英文转写。")]
    [InlineData(Behaviour.Refusal, FinishReason.ContentFilter, "I'm sorry, but I can't help with reading this image.")]
    [InlineData(Behaviour.RefusalInWords, FinishReason.Stop, "I'm sorry, but I can't help with reading this image.")]
    [InlineData(Behaviour.Filtered, FinishReason.ContentFilter, "")]
    [InlineData(Behaviour.Empty, FinishReason.Stop, "")]
    [InlineData(Behaviour.OddFinish, FinishReason.Other, "")]
    public async Task What_a_model_says_is_a_reply(Behaviour behaviour, FinishReason finish, string text)
    {
        using var model = Always(behaviour);
        var reply = await model.AskAsync(Ask.Question(), Ask.Cancel);

        Assert.Equal((text, finish), (reply.Text, reply.Finish));
        Assert.NotNull(reply.PromptTokens);
    }

    [Fact]
    public async Task An_endless_answer_ends_at_the_limit()
    {
        using var model = Always(Behaviour.Endless);
        var reply = await model.AskAsync(Ask.Question() with { MaxAnswerTokens = 7 }, Ask.Cancel);

        Assert.Equal(new ModelReply("and so on and so on and", FinishReason.Length, reply.PromptTokens, 7), reply);
    }

    [Fact]
    public async Task What_the_server_does_not_say_about_cost_is_unknown_and_what_it_says_is_believed()
    {
        using var silent = Always(Behaviour.NoUsage);
        using var lying = Always(Behaviour.WrongUsage);
        using var honest = Ask.Model(Ask.Options(_server.Endpoint));
        var none = await silent.AskAsync(Ask.Question(), Ask.Cancel);
        var twice = await lying.AskAsync(Ask.Question(), Ask.Cancel);
        var once = await honest.AskAsync(Ask.Question(), Ask.Cancel);

        Assert.Equal((null, null), (none.PromptTokens, none.AnswerTokens));
        Assert.Equal(2 * once.PromptTokens, twice.PromptTokens);
    }

    [Fact]
    public async Task A_question_that_holds_too_much_is_not_sent()
    {
        using var page = Ask.Page("one");
        using var model = Ask.Model(Ask.Options(_server.Endpoint) with { Limits = new ModelLimits(Images: 1, Bytes: 200, ContextTokens: null, Concurrency: 1) });

        var images = await Ask.ErrorAsync(model, Ask.Question("Read.", page, page));
        var bytes = await Ask.ErrorAsync(model, Ask.Question("Read.", page));

        Assert.Equal((ModelFault.Question, ModelFault.Question), (images.Fault, bytes.Fault));
        Assert.Contains("2 images; the model takes 1", images.Message, StringComparison.Ordinal);
        Assert.Contains("the limit is 200", bytes.Message, StringComparison.Ordinal);
        Assert.Equal(0, _server.State.Stats().Requests);
    }

    [Fact]
    public void Says_which_model_and_where_but_not_the_key()
    {
        using var model = Ask.Model(Ask.Options(_server.Endpoint));

        Assert.Equal(("served", _server.Endpoint.AbsoluteUri), (model.Identity.Id, model.Identity.Device));
        Assert.Equal(_server.Endpoint.AbsoluteUri, model.Identity.Models["reader"]);
        Assert.DoesNotContain(Ask.Key, JsonSerializer.Serialize(new { model.Identity, model.Parameters, model.Limits }), StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_with_the_options_is_said_at_once_without_a_secret()
    {
        var options = new ServedModelOptions
        {
            Endpoint = new Uri("https://me:hunter2@host/v1?key=hunter3"),
            Model = " ",
            Timeout = TimeSpan.Zero,
            Limits = new ModelLimits(0, null, null, 1),
            Decoding = new Decoding { Temperature = -1 },
        };

        var error = Assert.Throws<InvalidInputException>(() => Ask.Model(options, "hunter 4"));

        Assert.Equal(6, error.Problems.Count);
        Assert.DoesNotContain("hunter", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidInputException>(() => Ask.Model(options with { Endpoint = new Uri("v1", UriKind.Relative) }));
    }

    private ServedModel Always(Behaviour behaviour) => Ask.Model(Ask.Options(_server.Endpoint, $"reader/{behaviour}"));

    private JsonNode Sent() => JsonNode.Parse(_server.State.LastBody)!;

    private static IEnumerable<string> Names(JsonNode sent) => sent.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal);

    private static string KeyOf(JsonNode part)
    {
        var url = (string)part["image_url"]!["url"]!;
        Assert.StartsWith("data:image/png;base64,", url, StringComparison.Ordinal);
        var png = Convert.FromBase64String(url["data:image/png;base64,".Length..]);
        using var bitmap = SKBitmap.Decode(png, SKBitmap.DecodeBounds(png).WithColorType(SKColorType.Rgba8888));
        using var image = new PageImage(new PixelSize(bitmap.Width, bitmap.Height));
        bitmap.GetPixelSpan().CopyTo(image.Pixels);
        return Oracle.KeyOf(image);
    }
}
