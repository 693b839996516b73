using Glyph.Core.Configs;

namespace Glyph.Core.Rendering;

/// <summary>Renders texts into streams of encoded pages, in memory.</summary>
public static class PageStream
{
    /// <summary>
    /// Lays a text out, draws and encodes its pages, and gives them in order, as soon as they are ready. At most a few pages a thread
    /// are in memory; the bytes do not depend on the number of threads.
    /// </summary>
    /// <param name="renderer">Lays out, draws and encodes.</param>
    /// <param name="text">The text.</param>
    /// <param name="config">A config without problems.</param>
    /// <param name="encoding">The file format.</param>
    /// <param name="threads">How many threads, at least 1.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="InvalidInputException">The config has problems.</exception>
    public static IAsyncEnumerable<EncodedPage> RenderAsync(
        this IPageRenderer renderer, string text, RenderConfig config, ImageEncoding encoding, int threads, CancellationToken cancellationToken = default)
    {
        return OrderedPipeline.RunAsync(renderer.LayOut(text, config), Encode, threads, cancellationToken);

        EncodedPage Encode(PageLayout layout)
        {
            using var image = renderer.Draw(layout);
            using var stream = new MemoryStream();
            renderer.Encode(image, encoding, stream);
            return new EncodedPage(layout, stream.GetBuffer().AsMemory(0, (int)stream.Length));
        }
    }
}

/// <summary>A page as a file would hold it.</summary>
/// <param name="Layout">Its number, size, and lines with their boxes and source spans.</param>
/// <param name="Data">The encoded image.</param>
public sealed record EncodedPage(PageLayout Layout, ReadOnlyMemory<byte> Data);
