using Glyph.Core.Reading;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Reading;
using Glyph.Reading.Onnx;
using Glyph.Reading.Pages;
using Glyph.Reading.Served;
using Glyph.Reading.Spending;

namespace Glyph.Cli.Composition;

/// <summary>Who reads in a search, and who judges.</summary>
/// <param name="Reader">The reader.</param>
/// <param name="Judge">The judging model, or null.</param>
internal sealed record OpenReader(IReader Reader, IVisionModel? Judge) : IDisposable
{
    /// <summary>What is to be closed with it.</summary>
    public required IReadOnlyList<IDisposable> Owned { private get; init; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var part in Owned)
        {
            part.Dispose();
        }
    }
}

/// <summary>Opens the reader that a search asks for, with its retries, its cache and its ledger around it.</summary>
internal sealed class ReaderFactory(IPageRenderer renderer, RecogniserReader recogniser, TimeProvider time)
{
    /// <summary>The environment variable that holds the key of the reading model's endpoint.</summary>
    public const string KeyVariable = "GLYPH_READER_API_KEY";

    /// <summary>The environment variable that holds the key of the judging model's endpoint.</summary>
    public const string JudgeKeyVariable = "GLYPH_JUDGE_API_KEY";
}
