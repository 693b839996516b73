using Glyph.Core.Corpora;

namespace Glyph.Evaluation.Corpora;

/// <summary>
/// NVIDIA/RULER's lines: <c>input</c> holds the text and, at its end, the question; <c>outputs</c> the values expected. Which task
/// it is, is in the name of the file, or of its folder: <c>niah_single_1/validation.jsonl</c>.
/// </summary>
internal static class RulerFormat
{
    private static readonly string[] Questions = ["What are all the special magic", "What is the special magic", "Question:"];

    /// <summary>Tokens that RULER lets an answer have (<c>scripts/data/synthetic/constants.py</c>).</summary>
    private static readonly (string Prefix, int Tokens)[] Sets = [("niah", 128), ("vt", 30), ("cwe", 120), ("fwe", 50), ("qa", 32)];

    /// <summary>Reads a line; null, with a problem, where it does not fit.</summary>
    public static TaskLine? Read(JsonLine line, string set)
    {
        var input = line.Text("input");
        var values = line.Texts("outputs");
        if (values.Count == 0)
        {
            line.Problem("outputs", "is empty; it must hold the values expected");
        }

        var start = Questions.Max(words => input.LastIndexOf(words, StringComparison.Ordinal));
        if (start <= 0)
        {
            line.Problem("input", $"holds no question after its text; RULER's begin '{string.Join("', '", Questions)}'");
            return null;
        }

        var text = input[..start].TrimEnd();
        var isQuestion = set.StartsWith("qa", StringComparison.OrdinalIgnoreCase);
        var question = input[start..].Trim();
        return new TaskLine(text, new ReadingTask
        {
            Id = line.TextOrNull("index") is { } index ? $"{set}-{index}" : FormattableString.Invariant($"{set}-line-{line.Number}"),
            Kind = isQuestion ? TaskKind.Question : TaskKind.Needle,
            Metric = TaskMetric.Needles,
            Question = question.StartsWith(Questions[^1], StringComparison.Ordinal) ? question[Questions[^1].Length..].Trim() : question,
            Answers = values,
            Dataset = set,
            Depth = isQuestion ? null : Depth(text, values),
            MaxAnswerTokens = Sets.FirstOrDefault(s => set.StartsWith(s.Prefix, StringComparison.OrdinalIgnoreCase)) is { Tokens: > 0 } known ? known.Tokens : null,
        });
    }

    /// <summary>Where the values stand, each the first time, on average.</summary>
    private static double? Depth(string text, IReadOnlyList<string> values)
    {
        var places = values.Select(value => text.IndexOf(value, StringComparison.Ordinal)).Where(place => place >= 0).ToList();
        return places.Count == 0 ? null : places.Average() / text.Length;
    }
}
