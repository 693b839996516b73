using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Trials;
using Glyph.Evaluation.Tasks;
using Glyph.Testing;

namespace Glyph.Evaluation.Tests.Tasks;

public sealed class ScoreFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Scores_lines_by_metric_and_by_data_set()
    {
        var lines = ScoreFile.Score(Write("answers.jsonl",
            """{"metric":"exact-match","prediction":"The Ferry.","answers":["ferry"]}""",
            """{"dataset":"triviaqa","prediction":"ferry\nboat","answers":["ferry"]}""",
            """{"metric":"choice","prediction":"(B)","answers":["salt"],"choices":["tea","salt"]}""",
            """{"metric":"needles","prediction":"12345","answers":["12345","67890"]}""",
            """{"metric":"edit-similarity","prediction":"salt","answers":["xyzsalt"],"required_prefix":"xyz"}"""));

        Assert.Equal(["exact-match", "triviaqa", "choice", "needles", "edit-similarity"], lines.Select(line => line.Group));
        Assert.Equal([1, 1, 1, 0.5, 0], lines.Select(line => line.Score));
        Assert.Equal(ItemOutcome.Partial, lines[3].Outcome);
    }

    [Fact]
    public void Longbenchs_own_predictions_are_known_by_the_files_name()
    {
        var path = Write("hotpotqa.jsonl",
            """{"pred":"the ferry","answers":["ferry"],"all_classes":null,"length":10}""",
            """{"pred":"a boat","answers":["ferry"],"all_classes":null,"length":10}""");

        var group = Assert.Single(ScoreFile.Groups(ScoreFile.Score(path)));

        Assert.Equal(("hotpotqa", 0.5, 2), (group.Name, group.Accuracy.Mean, group.Accuracy.Samples));
        Assert.Equal((1, 1), (group.Outcomes[ItemOutcome.Right], group.Outcomes[ItemOutcome.SilentlyWrong]));
        Assert.Equal(TaskMetric.ExactMatch, ScoreFile.Score(path, "exact-match")[0].Metric);
    }

    [Fact]
    public void Every_wrong_line_is_named()
    {
        var path = Write("answers.jsonl",
            """{"prediction":"a","answers":["b"]}""",
            """{"metric":"exact-mach","prediction":"a","answers":["b"]}""",
            """{"metric":"exact-match","answers":["b"]}""",
            """{"metric":"exact-match","prediction":"a"}""");

        var problems = Assert.Throws<InvalidInputException>(() => ScoreFile.Score(path)).Problems;

        Assert.Equal(4, problems.Count);
        Assert.Contains("nearest: 'exact-match'", problems[1], StringComparison.Ordinal);
        Assert.StartsWith($"{path}:3: field 'prediction' is missing", problems[2], StringComparison.Ordinal);
    }

    private string Write(string name, params string[] lines)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllLines(path, lines);
        return path;
    }
}
