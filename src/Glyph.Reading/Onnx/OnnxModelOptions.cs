namespace Glyph.Reading.Onnx;

/// <summary>Which in-process vision-language model, and how it runs.</summary>
public sealed record OnnxModelOptions
{
    /// <summary>The folder of the export: <c>config.json</c>, <c>tokenizer.json</c>, and the <c>.onnx</c> files in it or in its folder <c>onnx</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// Where it runs: <c>cpu</c> (the default), <c>cuda</c> or <c>tensorrt</c> (the first device; <c>cuda:1</c> the second), or
    /// <c>ep:NAME</c>, an execution provider by its name, such as <c>ep:WebGpuExecutionProvider</c>.
    /// </summary>
    public string Device { get; init; } = "cpu";

    /// <summary>The library of a plug-in execution provider, for a device <c>ep:NAME</c> that ONNX Runtime does not bring; null where it does.</summary>
    public string? EpLibrary { get; init; }

    /// <summary>CPU threads of a run, at least 1. Default: all cores.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Which export of the weights: the suffix of the file names, such as <c>fp16</c>, <c>quantized</c> or <c>q4</c>; empty for
    /// the plain one. Null (the default) takes the plain one, or the only one that there is.
    /// </summary>
    public string? Variant { get; init; }

    /// <summary>The SHA-256 that files must have, by name within the folder, such as <c>onnx/embed_tokens.onnx</c>; none by default.</summary>
    public IReadOnlyDictionary<string, string> Sha256 { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Questions that are decoded together, at least 1. Default 1; more is worth it where a device is not busy with one.</summary>
    public int MaxBatch { get; init; } = 1;

    /// <summary>Images of a question at most, at least 1, where the family takes several. Default 16.</summary>
    public int MaxImages { get; init; } = 16;

    /// <summary>Tokens of prompt and answer together at most, at least 1; null (the default) takes the model's own limit, which it cannot exceed.</summary>
    public int? ContextTokens { get; init; }

    /// <summary>
    /// What the model is told: a text with <c>{images}</c>, where the images go, and <c>{prompt}</c>. Null (the default) takes the
    /// family's own words. For a Florence-2 that is only to read it can be a task word, <c>&lt;OCR&gt;</c>.
    /// </summary>
    public string? PromptTemplate { get; init; }
}
