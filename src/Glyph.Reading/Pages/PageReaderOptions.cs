using Glyph.Core.Rendering;

namespace Glyph.Reading.Pages;

/// <summary>How a model is shown pages.</summary>
public sealed record PageReaderOptions
{
    /// <summary>Pages a question at most, at least 1. Default 64.</summary>
    public int PagesPerRequest { get; init; } = 64;

    /// <summary>How many bytes a page takes in a request, where the model limits them; null: not counted.</summary>
    public Func<PageImage, long>? BytesOf { get; init; }
}
