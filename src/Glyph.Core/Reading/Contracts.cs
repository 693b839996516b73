using Glyph.Core.Corpora;
using Glyph.Core.Rendering;
using Glyph.Core.Spending;

namespace Glyph.Core.Reading;

/// <summary>Who reads.</summary>
/// <param name="Id">The reader's name in reports, such as <c>ppocr</c> or <c>served</c>.</param>
/// <param name="Models">Each model by id, with its SHA-256; a served model, whose weights nobody here sees, with its endpoint.</param>
/// <param name="Device">Where it runs, such as <c>CPU (2 threads)</c>, <c>CUDA: NVIDIA H200</c> or <c>http://127.0.0.1:8000/v1</c>.</param>
public sealed record ReaderIdentity(string Id, IReadOnlyDictionary<string, string> Models, string Device);

/// <summary>What a reader looks at: it decides what a sample of a text is.</summary>
public enum ReadingUnit
{
    /// <summary>Single lines, whose places it is told.</summary>
    Line,

    /// <summary>Whole pages, as a model would get them.</summary>
    Page,
}

/// <summary>What a reader can do.</summary>
/// <param name="Unit">What it looks at.</param>
/// <param name="Tasks">The kinds of task that it can answer.</param>
/// <param name="ResizesItself">Whether it is shown pages as rendered, because its own processor resizes them; otherwise it is shown them as the target's would.</param>
public sealed record ReaderAbilities(ReadingUnit Unit, IReadOnlySet<TaskKind> Tasks, bool ResizesItself)
{
    /// <summary>Pages that a request may have at most, at least 1; a text of more is asked about in several requests.</summary>
    public int PagesPerRequest { get; init; } = int.MaxValue;
}

/// <summary>A piece of a page to be read: a line, or a part of a long one cut between words.</summary>
/// <param name="Id">The caller's number for it, unique in its request.</param>
/// <param name="Box">Where it stands, in pixels of the image.</param>
/// <param name="Text">What stands there. A reader may use it only to choose a model by script and an enlargement by length, never to answer.</param>
public sealed record LineToRead(int Id, PixelBox Box, string Text);

/// <summary>A page as the reader is shown it.</summary>
/// <param name="Image">The page.</param>
/// <param name="Lines">For a reader of <see cref="ReadingUnit.Line"/>: what to read on it. Empty for a reader of pages.</param>
public sealed record PageToRead(PageImage Image, IReadOnlyList<LineToRead> Lines);

/// <summary>One thing to be answered from some pages. The reader disposes the images when it is done.</summary>
public sealed record ReadRequest
{
    /// <summary>The caller's number for it, unique in one call.</summary>
    public required int Id { get; init; }

    /// <summary>What is asked for.</summary>
    public TaskKind Task { get; init; } = TaskKind.Transcribe;

    /// <summary>The instruction, with the question where there is one; a reader of lines needs none.</summary>
    public string Prompt { get; init; } = "";

    /// <summary>The pages, in reading order; at least one.</summary>
    public required IReadOnlyList<PageToRead> Pages { get; init; }

    /// <summary>Tokens that an answer may have, at least 1. Default 1024.</summary>
    public int MaxAnswerTokens { get; init; } = 1024;

    /// <summary>What it is for.</summary>
    public SpendPurpose Purpose { get; init; }

    /// <summary>What the target's formula says that a request of some of the pages, by index, with the prompt costs; null where nobody asks.</summary>
    public Func<Range, long>? PromptTokens { get; init; }
}

/// <summary>How an answer ended.</summary>
public enum AnswerStatus
{
    /// <summary>It is whole.</summary>
    Answered,

    /// <summary>It reached the limit of tokens before its end: no answer, and no wrong one.</summary>
    CutOff,

    /// <summary>The server's filter, or the model in so many words, refused.</summary>
    Refused,

    /// <summary>There is none; <see cref="ReadAnswer.Error"/> says why.</summary>
    Failed,
}

/// <summary>The text of one <see cref="LineToRead"/>.</summary>
/// <param name="Id">The number of the line.</param>
/// <param name="Text">The answer.</param>
public sealed record LineReading(int Id, string Text);

/// <summary>What a model answered about some consecutive pages of a request: one part, unless a limit split the request.</summary>
/// <param name="Pages">Which pages of the request.</param>
/// <param name="Text">The answer.</param>
/// <param name="PredictedTokens">Tokens that the prompt with its pages was to cost, or null.</param>
/// <param name="PromptTokens">Tokens that the server charged for it, or null where it does not say.</param>
/// <param name="AnswerTokens">Tokens of the answer, or null where nobody says.</param>
/// <param name="Cached">Whether the answer came from the cache, and so cost nothing now.</param>
public sealed record AnswerPart(Range Pages, string Text, long? PredictedTokens, long? PromptTokens, long? AnswerTokens, bool Cached);

/// <summary>What became of a <see cref="ReadRequest"/>.</summary>
public sealed record ReadAnswer
{
    /// <summary>The number of the request.</summary>
    public required int Id { get; init; }

    /// <summary>How it ended.</summary>
    public AnswerStatus Status { get; init; }

    /// <summary>A reader of lines: one for each line of the request, in their order.</summary>
    public IReadOnlyList<LineReading> Lines { get; init; } = [];

    /// <summary>A reader of pages: what the model answered, part by part, in order.</summary>
    public IReadOnlyList<AnswerPart> Parts { get; init; } = [];

    /// <summary>Why there is no whole answer.</summary>
    public string? Error { get; init; }
}

/// <summary>Whatever looks at pages and answers. Safe for concurrent use.</summary>
public interface IReader
{
    /// <summary>Who reads; for receipts.</summary>
    ReaderIdentity Identity { get; }

    /// <summary>What it can do.</summary>
    ReaderAbilities Abilities { get; }

    /// <summary>The characters that the reader could ever answer for a text, given how it picks its model; null where there is no such limit.</summary>
    /// <param name="text">The text of a <see cref="LineToRead"/>.</param>
    IReadOnlySet<string>? AlphabetFor(string text);

    /// <summary>
    /// Answers requests; pulls them as it needs them, so that a bounded source bounds its memory. There is one answer for each
    /// request, in any order. A request that cannot be answered is an answer that says so.
    /// </summary>
    /// <exception cref="ReaderException">The reader itself failed.</exception>
    /// <exception cref="ReaderUnavailableException">Nothing can be read until somebody acts.</exception>
    /// <exception cref="SpendLimitException">A limit of the search's spending is reached.</exception>
    IAsyncEnumerable<ReadAnswer> ReadAsync(IAsyncEnumerable<ReadRequest> requests, CancellationToken cancellationToken);
}
