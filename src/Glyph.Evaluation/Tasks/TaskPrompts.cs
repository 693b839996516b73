using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Evaluation.Tasks.Scores;

namespace Glyph.Evaluation.Tasks;

/// <summary>
/// What a model is told to do with the pages; the texts are the files in <c>Prompts</c>. Each says what form of answer the scorer
/// expects, and asks to say that it cannot tell rather than to guess. A question stands on a line that begins <c>Question:</c>,
/// in every language.
/// </summary>
public static class TaskPrompts
{
    private const string English = "en";
    private const string Code = "code";
    private const int RoomForWords = 128; // as RULER gives to needles
    private const int RoomForAnAnswer = 256;
    private const int RoomForASummary = 512; // as LongBench gives to summaries
    private const int TokensOfANeedle = 32; // a UUID is about 25

    /// <summary>The prompt of a task, in its language if there are words for it, else in English.</summary>
    /// <exception cref="InvalidInputException">The task needs a question, or choices, and has none.</exception>
    public static string For(ReadingTask task)
    {
        var name = Name(task);
        var text = Resources.Text(Resources.Has($"Prompts.{name}.{task.Language}.md") ? $"Prompts.{name}.{task.Language}.md" : $"Prompts.{name}.{English}.md");
        var question = task.Question?.Trim() ?? "";
        if (question.Length == 0 && text.Contains("Question: {question}", StringComparison.Ordinal))
        {
            throw new InvalidInputException($"task '{task.Id}': 'question' is empty; a {name} task needs one");
        }

        // The question comes last, so that braces in it are left alone.
        return text
            .Replace("{choices}", string.Join('\n', task.Choices.Select((choice, i) => $"{(char)('A' + i)}. {choice}")), StringComparison.Ordinal)
            .Replace("{classes}", string.Join("; ", task.Choices), StringComparison.Ordinal)
            .Replace("{question}", string.Equals(name, Code, StringComparison.Ordinal) && question.Length > 0 ? $"\nQuestion: which line comes after this?\n{question}\n" : question, StringComparison.Ordinal);
    }

    /// <summary>How many tokens an answer may have.</summary>
    /// <param name="task">The task; its own <see cref="ReadingTask.MaxAnswerTokens"/> goes before any rule.</param>
    /// <param name="textLength">The length of the text that is shown, in UTF-16 units: a transcription is about as long.</param>
    public static int MaxAnswerTokens(ReadingTask task, int textLength) => task.MaxAnswerTokens ?? task switch
    {
        // Numbers and codes cost up to 0.7 tokens a character; a Chinese character at most 1.5 in the tokenizers of today.
        { Kind: TaskKind.Transcribe } => RoomForAnAnswer + (IsChinese(task) ? textLength + (textLength / 2) : textLength / 4 * 3),
        { Kind: TaskKind.Needle } => Math.Max(RoomForWords, TokensOfANeedle * task.Answers.Count),
        { RequiredPrefix: not null } => RoomForAnAnswer + task.Answers.Max(answer => answer.Length / 2),
        { Metric: TaskMetric.RougeL } => RoomForASummary,
        { Kind: TaskKind.Choice } or { Metric: TaskMetric.Classification or TaskMetric.Retrieval or TaskMetric.Count } => RoomForWords,
        _ => RoomForAnAnswer,
    };

    private static bool IsChinese(ReadingTask task) => string.Equals(task.Language, "zh", StringComparison.OrdinalIgnoreCase);

    private static string Name(ReadingTask task) => task switch
    {
        { Kind: TaskKind.Transcribe } => "transcribe",
        { Kind: TaskKind.Needle } => "needle",
        { Kind: TaskKind.Choice } => "choice",
        { Metric: TaskMetric.Classification } => "classification",
        { Metric: TaskMetric.Retrieval } => "retrieval",
        { Metric: TaskMetric.Count } => "count",
        { Metric: TaskMetric.EditSimilarity } when LongBenchDatasets.Find(task.Dataset) is not null => Code,
        { Metric: TaskMetric.EditSimilarity, RequiredPrefix: not null } => "repeat",
        { Metric: TaskMetric.RougeL } when string.IsNullOrWhiteSpace(task.Question) => "summary",
        { Metric: TaskMetric.RougeL } => "explain",
        _ => "question",
    };
}
