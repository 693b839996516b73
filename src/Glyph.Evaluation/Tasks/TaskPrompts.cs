using Glyph.Core.Corpora;

namespace Glyph.Evaluation.Tasks;

/// <summary>What a model is told to do with the pages; the texts are the files in <c>Prompts</c>.</summary>
public static class TaskPrompts
{
    /// <summary>The prompt of a task, in its language.</summary>
    public static string For(ReadingTask task) => throw new NotSupportedException(task.Id);

    /// <summary>How many tokens an answer may have.</summary>
    /// <param name="task">The task; its own <see cref="ReadingTask.MaxAnswerTokens"/> goes before any rule.</param>
    /// <param name="textLength">The length of the text that is shown, in UTF-16 units: a transcription is about as long.</param>
    public static int MaxAnswerTokens(ReadingTask task, int textLength) => throw new NotSupportedException($"{task.Id} {textLength}");
}
