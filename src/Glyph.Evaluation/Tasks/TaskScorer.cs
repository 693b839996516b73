using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Trials;
using Glyph.Evaluation.Tasks.Scores;

namespace Glyph.Evaluation.Tasks;

/// <summary>What an answer was worth.</summary>
/// <param name="Score">In [0, 1]: the metric's, whatever the outcome.</param>
/// <param name="Outcome">What the answer was.</param>
/// <param name="Read">What was scored: the answers' text, without thinking and marks, joined.</param>
/// <param name="Ids">Identifiers asked for (needles), or standing in the truth (transcription).</param>
/// <param name="WrongIds">Those of them that came back as something else.</param>
public sealed record TaskScore(double Score, ItemOutcome Outcome, string Read, int Ids, int WrongIds);

/// <summary>Scores the answers of a model. What is scored how, and what counts as silently wrong, is in docs/tasks.md.</summary>
public static class TaskScorer
{
    private const double HardlyAlike = 0.5; // what two unrelated texts of a language share in characters stays below
    private const double HardlyOverlapping = 0.1; // and in words

    /// <summary>Scores the answers to one task.</summary>
    /// <param name="task">What was asked. A transcription's truth is its first answer.</param>
    /// <param name="parts">
    /// What the model said of consecutive groups of pages: one answer, unless a limit split the request. Parts that abstain or
    /// refuse are dropped and the rest is joined, so that a value found in one part is found.
    /// </param>
    /// <exception cref="InvalidInputException">The task has no right answer, or not what its metric needs.</exception>
    public static TaskScore Score(ReadingTask task, IReadOnlyList<string> parts)
    {
        if (TaskProblems.Of(task) is { Count: > 0 } problems)
        {
            throw new InvalidInputException(problems);
        }

        var replies = parts.Select(part => AnswerText.Of(part, task.Kind)).ToList();
        var sayings = replies.Select(reply => NonAnswers.Of(task, reply)).ToList();
        var answers = replies.Where((_, i) => sayings[i] == Saying.Answer).ToList();
        var read = string.Join('\n', (answers.Count > 0 ? answers : replies).Distinct(StringComparer.OrdinalIgnoreCase));
        var said = answers.Count > 0 ? Saying.Answer : sayings.Contains(Saying.Refusal) ? Saying.Refusal : Saying.Abstention;
        return task.Metric switch
        {
            TaskMetric.CharacterAccuracy => OfTranscription(task, read, said),
            TaskMetric.Needles when task.Kind == TaskKind.Needle => OfNeedles(task, read, said),
            _ => OfOthers(task, read, said),
        };
    }

    private static TaskScore OfTranscription(ReadingTask task, string read, Saying said)
    {
        var score = task.Answers.Select(truth => Transcription.Score(truth, read)).MaxBy(score => score.Accuracy)!;
        return new TaskScore(score.Accuracy, Outcome(task, read, score.Accuracy, said), read, score.Ids, score.WrongIds);
    }

    private static TaskScore OfNeedles(ReadingTask task, string read, Saying said)
    {
        var score = TaskMetrics.Score(task, read);
        var needles = NeedleCheck.Of(task, read);
        var wrong = said == Saying.Answer ? needles.Wrong : 0;
        var outcome = said == Saying.Answer && score is > 0 and < 1 && wrong == 0 ? ItemOutcome.Partial : Outcome(task, read, score, said);
        return new TaskScore(score, outcome, read, task.Answers.Count, wrong);
    }

    private static TaskScore OfOthers(ReadingTask task, string read, Saying said)
    {
        var score = TaskMetrics.Score(task, read);
        return new TaskScore(score, Outcome(task, read, score, said), read, 0, 0);
    }

    private static ItemOutcome Outcome(ReadingTask task, string read, double score, Saying said)
    {
        if (said != Saying.Answer)
        {
            return said == Saying.Refusal ? ItemOutcome.Refused : ItemOutcome.Abstained;
        }

        if (score >= 1)
        {
            return ItemOutcome.Right;
        }

        return task.Metric switch
        {
            TaskMetric.Choice => ChoiceParser.Parse(read, task.Choices) is { IsOne: false, IsAmbiguous: false } ? ItemOutcome.Abstained : ItemOutcome.SilentlyWrong,
            TaskMetric.TokenF1 => PartialFrom(score, double.Epsilon),
            TaskMetric.RougeL => PartialFrom(score, HardlyOverlapping),
            TaskMetric.CharacterAccuracy or TaskMetric.EditSimilarity => PartialFrom(score, HardlyAlike),
            _ => ItemOutcome.SilentlyWrong,
        };
    }

    private static ItemOutcome PartialFrom(double score, double least) => score >= least ? ItemOutcome.Partial : ItemOutcome.SilentlyWrong;
}
