using Glyph.Core.Corpora;

namespace Glyph.Evaluation.Tasks.Scores;

/// <summary>The score of an answer by a task's metric: against each right answer, the best counts.</summary>
internal static class TaskMetrics
{
    /// <summary>Scores an answer.</summary>
    /// <param name="task">The task, with its right answers; a transcription's is the text.</param>
    /// <param name="prediction">The answer.</param>
    /// <returns>In [0, 1].</returns>
    public static double Score(ReadingTask task, string prediction)
    {
        if (LongBenchDatasets.Find(task.Dataset) is { FirstLineOnly: true })
        {
            prediction = PythonText.Lines(prediction)[0];
        }

        return task.Metric == TaskMetric.Needles && task.Kind == TaskKind.Needle
            ? NeedleScores.All(prediction, task.Answers)
            : task.Answers.Max(truth => Score(task, prediction, truth));
    }

    private static double Score(ReadingTask task, string prediction, string truth)
    {
        var chinese = string.Equals(task.Language, "zh", StringComparison.OrdinalIgnoreCase);
        return task.Metric switch
        {
            TaskMetric.CharacterAccuracy => Transcription.Score(truth, prediction).Accuracy,
            TaskMetric.Needles => NeedleScores.Part(prediction, [truth]),
            TaskMetric.TokenF1 => TokenF1.Of(prediction, truth, chinese),
            TaskMetric.ExactMatch => string.Equals(
                AnswerNormaliser.Normalise(prediction, chinese), AnswerNormaliser.Normalise(truth, chinese), StringComparison.Ordinal) ? 1 : 0,
            TaskMetric.RougeL => RougeL.Of(prediction, truth, chinese),
            TaskMetric.Classification => LongBenchScores.Classification(prediction, truth, task.Choices),
            TaskMetric.Retrieval => LongBenchScores.Retrieval(prediction, truth),
            TaskMetric.Count => LongBenchScores.Count(prediction, truth),
            TaskMetric.EditSimilarity => EditSimilarity(task, prediction, truth),
            TaskMetric.Choice => ChoiceParser.Parse(prediction, task.Choices) is { IsOne: true } choice
                && choice.Index == ChoiceParser.IndexOf(truth, task.Choices) ? 1 : 0,
            _ => throw new ArgumentOutOfRangeException(nameof(task), task.Metric, "no such metric"),
        };
    }

    /// <summary>
    /// LongBench's code data sets by its code similarity; all else by difflib's ratio, as OpenAI's MRCR: where the task has a
    /// required prefix, an answer without it scores 0, and it is taken from both before they are compared.
    /// </summary>
    private static double EditSimilarity(ReadingTask task, string prediction, string truth)
    {
        if (LongBenchDatasets.Find(task.Dataset) is not null)
        {
            return LongBenchScores.CodeSimilarity(prediction, truth);
        }

        var prefix = task.RequiredPrefix ?? "";
        return prediction.StartsWith(prefix, StringComparison.Ordinal)
            ? SequenceRatio.Of(prediction[prefix.Length..], truth.StartsWith(prefix, StringComparison.Ordinal) ? truth[prefix.Length..] : truth)
            : 0;
    }
}
