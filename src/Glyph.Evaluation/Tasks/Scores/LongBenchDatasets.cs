using System.Collections.Frozen;
using Glyph.Core.Corpora;

namespace Glyph.Evaluation.Tasks.Scores;

/// <summary>How LongBench scores one of its data sets.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Language">Of question and answer: <c>en</c> or <c>zh</c>.</param>
/// <param name="MaxAnswerTokens">Tokens that LongBench lets an answer have.</param>
/// <param name="FirstLineOnly">Whether only the answer's first line counts.</param>
internal sealed record LongBenchDataset(TaskMetric Metric, string Language, int MaxAnswerTokens, bool FirstLineOnly = false);

/// <summary>LongBench's data sets: <c>eval.py</c> and <c>config/dataset2maxlen.json</c> of THUDM/LongBench.</summary>
internal static class LongBenchDatasets
{
    private const string EvenLengths = "_e"; // LongBench-E's files

    private static readonly FrozenDictionary<string, LongBenchDataset> Table = new Dictionary<string, LongBenchDataset>(StringComparer.Ordinal)
    {
        ["narrativeqa"] = new(TaskMetric.TokenF1, "en", 128),
        ["qasper"] = new(TaskMetric.TokenF1, "en", 128),
        ["multifieldqa_en"] = new(TaskMetric.TokenF1, "en", 64),
        ["multifieldqa_zh"] = new(TaskMetric.TokenF1, "zh", 64),
        ["hotpotqa"] = new(TaskMetric.TokenF1, "en", 32),
        ["2wikimqa"] = new(TaskMetric.TokenF1, "en", 32),
        ["musique"] = new(TaskMetric.TokenF1, "en", 32),
        ["dureader"] = new(TaskMetric.RougeL, "zh", 128),
        ["gov_report"] = new(TaskMetric.RougeL, "en", 512),
        ["qmsum"] = new(TaskMetric.RougeL, "en", 512),
        ["multi_news"] = new(TaskMetric.RougeL, "en", 512),
        ["vcsum"] = new(TaskMetric.RougeL, "zh", 512),
        ["trec"] = new(TaskMetric.Classification, "en", 64, FirstLineOnly: true),
        ["triviaqa"] = new(TaskMetric.TokenF1, "en", 32, FirstLineOnly: true),
        ["samsum"] = new(TaskMetric.RougeL, "en", 128, FirstLineOnly: true),
        ["lsht"] = new(TaskMetric.Classification, "zh", 64, FirstLineOnly: true),
        ["passage_retrieval_en"] = new(TaskMetric.Retrieval, "en", 32),
        ["passage_count"] = new(TaskMetric.Count, "en", 32),
        ["passage_retrieval_zh"] = new(TaskMetric.Retrieval, "zh", 32),
        ["lcc"] = new(TaskMetric.EditSimilarity, "en", 64),
        ["repobench-p"] = new(TaskMetric.EditSimilarity, "en", 64),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Table.Keys.Order(StringComparer.Ordinal)];

    /// <summary>A data set's own name, without LongBench-E's ending; null if it is none of them.</summary>
    public static string? NameOf(string? name) => name switch
    {
        null => null,
        _ when Table.ContainsKey(name) => name,
        _ when name.EndsWith(EvenLengths, StringComparison.Ordinal) && Table.ContainsKey(name[..^EvenLengths.Length]) => name[..^EvenLengths.Length],
        _ => null,
    };

    /// <summary>A data set by name; null if it is none of them.</summary>
    public static LongBenchDataset? Find(string? name) => NameOf(name) is { } known ? Table[known] : null;
}
