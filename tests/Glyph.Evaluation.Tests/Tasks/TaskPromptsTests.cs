using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Trials;
using Glyph.Evaluation.Tasks;

namespace Glyph.Evaluation.Tests.Tasks;

public sealed class TaskPromptsTests
{
    public static TheoryData<TaskKind, TaskMetric, string> Shapes()
    {
        var shapes = new TheoryData<TaskKind, TaskMetric, string>();
        foreach (var language in new[] { "en", "zh", "fr" })
        {
            shapes.Add(TaskKind.Needle, TaskMetric.Needles, language);
            shapes.Add(TaskKind.Choice, TaskMetric.Choice, language);
            foreach (var metric in Enum.GetValues<TaskMetric>().Except([TaskMetric.CharacterAccuracy, TaskMetric.Count]))
            {
                shapes.Add(TaskKind.Question, metric, language);
            }
        }

        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_prompt_has_its_question_on_a_line_of_its_own_and_leaves_nothing_to_fill(TaskKind kind, TaskMetric metric, string language)
    {
        var prompt = TaskPrompts.For(Task(kind, metric) with { Language = language });

        Assert.Contains("\nQuestion: Which {ship}?\n", prompt, StringComparison.Ordinal);
        Assert.DoesNotContain("{question}", prompt, StringComparison.Ordinal);
        Assert.DoesNotContain("{c", prompt, StringComparison.Ordinal);
        Assert.Equal(string.Equals(language, "zh", StringComparison.Ordinal), prompt.Contains('请'));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void What_a_prompt_offers_to_say_is_an_abstention(TaskKind kind, TaskMetric metric, string language)
    {
        var task = Task(kind, metric) with { Language = language };
        var offered = new[] { "not found", "unanswerable", "无法确定" }.Where(words => TaskPrompts.For(task).Contains(words, StringComparison.Ordinal)).ToList();

        Assert.Equal(ItemOutcome.Abstained, TaskScorer.Score(task with { Answers = ["Paragraph 1"], Choices = ["Paragraph 1", "x"] }, [Assert.Single(offered)]).Outcome);
    }

    [Fact]
    public void Choices_are_lettered() =>
        Assert.Contains("\nA. Halcyon\nB. Heron\n", TaskPrompts.For(Task(TaskKind.Choice, TaskMetric.Choice)), StringComparison.Ordinal);

    [Fact]
    public void A_transcription_and_a_summary_need_no_question()
    {
        Assert.Contains("[?]", TaskPrompts.For(Task(TaskKind.Transcribe, TaskMetric.CharacterAccuracy) with { Question = null }), StringComparison.Ordinal);
        Assert.Contains("summary", TaskPrompts.For(Task(TaskKind.Question, TaskMetric.RougeL) with { Question = null }), StringComparison.Ordinal);
        Assert.Contains("'question' is empty", Assert.Throws<InvalidInputException>(() => TaskPrompts.For(Task(TaskKind.Needle, TaskMetric.Needles) with { Question = " " })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_is_continued_with_or_without_a_beginning()
    {
        var task = Task(TaskKind.Question, TaskMetric.EditSimilarity) with { Dataset = "lcc", Question = null };

        Assert.DoesNotContain("Question:", TaskPrompts.For(task), StringComparison.Ordinal);
        Assert.Contains("\ndef main():\n", TaskPrompts.For(task with { Dataset = "repobench-p", Question = "def main():" }), StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_has_room_for_what_it_must_hold()
    {
        Assert.Equal(7, TaskPrompts.MaxAnswerTokens(Task(TaskKind.Transcribe, TaskMetric.CharacterAccuracy) with { MaxAnswerTokens = 7 }, 9_000));
        Assert.Equal(256 + 3_000, TaskPrompts.MaxAnswerTokens(Task(TaskKind.Transcribe, TaskMetric.CharacterAccuracy), 4_000));
        Assert.Equal(256 + 6_000, TaskPrompts.MaxAnswerTokens(Task(TaskKind.Transcribe, TaskMetric.CharacterAccuracy) with { Language = "zh" }, 4_000));
        Assert.Equal(128, TaskPrompts.MaxAnswerTokens(Task(TaskKind.Needle, TaskMetric.Needles), 4_000));
        Assert.Equal(320, TaskPrompts.MaxAnswerTokens(Task(TaskKind.Needle, TaskMetric.Needles) with { Answers = [.. Enumerable.Repeat("7", 10)] }, 4_000));
    }

    private static ReadingTask Task(TaskKind kind, TaskMetric metric) => new()
    {
        Id = "t",
        Kind = kind,
        Metric = metric,
        Question = "Which {ship}?",
        Choices = ["Halcyon", "Heron"],
        Answers = ["Halcyon"],
    };
}
