namespace Glyph.Core.Searching;

/// <summary>The kinds of reader.</summary>
public enum ReaderKind
{
    /// <summary>The shipped line recogniser.</summary>
    Recogniser,

    /// <summary>A vision-language model behind an OpenAI-compatible API.</summary>
    Served,

    /// <summary>A vision-language model in this process, on ONNX Runtime.</summary>
    Onnx,
}

/// <summary>Which reader reads, and how it is asked. Its key, where it needs one, comes from an environment variable and is never stored.</summary>
public sealed record ReaderRequest
{
    /// <summary>The kind.</summary>
    public required ReaderKind Kind { get; init; }

    /// <summary>Served: the base address of the API, such as <c>http://127.0.0.1:8000/v1</c>.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Served: the model's name there.</summary>
    public string? Model { get; init; }

    /// <summary>Served: the decoding parameters as JSON; null: as deterministic as the protocol allows.</summary>
    public string? Decoding { get; init; }

    /// <summary>In this process: the folder of the exported model.</summary>
    public string? Folder { get; init; }

    /// <summary>In this process: which of several files of a model is meant, such as <c>fp16</c>; null: the plain one.</summary>
    public string? Variant { get; init; }

    /// <summary>In this process: the words around a question, with <c>{prompt}</c> in their midst; null: as the model's family wants them.</summary>
    public string? PromptTemplate { get; init; }

    /// <summary>In this process: <c>cpu</c>, <c>cuda</c>, <c>tensorrt</c>, or <c>ep:NAME</c> of a plug-in. Default <c>cpu</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>In this process: the library of a plug-in execution provider, or null.</summary>
    public string? EpLibrary { get; init; }

    /// <summary>Requests that wait for an answer at the same time, at least 1. Default 4.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>How long one request may take. Default 2 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a server that does not answer is waited for before the search stops. Default 10 minutes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Pages a request at most, at least 1; a text of more is asked about in parts. Default 64.</summary>
    public int PagesPerRequest { get; init; } = 64;

    /// <summary>Bytes a request at most. Default 20 MiB, above which known providers refuse.</summary>
    public long MaxRequestBytes { get; init; } = 20L << 20;

    /// <summary>Tokens of prompt, pages and answer together at most; null: unknown.</summary>
    public int? ContextTokens { get; init; }
}
