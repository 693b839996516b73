using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Daemon.Reporting;
using Glyph.Evaluation;
using Glyph.Testing;

namespace Glyph.Daemon.Tests.Reporting;

public sealed class PagesBuilderTests
{
    private const long Seed = 5;

    /// <summary>100 pixels a line at 10 a cell would be 10 characters: lines of 90 cells are read in two parts.</summary>
    private static readonly RenderConfig Config = new() { PageWidth = 900, PageHeight = 60, Dpi = 72, FontSize = 10 };

    private static readonly Corpus Texts = new(
        "texts",
        [new CorpusItem("a", Prose(1)), new CorpusItem("b", Prose(2))],
        [new CorpusItem("h", Prose(3))]);

    private readonly FakePageRenderer _renderer = new();

    private static string Prose(int seed)
    {
        var random = new RandomStream(seed, "words");
        return string.Join(' ', Enumerable.Range(0, 300).Select(_ => new string((char)('a' + random.Next(26)), 1 + random.Next(8))));
    }

    private static SearchRequest Request => SampleRecords.Search().Request with { Corpus = Texts, Seed = Seed, Target = "glm-4.1v" };

    private (PagesBuilder Builder, CorpusEvaluator Evaluator) Open(Func<string, string> read, bool readsAgain = true)
    {
        var target = VisionTargets.Shipped.Find("glm-4.1v");
        var evaluator = new CorpusEvaluator(Texts, _renderer, target, new FakeTokenizer(), new FakeReader(read));
        return (new PagesBuilder(_renderer, Request, target, readsAgain ? evaluator : null), evaluator);
    }

    private static async Task<Trial> TrialOf(CorpusEvaluator evaluator, int rungs)
    {
        var left = rungs;
        var plan = new ReadPlan { Split = CorpusSplit.Search, Samples = 4, Seed = Seed };
        var measurement = await evaluator.ReadAsync(Config, plan, _ => --left > 0, TestContext.Current.CancellationToken);
        var trial = SampleRecords.Trial();
        return trial with { Candidate = trial.Candidate with { Config = Config }, Measurement = measurement };
    }

    private static string Misread(string truth) => truth.Replace('e', 'c');

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Reading_a_trial_again_gives_the_items_that_it_was_scored_by(int rungs)
    {
        var (builder, evaluator) = Open(Misread);
        var trial = await TrialOf(evaluator, rungs);
        var readings = await builder.ReadAsync(trial, TestContext.Current.CancellationToken);
        Assert.Null(readings.Note);
        Assert.Equal(trial.Measurement!.Items.Select(i => (i.Score, i.Outcome)), readings.Items.Select(i => (i.Score, i.Outcome)));
        foreach (var reading in readings.Items)
        {
            var text = Texts.Search.Single(i => string.Equals(i.Id, reading.Item, StringComparison.Ordinal)).Text;
            Assert.Equal(reading.Truth, text.Substring(reading.Source!.Value.Start, reading.Source.Value.Length).Trim());
            Assert.Equal(Misread(reading.Truth), reading.Read);
        }
    }

    [Fact]
    public async Task Pages_show_where_it_was_read_the_worst_first_and_lines_tell_the_whole_text()
    {
        var (builder, evaluator) = Open(Misread);
        var trial = await TrialOf(evaluator, 2);
        var readings = await builder.ReadAsync(trial, TestContext.Current.CancellationToken);
        var all = builder.Pages(trial, readings, 0, int.MaxValue, page => $"{page.Item}/{page.Page}");
        Assert.Equal(all.Total, all.Pages.Count);
        Assert.Equal(readings.Items.Count, all.Pages.Sum(page => page.Lines.Count(line => line.Read is not null)));
        var scores = all.Pages.Select(page => page.Lines.Average(line => line.Score) ?? double.PositiveInfinity).ToList();
        Assert.Equal(scores.Order(), scores);
        Assert.Equal(all.Pages.Skip(1).Take(2).Select(p => p.Image), builder.Pages(trial, readings, 1, 2, page => $"{page.Item}/{page.Page}").Pages.Select(p => p.Image), StringComparer.Ordinal);

        foreach (var item in Texts.Search)
        {
            // Every character of the text is shown once, in order, wherever lines are cut.
            var lines = all.Pages.Where(p => string.Equals(p.Item, item.Id, StringComparison.Ordinal)).OrderBy(p => p.Page).SelectMany(p => p.Lines).ToList();
            Assert.Equal(item.Text, string.Join(' ', lines.Select(line => line.Text)));
            Assert.All(lines, line => Assert.Equal(line.Text, item.Text.Substring(line.Start, line.Length).Trim()));
            Assert.All(lines, line => Assert.Equal(line.Text, string.Join(' ', line.Words.Select(w => w.Text))));
        }

        Assert.Contains(all.Pages.SelectMany(p => p.Lines), line => line.Read is not null && line.Text.Length < 60);
        var json = JsonSerializer.SerializeToElement(all, GlyphJson.Compact);
        ReportBuilderTests.Check("TrialPages", json);
        ReportBuilderTests.Check("PageView", json.GetProperty("pages")[0]);
        ReportBuilderTests.Check("LineView", json.GetProperty("pages")[0].GetProperty("lines")[0]);
        Assert.Equal(3, json.GetProperty("pages")[0].GetProperty("lines")[0].GetProperty("words")[0].GetArrayLength());
        Assert.Equal(json.GetRawText(), JsonSerializer.Serialize(JsonSerializer.Deserialize<TrialPages>(json, GlyphJson.Compact), GlyphJson.Compact));
    }

    [Fact]
    public async Task Images_and_boxes_have_the_size_that_the_target_sees()
    {
        var (builder, evaluator) = Open(Misread);
        var trial = await TrialOf(evaluator, 1);
        var seen = VisionTargets.Shipped.Find("glm-4.1v").Resize(Config.FullPagePixels, 2);
        Assert.NotEqual(Config.FullPagePixels, seen);
        var page = builder.Pages(trial, new TrialReadings([], null), 0, 1, shown =>
        {
            using var image = shown.Draw();
            Assert.Equal(seen, image.Size);
            return "x";
        }).Pages[0];
        Assert.Equal((seen.Width, seen.Height), (page.Width, page.Height));
        Assert.All(page.Lines, line => Assert.InRange(line.Box[2], 1, seen.Width));
        Assert.Equal(seen.Height / 6f, page.Lines[0].Box[3], 1);
        using var drawn = builder.Draw(trial, 1, 1);
        Assert.Equal(seen, drawn!.Size);
        Assert.Null(builder.Draw(trial, 2, 1));
        Assert.Null(builder.Draw(trial, 0, 9_999));
    }

    [Fact]
    public async Task A_served_model_is_asked_nothing_and_what_the_trial_kept_is_found_by_its_truth()
    {
        var (builder, evaluator) = Open(Misread, readsAgain: false);
        var trial = await TrialOf(evaluator, 2);
        var readings = await builder.ReadAsync(trial, TestContext.Current.CancellationToken);
        Assert.Contains("asked nothing again", readings.Note, StringComparison.Ordinal);
        Assert.Equal(trial.Measurement!.Worst.Count, readings.Items.Count);
        Assert.All(readings.Items, r => Assert.NotNull(r.Source));
        var pages = builder.Pages(trial, readings, 0, 99, _ => "x");
        Assert.Equal(readings.Items.Count, pages.Pages.Sum(p => p.Lines.Count(l => l.Read is not null)));
        Assert.Equal(readings.Note, pages.Note);
    }

    [Fact]
    public async Task A_trial_that_was_not_read_shows_its_pages_and_one_that_cannot_be_drawn_says_so()
    {
        var (builder, _) = Open(Misread);
        var screened = SampleRecords.Trial(2, TrialStatus.Screened) is var t ? t with { Candidate = t.Candidate with { Config = Config } } : null!;
        var readings = await builder.ReadAsync(screened, TestContext.Current.CancellationToken);
        var pages = builder.Pages(screened, readings, 0, 1, _ => "x");
        Assert.Equal("nothing was read: the trial is screened", pages.Note);
        Assert.Single(pages.Pages);

        var real = new PagesBuilder(new Glyph.Rendering.PageRenderer(new Glyph.Rendering.Fonts.FontCatalog(Glyph.Assets.ShippedAssets.FontFolder)), Request, VisionTargets.Shipped.Find("glm-4.1v"), null);
        var broken = screened with { Candidate = screened.Candidate with { Config = Config with { Font = "/nowhere/font.ttf" } } };
        var none = real.Pages(broken, readings, 0, 1, _ => "x");
        Assert.Empty(none.Pages);
        Assert.Contains("/nowhere/font.ttf", none.Note, StringComparison.Ordinal);
    }
}
