using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Evaluation.Tasks.Scores;

namespace Glyph.Evaluation.Corpora;

/// <summary>One line of a benchmark's file: a task about a text.</summary>
/// <param name="Text">The text.</param>
/// <param name="Task">What is asked about it.</param>
internal sealed record TaskLine(string Text, ReadingTask Task);

/// <summary>The benchmarks' own files, told apart by their fields.</summary>
internal static class TaskFormats
{
    private static readonly string[] LongBenchFields = ["context", "answers"];
    private static readonly string[] RulerFields = ["input", "outputs"];
    private static readonly string[] MrcrFields = ["prompt", "answer", "random_string_to_prepend"];

    /// <summary>What the formats are known by, for messages.</summary>
    public static string Known { get; } =
        $"LongBench ({string.Join(", ", LongBenchFields)}), RULER ({string.Join(", ", RulerFields)}), MRCR ({string.Join(", ", MrcrFields)}), Glyph ({CorpusFile.Marker})";

    /// <summary>The format of a line; null for none of them.</summary>
    public static CorpusFormat? Of(JsonLine line) =>
        line.Has(CorpusFile.Marker) ? CorpusFormat.Glyph
        : line.Has(LongBenchFields) ? CorpusFormat.LongBench
        : line.Has(RulerFields) ? CorpusFormat.Ruler
        : line.Has(MrcrFields) ? CorpusFormat.Mrcr
        : null;

    /// <summary>Reads a line; null, with a problem, where it does not fit.</summary>
    /// <param name="line">The line.</param>
    /// <param name="format">A benchmark's format.</param>
    /// <param name="set">What the file's name says that the data set is.</param>
    public static TaskLine? Read(JsonLine line, CorpusFormat format, string set) => format switch
    {
        CorpusFormat.LongBench => LongBench(line, set),
        CorpusFormat.Ruler => RulerFormat.Read(line, set),
        CorpusFormat.Mrcr => MrcrFormat.Read(line),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "no benchmark's format"),
    };

    /// <summary>THUDM/LongBench: the text is <c>context</c>, the question is <c>input</c>, the metric is the data set's.</summary>
    private static TaskLine? LongBench(JsonLine line, string set)
    {
        var name = line.TextOrNull("dataset") ?? set;
        if (LongBenchDatasets.Find(name) is not { } dataset)
        {
            line.Problem("dataset", $"is '{name}', which is none of LongBench's{NearestName.Hint(name, LongBenchDatasets.Names)}");
            return null;
        }

        var question = line.TextOrNull("input");
        return new TaskLine(line.Text("context"), new ReadingTask
        {
            Id = line.TextOrNull("_id") ?? FormattableString.Invariant($"line-{line.Number}"),
            Kind = TaskKind.Question,
            Metric = dataset.Metric,
            Question = string.IsNullOrWhiteSpace(question) ? null : question,
            Answers = line.Texts("answers"),
            Choices = line.Texts("all_classes"),
            Language = line.TextOrNull("language") ?? dataset.Language,
            Dataset = LongBenchDatasets.NameOf(name),
            MaxAnswerTokens = dataset.MaxAnswerTokens,
        });
    }
}
