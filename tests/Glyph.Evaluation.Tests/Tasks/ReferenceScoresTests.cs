using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Evaluation.Tasks.Scores;

namespace Glyph.Evaluation.Tests.Tasks;

/// <summary>
/// Scores that the reference implementations gave to texts of our own: LongBench's <c>metrics.py</c> over the packages rouge
/// 1.0.1 and fuzzywuzzy 0.18 with difflib, and difflib itself. Chinese was cut by character there too.
/// </summary>
public sealed class ReferenceScoresTests
{
    [Theory]
    [InlineData(TaskMetric.TokenF1, 178)]
    [InlineData(TaskMetric.RougeL, 147)]
    [InlineData(TaskMetric.EditSimilarity, 111)]
    [InlineData(TaskMetric.Classification, 70)]
    [InlineData(TaskMetric.Retrieval, 60)]
    [InlineData(TaskMetric.Count, 30)]
    public void Every_score_is_the_reference_implementations(TaskMetric metric, int count)
    {
        var cases = Cases().Where(c => c.Metric == metric).ToList();

        Assert.Equal(count, cases.Count);
        Assert.All(cases, c => Assert.Equal(c.Expected, TaskMetrics.Score(c.Task, c.Prediction), 12));
    }

    private static IEnumerable<Case> Cases()
    {
        using var reader = new StreamReader(typeof(ReferenceScoresTests).Assembly.GetManifestResourceStream(typeof(ReferenceScoresTests), "reference-scores.jsonl")!);
        while (reader.ReadLine() is { } line)
        {
            yield return JsonSerializer.Deserialize<Case>(line, GlyphJson.Compact)!;
        }
    }

    private sealed record Case(
        TaskMetric Metric, string Prediction, string[] Answers, double Expected, string? Language, string? Dataset, string[]? Classes, string? Prefix)
    {
        public ReadingTask Task => new()
        {
            Id = "t",
            Kind = TaskKind.Question,
            Metric = Metric,
            Answers = Answers,
            Language = Language ?? "en",
            Dataset = Dataset,
            Choices = Classes ?? [],
            RequiredPrefix = Prefix,
        };
    }
}
