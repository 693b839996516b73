using CsCheck;
using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Trials;
using Glyph.Evaluation.Tasks;

namespace Glyph.Evaluation.Tests.Tasks;

public sealed class TaskScorerTests
{
    private const string Page = "On 12 March 1998 the ferry Halcyon left Port Ellis with 1,250 crates (invoice INV-0042-B) and reached the far quay at noon.";

    [Theory]
    [InlineData("9203847 and 1182736", 1, ItemOutcome.Right, 0)]
    [InlineData("9203847", 0.5, ItemOutcome.Partial, 0)]
    [InlineData("9203847\n1182735", 0.5, ItemOutcome.SilentlyWrong, 1)]
    [InlineData("9203848, 118273", 0, ItemOutcome.SilentlyWrong, 2)]
    [InlineData("not found", 0, ItemOutcome.Abstained, 0)]
    [InlineData("The images do not contain the special magic numbers for salty-heron.", 0, ItemOutcome.Abstained, 0)]
    [InlineData("I cannot read it for certain, perhaps 9203846", 0, ItemOutcome.SilentlyWrong, 1)]
    [InlineData("", 0, ItemOutcome.Abstained, 0)]
    [InlineData("I'm sorry, but I can't assist with that request.", 0, ItemOutcome.Refused, 0)]
    [InlineData("抱歉，我无法协助您完成这个请求。", 0, ItemOutcome.Refused, 0)]
    [InlineData("无法确定", 0, ItemOutcome.Abstained, 0)]
    [InlineData("<think>Is it 1111111? No.</think>9203847\n1182736", 1, ItemOutcome.Right, 0)]
    [InlineData("<think>Is it 9203847? Let me", 0, ItemOutcome.Abstained, 0)]
    public void Needles_that_are_missing_are_told_from_wrong_ones(string answer, double score, ItemOutcome outcome, int wrong)
    {
        var result = TaskScorer.Score(Needle("9203847", "1182736"), [answer]);

        Assert.Equal((score, outcome, 2, wrong), (result.Score, result.Outcome, result.Ids, result.WrongIds));
    }

    [Theory]
    [InlineData("brisk-lantern", ItemOutcome.Right)]
    [InlineData("The special magic word for salty-heron is: brisk-lanterns.", ItemOutcome.Right)] // RULER looks for the value anywhere
    [InlineData("The special magic word for salty-heron is: brick-lantern.", ItemOutcome.SilentlyWrong)]
    [InlineData("The text is about something else.", ItemOutcome.SilentlyWrong)]
    public void Needles_may_be_words(string answer, ItemOutcome outcome) =>
        Assert.Equal(outcome, TaskScorer.Score(Needle("brisk-lantern"), [answer]).Outcome);

    [Fact]
    public void Needles_of_all_parts_count_and_parts_that_abstain_do_not()
    {
        var result = TaskScorer.Score(Needle("9203847", "1182736"), ["9203847", "not found", "I could not find it.", "1182736"]);

        Assert.Equal((1, ItemOutcome.Right, "9203847\n1182736"), (result.Score, result.Outcome, result.Read));
    }

    [Theory]
    [InlineData("B", ItemOutcome.Right)]
    [InlineData("(B)", ItemOutcome.Right)]
    [InlineData("b.", ItemOutcome.Right)]
    [InlineData("**Answer:** B.", ItemOutcome.Right)]
    [InlineData("Answer: b", ItemOutcome.Right)]
    [InlineData("The answer is B", ItemOutcome.Right)]
    [InlineData("The correct answer is (B) Port Ellis.", ItemOutcome.Right)]
    [InlineData("B. Port Ellis", ItemOutcome.Right)]
    [InlineData("port ellis", ItemOutcome.Right)]
    [InlineData("It left from Port Ellis.", ItemOutcome.Right)]
    [InlineData("Answer: Port Ellis", ItemOutcome.Right)]
    [InlineData("答案：B", ItemOutcome.Right)]
    [InlineData("I think B", ItemOutcome.Right)]
    [InlineData("A", ItemOutcome.SilentlyWrong)]
    [InlineData("A or B", ItemOutcome.SilentlyWrong)]
    [InlineData("Answer: B. Old Port Ellis Bay", ItemOutcome.SilentlyWrong)] // the letter says one thing, the text another
    [InlineData("Port Ellis or Kettle Cove", ItemOutcome.SilentlyWrong)]
    [InlineData("Old Port Ellis Bay", ItemOutcome.SilentlyWrong)] // holds another choice, but is one itself
    [InlineData("not found", ItemOutcome.Abstained)]
    [InlineData("A harbour is a place for ships", ItemOutcome.Abstained)] // the article, not the letter
    [InlineData("H", ItemOutcome.Abstained)]
    [InlineData("I can't help with that.", ItemOutcome.Refused)]
    public void A_choice_is_found_in_what_is_said(string answer, ItemOutcome outcome)
    {
        var task = new ReadingTask
        {
            Id = "c",
            Kind = TaskKind.Choice,
            Metric = TaskMetric.Choice,
            Question = "Where from?",
            Choices = ["Kettle Cove", "Port Ellis", "Old Port Ellis Bay", "Two Rivers"],
            Answers = ["B"],
        };

        var byLetter = TaskScorer.Score(task, [answer]);

        Assert.Equal(outcome, byLetter.Outcome);
        Assert.Equal(outcome == ItemOutcome.Right ? 1 : 0, byLetter.Score);
        Assert.Equal(byLetter, TaskScorer.Score(task with { Answers = ["Port Ellis"] }, [answer]));
    }

    [Theory]
    [InlineData(TaskMetric.TokenF1, "The lighthouse keeper", 1, ItemOutcome.Right)]
    [InlineData(TaskMetric.TokenF1, "the keeper of the lighthouse at night", 0.5714, ItemOutcome.Partial)]
    [InlineData(TaskMetric.TokenF1, "a clerk", 0, ItemOutcome.SilentlyWrong)]
    [InlineData(TaskMetric.TokenF1, "The text does not mention who.", 0, ItemOutcome.Abstained)]
    [InlineData(TaskMetric.ExactMatch, "Lighthouse keeper.", 1, ItemOutcome.Right)]
    [InlineData(TaskMetric.ExactMatch, "lighthouse keepers", 0, ItemOutcome.SilentlyWrong)]
    [InlineData(TaskMetric.EditSimilarity, "lighthouse keeper", 1, ItemOutcome.Right)]
    [InlineData(TaskMetric.EditSimilarity, "seven crates", 0.2759, ItemOutcome.SilentlyWrong)]
    public void An_open_answer_is_graded(TaskMetric metric, string answer, double score, ItemOutcome outcome)
    {
        var result = TaskScorer.Score(Question(metric, "lighthouse keeper"), [answer]);

        Assert.Equal((score, outcome), (Math.Round(result.Score, 4), result.Outcome));
    }

    [Fact]
    public void Unanswerable_is_right_where_it_is_the_answer() =>
        Assert.Equal(ItemOutcome.Right, TaskScorer.Score(Question(TaskMetric.TokenF1, "unanswerable"), ["Unanswerable.", "unanswerable."]).Outcome);

    [Fact]
    public void Of_a_question_among_documents_any_answer_counts()
    {
        var task = Question(TaskMetric.Needles, "Halcyon", "the ferry Halcyon");

        Assert.Equal((1, ItemOutcome.Right), (TaskScorer.Score(task, ["It was the HALCYON."]).Score, TaskScorer.Score(task, ["It was the HALCYON."]).Outcome));
        Assert.Equal(ItemOutcome.SilentlyWrong, TaskScorer.Score(task, ["It was the Heron."]).Outcome);
    }

    [Theory]
    [InlineData(Page, 1, ItemOutcome.Right, 0)]
    [InlineData("```text\n" + Page + "\n```", 1, ItemOutcome.Right, 0)]
    [InlineData("On 12 March 1993 the ferry Halcyon left Port Ellis with 1,250 crates (invoice INV-O042-B) and reached the far quay at noon.", 0.98, ItemOutcome.Partial, 2)]
    [InlineData("On 12 March 1998 the ferry Halcyon left Port Ellis with 1,250 crates (invoice [?]) and reached the far quay at noon.", 0.92, ItemOutcome.Partial, 0)]
    [InlineData("On 12 March 1998 the ferry Halcyon left Port Ellis with 1,250 crates (invoice INV-00\n42-B) and reached the far quay at noon.", 0.99, ItemOutcome.Partial, 0)]
    [InlineData("I'm sorry, I can't assist with that.", 0.2, ItemOutcome.Refused, 0)]
    [InlineData("I cannot read the text in this image.", 0.2, ItemOutcome.Abstained, 0)]
    public void A_transcription_is_scored_with_its_identifiers(string answer, double score, ItemOutcome outcome, int wrong)
    {
        var result = TaskScorer.Score(Transcribe(Page), [answer]);

        Assert.Equal((outcome, 3, wrong), (result.Outcome, result.Ids, result.WrongIds));
        Assert.InRange(result.Score, score - 0.06, score + 0.006);
    }

    [Fact]
    public void A_text_may_speak_of_what_is_not_found()
    {
        const string Text = "The clerk wrote: not found in the ledger.";

        Assert.Equal(ItemOutcome.Right, TaskScorer.Score(Transcribe(Text), [Text]).Outcome);
        Assert.Equal(ItemOutcome.Partial, TaskScorer.Score(Transcribe(Text), ["The clerk wrote: not found in the leger."]).Outcome);
    }

    [Theory]
    [InlineData(TaskMetric.TokenF1)]
    [InlineData(TaskMetric.RougeL)]
    [InlineData(TaskMetric.EditSimilarity)]
    [InlineData(TaskMetric.ExactMatch)]
    [InlineData(TaskMetric.CharacterAccuracy)]
    public void Endless_repetition_and_other_languages_are_scored_like_anything_else(TaskMetric metric)
    {
        var task = Question(metric, Page);

        foreach (var answer in new[] { string.Concat(Enumerable.Repeat("the far quay ", 4_000)), "Der Leuchtturmwärter führte ein Buch.", "灯塔看守人保存着一本账簿。" })
        {
            Assert.InRange(TaskScorer.Score(task, [answer]).Score, 0, 0.5);
        }
    }

    [Fact]
    public void Any_answer_to_any_task_has_a_score() =>
        Gen.Select(Gen.Enum<TaskMetric>(), Gen.Enum<TaskKind>(), Gen.Bool, Gen.String, Gen.Char["a1B. \n(<think>答案段落Paragraph 1无法"].Array[0, 30]).Sample((metric, kind, chinese, wild, likely) =>
        {
            var task = new ReadingTask
            {
                Id = "t",
                Kind = kind,
                Metric = metric,
                Language = chinese ? "zh" : "en",
                Answers = ["Paragraph 1"],
                Choices = ["Paragraph 1", "B1"],
                Question = "which?",
            };
            foreach (var answer in new[] { wild, new string(likely) })
            {
                var result = TaskScorer.Score(task, [answer, answer]);
                Assert.InRange(result.Score, 0, 1);
                Assert.True(result.Outcome is ItemOutcome.Right == (result.Score >= 1) || result.Outcome is ItemOutcome.Abstained or ItemOutcome.Refused);
                Assert.InRange(result.WrongIds, 0, result.Ids);
            }
        });

    [Fact]
    public void A_task_that_cannot_be_scored_says_all_that_is_wrong()
    {
        var choice = Question(TaskMetric.Choice, "Z", "Y") with { Choices = ["one", "two"] };

        Assert.Equal(2, Assert.Throws<InvalidInputException>(() => TaskScorer.Score(choice, ["one"])).Problems.Count);
        Assert.Contains("'answers' is empty", Assert.Throws<InvalidInputException>(() => TaskScorer.Score(Question(TaskMetric.TokenF1), [""])).Message, StringComparison.Ordinal);
        Assert.Contains("names no paragraph", Assert.Throws<InvalidInputException>(() => TaskScorer.Score(Question(TaskMetric.Retrieval, "4"), [""])).Message, StringComparison.Ordinal);
    }

    private static ReadingTask Needle(params string[] values) => new()
    {
        Id = "n",
        Kind = TaskKind.Needle,
        Metric = TaskMetric.Needles,
        Question = "What are all the special magic numbers for salty-heron?",
        Answers = values,
    };

    private static ReadingTask Question(TaskMetric metric, params string[] answers) =>
        new() { Id = "q", Kind = TaskKind.Question, Metric = metric, Question = "Who kept it?", Answers = answers };

    private static ReadingTask Transcribe(string text) =>
        new() { Id = "t", Kind = TaskKind.Transcribe, Metric = TaskMetric.CharacterAccuracy, Answers = [text] };
}
