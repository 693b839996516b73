namespace Glyph.Core.Corpora;

/// <summary>What kind of thing is asked about a text.</summary>
public enum TaskKind
{
    /// <summary>Write down what stands there.</summary>
    Transcribe,

    /// <summary>Find planted values: words, numbers, UUIDs (RULER's needles in a haystack).</summary>
    Needle,

    /// <summary>Answer a question in words (LongBench).</summary>
    Question,

    /// <summary>Choose one of several given answers.</summary>
    Choice,
}

/// <summary>How an answer is scored; every score is in [0, 1]. <c>TaskMetrics</c> in the Evaluation room has the formulas and their sources.</summary>
public enum TaskMetric
{
    /// <summary>1 - character error rate.</summary>
    CharacterAccuracy,

    /// <summary>Share of the expected values that the answer holds, each in full.</summary>
    Needles,

    /// <summary>LongBench's F1 over words (English) or segments (Chinese).</summary>
    TokenF1,

    /// <summary>1 when the normalised answer is one of the expected ones.</summary>
    ExactMatch,

    /// <summary>LongBench's ROUGE-L.</summary>
    RougeL,

    /// <summary>LongBench's classification score.</summary>
    Classification,

    /// <summary>LongBench's passage retrieval score.</summary>
    Retrieval,

    /// <summary>LongBench's passage counting score.</summary>
    Count,

    /// <summary>LongBench's code similarity, a normalised edit similarity; also MRCR's sequence match.</summary>
    EditSimilarity,

    /// <summary>1 when the right choice is taken.</summary>
    Choice,
}

/// <summary>One thing asked about a text.</summary>
public sealed record ReadingTask
{
    /// <summary>Its name, unique in its item.</summary>
    public required string Id { get; init; }

    /// <summary>What is asked for.</summary>
    public required TaskKind Kind { get; init; }

    /// <summary>How the answer is scored.</summary>
    public required TaskMetric Metric { get; init; }

    /// <summary>The question, without instructions; null for a transcription.</summary>
    public string? Question { get; init; }

    /// <summary>What is right: for needles all of these values, otherwise any one of them.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    /// <summary>The answers to choose from (choice), or the classes (classification).</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What an answer must begin with to be scored at all, such as MRCR's random letters; null for nothing.</summary>
    public string? RequiredPrefix { get; init; }

    /// <summary>The language of question and answer, as an ISO 639-1 code: <c>en</c> (the default) or <c>zh</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The data set it is from, such as <c>hotpotqa</c>; null when unknown.</summary>
    public string? Dataset { get; init; }

    /// <summary>Where its needles lie in the text, 0 (start) to 1 (end); null when unknown. The mean where there are several.</summary>
    public double? Depth { get; init; }

    /// <summary>Tokens that an answer may have; null: by the kind.</summary>
    public int? MaxAnswerTokens { get; init; }
}
