using Glyph.Core.Configs;
using Glyph.Core.Rendering;

namespace Glyph.Cli.Pages;

/// <summary>Renders texts into folders.</summary>
/// <param name="renderer">Lays out, draws and encodes.</param>
/// <param name="encoding">The file format.</param>
/// <param name="threads">How many threads draw and write; what they write does not depend on it.</param>
internal sealed class PageWriter(IPageRenderer renderer, ImageEncoding encoding, int threads)
{
    /// <summary>Writes the pages of a text; with boxes, also their records, one line of JSON a page, to <see cref="PageNames.Records"/>.</summary>
    /// <returns>The records, in order, without the boxes.</returns>
    public async Task<IReadOnlyList<PageRecord>> WriteAsync(
        string text, RenderConfig config, LayoutCompatibility compatibility, DirectoryInfo folder, PageDetail detail, CancellationToken cancellationToken)
    {
        var (pages, count) = Count(text, config, compatibility);
        folder.Create();
        PageNames.RemoveFrom(folder);
        var names = new PageNames(count);
        var written = new List<PageRecord>(count);
        await using var records = detail == PageDetail.Boxes ? new RecordFile(Path.Combine(folder.FullName, PageNames.Records)) : null;
        await foreach (var record in OrderedPipeline.RunAsync(pages, Write, threads, cancellationToken).ConfigureAwait(false))
        {
            records?.Add(record);
            written.Add(record with { Boxes = null });
        }

        records?.Complete();
        return written;

        PageRecord Write(PageLayout page)
        {
            using var image = renderer.Draw(page);
            var file = names.Of(page.Number, encoding.Extension(image.Format));
            AtomicFile.Write(Path.Combine(folder.FullName, file), stream => renderer.Encode(image, encoding, stream));
            return PageRecord.Of(file, page, detail);
        }
    }

    /// <summary>
    /// Names need the number of pages before the first is written. As long as a text has few, their layouts are kept; the rest of
    /// a longer one is laid out twice, which costs a small part of drawing it once.
    /// </summary>
    private (IEnumerable<PageLayout> Pages, int Count) Count(string text, RenderConfig config, LayoutCompatibility compatibility)
    {
        var all = renderer.LayOut(text, config, compatibility).GetEnumerator();
        var first = new Queue<PageLayout>();
        while (first.Count <= PageNames.FewPages && all.MoveNext())
        {
            first.Enqueue(all.Current);
        }

        return (Pages(), first.Count <= PageNames.FewPages ? first.Count : renderer.LayOut(text, config, compatibility).Count());

        IEnumerable<PageLayout> Pages()
        {
            using (all)
            {
                while (first.TryDequeue(out var page))
                {
                    yield return page;
                }

                while (all.MoveNext())
                {
                    yield return all.Current;
                }
            }
        }
    }
}
