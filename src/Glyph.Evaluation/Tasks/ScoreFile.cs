using System.Text.Json;
using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Trials;
using Glyph.Evaluation.Corpora;
using Glyph.Evaluation.Scoring;
using Glyph.Evaluation.Tasks.Scores;

namespace Glyph.Evaluation.Tasks;

/// <summary>The score of one line of a file of answers.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Group">What it is averaged with: its data set, or its metric.</param>
/// <param name="Metric">How it was scored.</param>
/// <param name="Score">In [0, 1].</param>
/// <param name="Outcome">What the answer was.</param>
/// <param name="Read">What was scored.</param>
public sealed record ScoredLine(int Line, string Group, TaskMetric Metric, double Score, ItemOutcome Outcome, string Read);

/// <summary>The mean score of a group.</summary>
/// <param name="Name">The data set, or the metric.</param>
/// <param name="Accuracy">The mean with its interval.</param>
/// <param name="Outcomes">How many answers were what.</param>
public sealed record ScoredGroup(string Name, AccuracyEstimate Accuracy, IReadOnlyDictionary<ItemOutcome, int> Outcomes);

/// <summary>
/// Scores answers that a model gave elsewhere: JSON lines with <c>prediction</c> (or <c>pred</c>), <c>answers</c>, and
/// <c>metric</c> or <c>dataset</c>; where they matter, <c>choices</c> (or <c>all_classes</c>), <c>language</c>,
/// <c>required_prefix</c>. LongBench's own files of predictions are such files, named by their data set.
/// </summary>
public static class ScoreFile
{
    /// <summary>Scores each line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="metric">The metric, or LongBench's data set, of lines that name none; null: by the file's name.</param>
    /// <exception cref="InvalidInputException">A line cannot be scored; all problems at once.</exception>
    public static IReadOnlyList<ScoredLine> Score(string path, string? metric = null)
    {
        if (!File.Exists(path))
        {
            throw new InvalidInputException($"{path}: no such file");
        }

        var problems = new List<string>();
        var scored = new List<ScoredLine>();
        var usual = metric ?? LongBenchDatasets.NameOf(Path.GetFileNameWithoutExtension(path));
        foreach (var line in JsonLine.Of(path, problems))
        {
            var before = problems.Count;
            var prediction = line.TextOrNull("pred") ?? line.Text("prediction");
            if (Task(line, usual) is { } task)
            {
                CorpusTasks.Check(line, [task]);
                if (problems.Count == before)
                {
                    var score = TaskScorer.Score(task, [prediction]);
                    scored.Add(new ScoredLine(line.Number, task.Dataset ?? Name(task.Metric), task.Metric, score.Score, score.Outcome, score.Read));
                }
            }
        }

        if (scored.Count == 0 && problems.Count == 0)
        {
            problems.Add($"{path}: has no line");
        }

        return problems.Count == 0 ? scored : throw new InvalidInputException(problems);
    }

    /// <summary>The means of the groups, in the order of their names.</summary>
    /// <param name="lines">Scored lines.</param>
    /// <param name="seed">The seed of the intervals' resamples.</param>
    public static IReadOnlyList<ScoredGroup> Groups(IEnumerable<ScoredLine> lines, long seed = 0) =>
        [.. lines.GroupBy(line => line.Group, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new ScoredGroup(
            group.Key,
            AccuracyInterval.Of([.. group.Select(line => new ItemScore(FormattableString.Invariant($"line-{line.Line}"), line.Score, 1, line.Outcome))], group.Sum(line => (long)line.Read.Length), seed),
            group.CountBy(line => line.Outcome).OrderBy(pair => pair.Key).ToDictionary()))];

    private static ReadingTask? Task(JsonLine line, string? usual)
    {
        var field = line.Has("metric") ? "metric" : "dataset";
        var name = line.TextOrNull("metric") ?? line.TextOrNull("dataset") ?? usual;
        if (name is null)
        {
            line.Problem("has neither 'metric' nor 'dataset'; give one of them, or a metric for all lines");
            return null;
        }

        var dataset = LongBenchDatasets.Find(name) ?? LongBenchDatasets.Find(line.TextOrNull("dataset"));
        if ((LongBenchDatasets.Find(name)?.Metric ?? Parse(name)) is not { } metric)
        {
            line.Problem(field, $"is '{name}', which is no metric and no data set of LongBench{NearestName.Hint(name, [.. Enum.GetValues<TaskMetric>().Select(Name), .. LongBenchDatasets.Names])}");
            return null;
        }

        var choices = line.Texts("choices");
        return new ReadingTask
        {
            Id = FormattableString.Invariant($"line-{line.Number}"),
            Kind = metric switch { TaskMetric.Needles => TaskKind.Needle, TaskMetric.Choice => TaskKind.Choice, _ => TaskKind.Question },
            Metric = metric,
            Question = line.TextOrNull("question"),
            Answers = line.Texts("answers"),
            Choices = choices.Count > 0 ? choices : line.Texts("all_classes"),
            Language = line.TextOrNull("language") ?? dataset?.Language ?? "en",
            Dataset = dataset is null ? null : LongBenchDatasets.NameOf(name) ?? line.TextOrNull("dataset"),
            RequiredPrefix = line.TextOrNull("required_prefix"),
        };
    }

    private static string Name(TaskMetric metric) => JsonNamingPolicy.KebabCaseLower.ConvertName(metric.ToString());

    private static TaskMetric? Parse(string name)
    {
        foreach (var metric in Enum.GetValues<TaskMetric>())
        {
            if (string.Equals(Name(metric), name, StringComparison.OrdinalIgnoreCase))
            {
                return metric;
            }
        }

        return null;
    }
}
