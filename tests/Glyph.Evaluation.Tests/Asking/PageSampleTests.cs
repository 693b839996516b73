using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Costs;
using Glyph.Core.Reading;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Trials;
using Glyph.Testing;

namespace Glyph.Evaluation.Tests.Asking;

public sealed class PageSampleTests
{
    private static readonly RenderConfig Config = new() { PageWidth = 400, PageHeight = 200, FontSize = 10 };

    private static readonly CorpusItem Plain = new("plain", string.Join('\n', Enumerable.Range(0, 200).Select(i => $"here stands number{i} of them")));

    private readonly FakePageRenderer _renderer = new();
    private readonly IVisionTarget _target = VisionTargets.Shipped.Find("glm-4.1v");

    [Fact]
    public async Task A_page_is_transcribed_as_rendered()
    {
        var reader = new FakePageReader(request => Truth(Plain, request));
        var measurement = await ReadAsync(reader, [Plain], samples: 6);

        Assert.Equal((1, 6), (measurement.Accuracy.Mean, measurement.Accuracy.Samples));
        Assert.All(reader.Requests, request => Assert.Equal(TaskKind.Transcribe, request.Task));
        Assert.All(reader.Sizes, size => Assert.Equal(Config.FullPagePixels, size));
        Assert.Equal(new Dictionary<ItemOutcome, int> { [ItemOutcome.Right] = 6 }, measurement.Outcomes);
    }

    [Fact]
    public async Task A_transcription_loses_what_is_misread_and_says_what()
    {
        var measurement = await ReadAsync(new FakePageReader(request => Truth(Plain, request).Replace('h', 'n')), [Plain], samples: 6);

        Assert.InRange(measurement.Accuracy.Mean, 0.9, 0.98);
        Assert.Equal(("h", "n"), (measurement.Confusions[0].Truth, measurement.Confusions[0].Read));
    }

    [Fact]
    public async Task Identifiers_that_come_back_as_others_are_counted()
    {
        var measurement = await ReadAsync(new FakePageReader(request => Truth(Plain, request).Replace("number1", "number7", StringComparison.Ordinal)), [Plain], samples: 10);

        Assert.InRange(measurement.WrongIds, 1, measurement.Ids - 1);
    }

    [Fact]
    public async Task Tasks_are_asked_about_all_pages_of_their_text_and_scored_by_their_metric()
    {
        var items = Enumerable.Range(0, 6).Select(Haystack).ToList();
        var reader = new FakePageReader(request => request.Prompt.Contains("key-3", StringComparison.Ordinal) ? "9999999" : Value(request.Prompt));
        var measurement = await ReadAsync(reader, items, samples: 6);

        Assert.Equal(5.0 / 6, measurement.Accuracy.Mean, 1e-9);
        Assert.Equal(6, measurement.Ids);
        Assert.Equal(1, measurement.WrongIds);
        Assert.Equal(new Dictionary<ItemOutcome, int> { [ItemOutcome.Right] = 5, [ItemOutcome.SilentlyWrong] = 1 }, measurement.Outcomes.OrderBy(o => o.Key).ToDictionary());
        Assert.All(reader.Requests, request => Assert.Equal(_renderer.LayOut(items[0].Text, Config).Count(), request.Pages.Count));
        Assert.Equal(items.Select(item => $"{item.Id}/needle").Order(StringComparer.Ordinal), measurement.Items.Select(item => item.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_seed_asks_the_same_tasks_under_every_config()
    {
        var items = Enumerable.Range(0, 20).Select(Haystack).ToList();
        var reader = new FakePageReader(request => Value(request.Prompt));
        var small = await ReadAsync(reader, items, samples: 7);
        var large = await ReadAsync(reader, items, samples: 7, Config with { FontSize = 20 });
        var more = await ReadAsync(reader, items, samples: 12);

        Assert.Equal(small.Items.Select(item => item.Key), large.Items.Select(item => item.Key));
        Assert.Equal(small.Items.Select(item => item.Key), more.Items.Take(7).Select(item => item.Key));
    }

    [Fact]
    public async Task A_long_text_is_asked_about_in_parts()
    {
        var item = Haystack(1) with { Text = Plain.Text + "\n" + Haystack(1).Text };
        var reader = new FakePageReader(request => request.Pages[0].Image.Pixels[0] == 1 ? Value(request.Prompt) : "not found") { PagesPerRequest = 4 };
        var pages = _renderer.LayOut(item.Text, Config).Count();
        var measurement = await ReadAsync(reader, [item], samples: 2);

        Assert.Equal(1, measurement.Accuracy.Mean);
        Assert.Equal((pages + 3) / 4, reader.Requests.Count);
        Assert.Equal(pages, reader.Requests.Sum(request => request.Pages.Count));
    }

    [Fact]
    public async Task A_cut_off_answer_is_no_wrong_one_and_too_many_are_an_error()
    {
        var items = Enumerable.Range(0, 20).Select(Haystack).ToList();
        var one = new FakePageReader(request => Value(request.Prompt)) { StatusOf = request => request.Prompt.Contains("key-3 ", StringComparison.Ordinal) ? AnswerStatus.CutOff : AnswerStatus.Answered };
        var measurement = await ReadAsync(one, items, samples: 20);
        Assert.Equal((1, 19), (measurement.Accuracy.Mean, measurement.Accuracy.Samples));
        Assert.Equal(1, measurement.Outcomes[ItemOutcome.CutOff]);

        var many = new FakePageReader(request => Value(request.Prompt)) { StatusOf = _ => AnswerStatus.Failed };
        var error = await Assert.ThrowsAsync<ReaderException>(() => ReadAsync(many, items, samples: 20));
        Assert.Contains("20 of 20 questions have no answer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_scores_nothing_and_is_told_apart()
    {
        var items = Enumerable.Range(0, 4).Select(Haystack).ToList();
        var reader = new FakePageReader(request => Value(request.Prompt)) { StatusOf = request => request.Prompt.Contains("key-3 ", StringComparison.Ordinal) ? AnswerStatus.Refused : AnswerStatus.Answered };
        var measurement = await ReadAsync(reader, items, samples: 4);

        Assert.Equal(0.75, measurement.Accuracy.Mean);
        Assert.Equal(1, measurement.Outcomes[ItemOutcome.Refused]);
        Assert.Equal(0, measurement.WrongIds);
    }

    [Fact]
    public async Task Predicted_tokens_are_compared_with_charged_ones()
    {
        var honest = new FakePageReader(request => Truth(Plain, request)) { Charge = predicted => predicted };
        var tokens = (await ReadAsync(honest, [Plain], samples: 4)).Tokens!;
        Assert.Equal((4, 0, 1.0), (tokens.Requests, tokens.Mismatches, tokens.Ratio));
        var words = new FakeTokenizer().Count(honest.Requests.First().Prompt);
        Assert.Equal(4 * (_target.RequestOverhead + _target.Count(Config.FullPagePixels).Total + words), tokens.Predicted);

        var resampling = new FakePageReader(request => Truth(Plain, request)) { Charge = predicted => 2 * predicted };
        tokens = (await ReadAsync(resampling, [Plain], samples: 4)).Tokens!;
        Assert.Equal((4, 2.0), (tokens.Mismatches, tokens.Ratio));
        Assert.Contains("'glm-4.1v'", tokens.Example, StringComparison.Ordinal);

        var stop = new EvaluatorOptions { StopsOnTokenMismatch = true };
        await Assert.ThrowsAsync<ReaderUnavailableException>(() => ReadAsync(resampling, [Plain], samples: 4, options: stop));
        await ReadAsync(honest, [Plain], samples: 4, options: stop);
    }

    [Fact]
    public async Task Requests_say_what_they_are_for()
    {
        var reader = new FakePageReader(request => Truth(Plain, request));
        var plan = new ReadPlan { Split = CorpusSplit.Search, Samples = 2, Seed = 1, Purpose = SpendPurpose.Proof };
        await Evaluator(reader, [Plain], null).ReadAsync(Config, plan, null, TestContext.Current.CancellationToken);

        Assert.All(reader.Requests, request => Assert.Equal(SpendPurpose.Proof, request.Purpose));
    }

    [Fact]
    public async Task A_judge_stands_beside_the_metric_and_fails_no_trial()
    {
        var items = Enumerable.Range(0, 4).Select(i => Haystack(i) with { Tasks = [Open(i)] }).ToList();
        var reader = new FakePageReader(request => Value(request.Prompt));
        var judge = new FakeModel(question => question.Prompt.Contains("key-3 ", StringComparison.Ordinal)
            ? throw new ModelException(ModelFault.Question, "too long")
            : new ModelReply(question.Prompt.Contains("key-2 ", StringComparison.Ordinal) ? "no" : "yes", FinishReason.Stop, null, null));
        var measurement = await ReadAsync(reader, items, samples: 4, options: new EvaluatorOptions { Judge = judge });

        Assert.Equal((1, 4), (measurement.Accuracy.Mean, measurement.Accuracy.Samples));
        Assert.Equal((2.0 / 3, 3), (measurement.Judged!.Mean, measurement.Judged.Samples));

        var gone = new EvaluatorOptions { Judge = FakeModel.Failing(new ModelException(ModelFault.Fatal, "the key is wrong")) };
        var error = await Assert.ThrowsAsync<ReaderUnavailableException>(() => ReadAsync(reader, items, samples: 4, options: gone));
        Assert.Equal("The judge: the key is wrong", error.Message);

        static ReadingTask Open(int number) => Haystack(number).Tasks[0] with { Kind = TaskKind.Question, Metric = TaskMetric.TokenF1 };
    }

    private static CorpusItem Haystack(int number) => new(
        $"item-{number}", $"Some straw.\nOne of the special magic numbers for key-{number} is: {1_234_560 + number}.\n{string.Join('\n', Enumerable.Repeat("More straw lies here.", 30))}")
    {
        Tasks =
        [
            new ReadingTask
            {
                Id = "needle",
                Kind = TaskKind.Needle,
                Metric = TaskMetric.Needles,
                Question = $"What is the special magic number for key-{number} mentioned in the text?",
                Answers = [$"{1_234_560 + number}"],
            },
        ],
    };

    /// <summary>The value that a prompt of <see cref="Haystack"/> asks for.</summary>
    private static string Value(string prompt) =>
        $"{1_234_560 + int.Parse(prompt.Split("key-")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)}";

    /// <summary>What stands on the first page of a request: the fake renderer writes the page's number into the first pixel.</summary>
    private string Truth(CorpusItem item, ReadRequest request)
    {
        var number = request.Pages[0].Image.Pixels[0];
        return string.Join('\n', _renderer.LayOut(item.Text, Config).Single(page => page.Number == number).Lines.Select(line => line.Text));
    }

    private Task<Measurement> ReadAsync(FakePageReader reader, IReadOnlyList<CorpusItem> items, int samples, RenderConfig? config = null, EvaluatorOptions? options = null) =>
        Evaluator(reader, items, options).ReadAsync(config ?? Config, new ReadPlan { Split = CorpusSplit.Search, Samples = samples, Seed = 3 }, null, TestContext.Current.CancellationToken);

    private CorpusEvaluator Evaluator(FakePageReader reader, IReadOnlyList<CorpusItem> items, EvaluatorOptions? options) =>
        new(new Corpus("texts", items, []), _renderer, _target, new FakeTokenizer(), reader, options);
}
