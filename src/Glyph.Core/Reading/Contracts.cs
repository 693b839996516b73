using Glyph.Core.Rendering;

namespace Glyph.Core.Reading;

/// <summary>Who reads.</summary>
/// <param name="Id">The reader's name in reports, such as <c>ppocr</c>.</param>
/// <param name="Models">Each model file by id, with its SHA-256.</param>
/// <param name="Device">Where it runs, such as <c>CPU (2 threads)</c> or <c>CUDA: NVIDIA H200</c>.</param>
public sealed record ReaderIdentity(string Id, IReadOnlyDictionary<string, string> Models, string Device);

/// <summary>A piece of a page to be read: a line, or a part of a long one cut between words.</summary>
/// <param name="Id">The caller's number for it.</param>
/// <param name="Box">Where it stands, in pixels of the image.</param>
/// <param name="Text">What stands there. A reader may use it only to choose a model by script and an enlargement by length, never to answer.</param>
public sealed record LineToRead(int Id, PixelBox Box, string Text);

/// <summary>A page as the target model sees it, with the lines to read on it. The reader disposes the image when it is done.</summary>
/// <param name="Image">The page, already resized by the target's rule.</param>
/// <param name="Lines">What to read.</param>
public sealed record PageToRead(PageImage Image, IReadOnlyList<LineToRead> Lines);

/// <summary>What was read.</summary>
/// <param name="Id">The number of the <see cref="LineToRead"/>.</param>
/// <param name="Text">The answer.</param>
public sealed record LineReading(int Id, string Text);

/// <summary>Whatever looks at pages and answers. Safe for concurrent use.</summary>
public interface IReader
{
    /// <summary>Who reads; for receipts.</summary>
    ReaderIdentity Identity { get; }

    /// <summary>The characters that the reader could ever answer for a text, given how it picks its model.</summary>
    /// <param name="text">The text of a <see cref="LineToRead"/>.</param>
    IReadOnlySet<string> AlphabetFor(string text);

    /// <summary>
    /// Reads lines of pages; pulls pages as it needs them, so that a bounded source bounds its memory. Answers may come in any order.
    /// </summary>
    /// <exception cref="ReaderException">The model failed.</exception>
    IAsyncEnumerable<LineReading> ReadAsync(IAsyncEnumerable<PageToRead> pages, CancellationToken cancellationToken);
}
