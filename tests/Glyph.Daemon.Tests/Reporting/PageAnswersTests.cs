using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Daemon.Reporting;
using Glyph.Evaluation;
using Glyph.Testing;

namespace Glyph.Daemon.Tests.Reporting;

/// <summary>What readers of whole pages said about pages: transcriptions where they stand, answers to tasks with their questions.</summary>
public sealed class PageAnswersTests
{
    private const long Seed = 5;

    private static readonly RenderConfig Config = new() { PageWidth = 600, PageHeight = 60, Dpi = 72, FontSize = 10 };

    private readonly FakePageRenderer _renderer = new();

    private static string Prose(int seed) => string.Join(' ', Enumerable.Range(0, 120).Select(i => new string((char)('a' + new RandomStream(seed, $"{i}").Next(26)), 4)));

    private static Corpus Texts(params ReadingTask[] tasks) => new("texts", [new CorpusItem("a", Prose(1) + " needle42 " + Prose(2)) { Tasks = tasks }], [new CorpusItem("h", Prose(3))]);

    private async Task<(PagesBuilder Again, PagesBuilder Kept, Trial Trial)> OpenAsync(Corpus corpus, Func<string, string> answer)
    {
        var target = VisionTargets.Shipped.Find("glm-4.1v");
        var evaluator = new CorpusEvaluator(corpus, _renderer, target, new FakeTokenizer(), new FakePageReader(request => answer(request.Prompt)));
        var request = SampleRecords.Search().Request with { Corpus = corpus, Seed = Seed };
        var plan = new ReadPlan { Split = CorpusSplit.Search, Samples = 3, Seed = Seed };
        var trial = SampleRecords.Trial();
        trial = trial with { Candidate = trial.Candidate with { Config = Config }, Measurement = await evaluator.ReadAsync(Config, plan, null, TestContext.Current.CancellationToken) };
        return (new PagesBuilder(_renderer, request, target, evaluator), new PagesBuilder(_renderer, request, target, null), trial);
    }

    private static async Task<IReadOnlyList<(int Page, AnswerView Answer)>> AnswersAsync(PagesBuilder builder, Trial trial)
    {
        var pages = builder.Pages(trial, await builder.ReadAsync(trial, TestContext.Current.CancellationToken), 0, int.MaxValue, _ => "x");
        return [.. pages.Pages.SelectMany(page => (page.Answers ?? []).Select(answer => (page.Page, answer)))];
    }

    [Fact]
    public async Task Transcriptions_stand_at_their_pages_read_again_or_kept()
    {
        var (again, kept, trial) = await OpenAsync(Texts(), _ => "aaaa bbbb");
        var answers = await AnswersAsync(again, trial);
        Assert.Equal(trial.Measurement!.Items.Count, answers.Count);
        Assert.All(answers, a => Assert.Equal(("aaaa bbbb", (string?)null), (a.Answer.Read, a.Answer.Question)));
        Assert.Equal(answers.Count, answers.DistinctBy(a => a.Page).Count());

        // What is kept is found at the pages that it was read from.
        var byTruth = answers.ToDictionary(a => a.Answer.Truth, a => a.Page, StringComparer.Ordinal);
        var found = await AnswersAsync(kept, trial);
        Assert.Equal(trial.Measurement.Worst.Count, found.Count);
        Assert.All(found, f => Assert.Contains(byTruth, t => t.Value == f.Page && t.Key.StartsWith(f.Answer.Truth.TrimEnd('.'), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Answers_to_tasks_have_their_questions_and_kept_ones_stand_where_the_answer_is_shown()
    {
        ReadingTask Task(string id, string question, string answer) => new() { Id = id, Kind = TaskKind.Needle, Metric = TaskMetric.Needles, Question = question, Answers = [answer] };
        var (again, kept, trial) = await OpenAsync(Texts(Task("1", "Which needle?", "needle42"), Task("2", "Which word?", "nowhere")), _ => "needle13");
        Assert.Equal(["Which needle?", "Which word?"], (await AnswersAsync(again, trial)).Select(a => a.Answer.Question).Order(StringComparer.Ordinal), StringComparer.Ordinal);

        var found = await AnswersAsync(kept, trial);
        var shown = _renderer.LayOut(Texts().Search[0].Text, Config).Single(page => page.Lines.Any(line => line.Text.Contains("needle42", StringComparison.Ordinal))).Number;
        Assert.True(shown > 1);
        Assert.Equal((shown, "Which needle?"), found.Where(f => f.Answer.Truth is "needle42").Select(f => (f.Page, f.Answer.Question)).Single());
        Assert.Equal(1, found.Single(f => f.Answer.Truth is "nowhere").Page);
    }
}
