using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Costs;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;
using Glyph.Testing;

namespace Glyph.Evaluation.Tests;

public sealed class CorpusEvaluatorTests
{
    private static readonly Corpus Texts = new(
        "texts",
        [Item("a", 300), Item("b", 120)],
        [Item("c", 200)]);

    private static readonly RenderConfig Config = new() { PageWidth = 500, PageHeight = 300, FontSize = 9 };

    private readonly FakePageRenderer _renderer = new();
    private readonly FakeTokenizer _tokenizer = new();

    [Fact]
    public void Costs_exactly_from_layout_alone()
    {
        var target = VisionTargets.Shipped.Find("glm-4.1v");
        var cost = Evaluator(text => text).Cost(Config, CorpusSplit.Search);
        var pages = Texts.Search.SelectMany(item => _renderer.LayOut(item.Text, Config)).ToList();

        Assert.Equal(pages.Count, cost.Pages);
        Assert.Equal(pages.Aggregate(new VisionTokens(0, 0), (sum, page) => sum + target.Count(page.Size)), cost.VisionTokens);
        Assert.Equal(cost.VisionTokens.Total + (2 * target.RequestOverhead), cost.AllInclusiveTokens);
        Assert.Equal(420 * 4, cost.TextTokens);
        Assert.Equal(new PixelSize(500, 300), cost.LargestPage);
        Assert.Equal(0, _renderer.ImagesDrawn);
    }

    [Fact]
    public void Counts_text_tokens_once()
    {
        var evaluator = Evaluator(text => text);
        evaluator.Cost(Config, CorpusSplit.Search);
        evaluator.Cost(Config with { FontSize = 12 }, CorpusSplit.Search);

        Assert.Equal(2, _tokenizer.Calls);
    }

    [Fact]
    public async Task A_reader_without_fault_scores_one()
    {
        var reader = new FakeReader(text => text);
        var measurement = await Evaluator(reader).ReadAsync(Config, Plan(12), null, TestContext.Current.CancellationToken);

        Assert.Equal(1, measurement.Accuracy.Mean);
        Assert.Equal(12, measurement.Accuracy.Samples);
        Assert.Empty(measurement.Confusions);
        Assert.Empty(measurement.Worst);
        Assert.All(reader.Sizes, size => Assert.Equal(VisionTargets.Shipped.Find("glm-4.1v").Resize(new PixelSize(500, 300)), size));
    }

    [Fact]
    public async Task Scores_one_minus_the_character_error_rate_and_says_what_was_misread()
    {
        var measurement = await Evaluator(text => text.Replace('e', 'c')).ReadAsync(Config, Plan(40), null, TestContext.Current.CancellationToken);

        var lines = Texts.Search.SelectMany(item => item.Text.Split('\n')).ToList();
        var expected = 1 - ((double)lines.Sum(line => line.Count(c => c == 'e')) / lines.Sum(line => line.Length));
        Assert.Equal(expected, measurement.Accuracy.Mean, 0.01);
        Assert.Equal(("e", "c"), (Assert.Single(measurement.Confusions).Truth, measurement.Confusions[0].Read));
        Assert.Equal(4, measurement.Worst.Count);
        Assert.Equal(["a", "b"], measurement.ByItem.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_answer_full_of_inventions_scores_no_less_than_zero()
    {
        var measurement = await Evaluator(_ => new string('#', 500)).ReadAsync(Config, Plan(5), null, TestContext.Current.CancellationToken);

        Assert.Equal(0, measurement.Accuracy.Mean);
        Assert.Equal(0, measurement.Accuracy.Low);
    }

    [Fact]
    public async Task The_same_plan_gives_the_same_measurement()
    {
        static string Answer(string text) => text.Replace('o', '0');
        var first = await Evaluator(Answer).ReadAsync(Config, Plan(20), null, TestContext.Current.CancellationToken);
        var again = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Evaluator(Answer).ReadAsync(Config, Plan(20), null, TestContext.Current.CancellationToken)));

        Assert.All(again, measurement => Assert.Equivalent(first, measurement, strict: true));
    }

    [Fact]
    public async Task Reading_on_gives_what_reading_at_once_gives_and_reads_nothing_twice()
    {
        var (read, asked) = (0, new List<int>());
        string Answer(string text)
        {
            Interlocked.Increment(ref read);
            return text.Replace('o', '0');
        }

        var once = await Evaluator(Answer).ReadAsync(Config, Plan(48), null, TestContext.Current.CancellationToken);
        read = 0;
        var further = await Evaluator(Answer).ReadAsync(
            Config,
            Plan(12),
            soFar =>
            {
                asked.Add(soFar.Accuracy.Samples);
                return soFar.Accuracy.Samples < 48;
            },
            TestContext.Current.CancellationToken);

        Assert.Equivalent(once, further with { Rungs = once.Rungs }, strict: true);
        Assert.Equal([12, 24, 48], further.Rungs.Select(rung => rung.Samples));
        Assert.Equal(further.Accuracy, further.Rungs[^1]);
        Assert.Equal([12, 24, 48], asked);
        Assert.Equal(48, read);
    }

    [Fact]
    public async Task Reading_on_ends_with_the_text()
    {
        var measurement = await Evaluator(text => text).ReadAsync(Config, Plan(300), _ => true, TestContext.Current.CancellationToken);

        Assert.Equal(420, measurement.Accuracy.Samples);
    }

    [Fact]
    public async Task Draws_only_pages_that_hold_a_sampled_piece()
    {
        await Evaluator(text => text).ReadAsync(Config with { PageHeight = 60 }, Plan(2), null, TestContext.Current.CancellationToken);

        Assert.InRange(_renderer.ImagesDrawn, 1, 2);
    }

    [Fact]
    public async Task Reads_the_part_that_the_plan_names()
    {
        var reader = new FakeReader(text => text);
        var plan = Plan(6) with { Split = CorpusSplit.HeldOut };
        var measurement = await Evaluator(reader).ReadAsync(Config, plan, null, TestContext.Current.CancellationToken);

        Assert.Equal(["c"], measurement.ByItem.Keys);
    }

    [Fact]
    public async Task A_failing_reader_and_a_refused_page_end_with_their_own_error()
    {
        var failing = Evaluator(_ => throw new ReaderException("no model"));
        var error = await Assert.ThrowsAsync<ReaderException>(() => failing.ReadAsync(Config, Plan(9), null, TestContext.Current.CancellationToken));
        Assert.Equal("no model", error.Message);

        var thin = Config with { PageWidth = 10, PageHeight = 2500 };
        await Assert.ThrowsAsync<InvalidInputException>(() => Evaluator(text => text).ReadAsync(thin, Plan(9), null, TestContext.Current.CancellationToken));
        Assert.Throws<InvalidInputException>(() => Evaluator(text => text).Cost(thin, CorpusSplit.Search));
    }

    [Fact]
    public void Texts_without_a_page_are_an_error()
    {
        var evaluator = new CorpusEvaluator(
            new Corpus("none", [], []), _renderer, VisionTargets.Shipped.Find("glm-4.1v"), _tokenizer, new FakeReader(text => text));

        Assert.Contains("no page", Assert.Throws<RenderException>(() => evaluator.Cost(Config, CorpusSplit.Search)).Message, StringComparison.Ordinal);
    }

    private static ReadPlan Plan(int samples) => new() { Split = CorpusSplit.Search, Samples = samples, Seed = 11 };

    private static CorpusItem Item(string id, int lines) =>
        new(id, string.Join('\n', Enumerable.Range(0, lines).Select(i => $"{id} here stands number{i}")));

    private CorpusEvaluator Evaluator(Func<string, string> answer) => Evaluator(new FakeReader(answer));

    private CorpusEvaluator Evaluator(FakeReader reader) => new(Texts, _renderer, VisionTargets.Shipped.Find("glm-4.1v"), _tokenizer, reader);
}
