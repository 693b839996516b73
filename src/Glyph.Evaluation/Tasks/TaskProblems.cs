using Glyph.Core.Corpora;
using Glyph.Evaluation.Tasks.Scores;

namespace Glyph.Evaluation.Tasks;

/// <summary>What keeps a task from being scored.</summary>
internal static class TaskProblems
{
    /// <summary>Each problem, as the end of a sentence that names the task.</summary>
    public static List<string> Of(ReadingTask task)
    {
        var problems = new List<string>();
        if (task.Answers.Count == 0)
        {
            problems.Add($"task '{task.Id}': 'answers' is empty; give what is right");
        }
        else if (task.Answers.Any(answer => answer.Length == 0) && task.Metric is TaskMetric.Needles or TaskMetric.Choice)
        {
            problems.Add($"task '{task.Id}': 'answers' holds an empty one");
        }

        if (task.Metric is TaskMetric.Choice or TaskMetric.Classification && task.Choices.Count < 2)
        {
            problems.Add($"task '{task.Id}': 'choices' holds {task.Choices.Count}; a {Name(task.Metric)} has 2 or more");
        }
        else if (task.Metric == TaskMetric.Choice)
        {
            problems.AddRange(task.Answers.Where(answer => ChoiceParser.IndexOf(answer, task.Choices) < 0)
                .Select(answer => $"task '{task.Id}': the answer '{answer}' is neither one of the choices nor the letter of one"));
        }

        if (task.Metric == TaskMetric.Retrieval)
        {
            problems.AddRange(task.Answers.Where(answer => LongBenchScores.ParagraphIn(answer) is null)
                .Select(answer => $"task '{task.Id}': the answer '{answer}' names no paragraph; a retrieval's is such as 'Paragraph 12' or '段落12'"));
        }

        return problems;
    }

    private static string Name(TaskMetric metric) => metric == TaskMetric.Choice ? "choice" : "classification";
}
