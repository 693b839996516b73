using System.Threading.Channels;
using Glyph.Core.Costs;
using Glyph.Core.Reading;
using Glyph.Core.Rendering;
using Glyph.Evaluation.Sampling;

namespace Glyph.Evaluation;

/// <summary>
/// Draws the pages that hold pieces, one at a time, resizes each as the target does, and hands them to the reader
/// through a channel whose capacity bounds the pages in memory.
/// </summary>
internal sealed class PageFeed(IPageRenderer renderer, IVisionTarget target)
{
    private const int PagesInFlight = 2;

    /// <summary>Reads the pieces.</summary>
    /// <param name="layouts">The pages of each item.</param>
    /// <param name="pieces">What to read, in reading order.</param>
    /// <param name="reader">Who reads.</param>
    /// <param name="cancellationToken">Stops drawing and reading.</param>
    /// <returns>The answers by the pieces' place in the list; null where the reader gave none.</returns>
    public async Task<string?[]> ReadAsync(
        IReadOnlyList<IReadOnlyList<PageLayout>> layouts, IReadOnlyList<Piece> pieces, IReader reader, CancellationToken cancellationToken)
    {
        var pages = Channel.CreateBounded<ReadRequest>(new BoundedChannelOptions(PagesInFlight) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var drawing = Task.Run(() => DrawAsync(layouts, pieces, pages.Writer, stop.Token), CancellationToken.None);
        var answers = new string?[pieces.Count];
        try
        {
            await foreach (var answer in reader.ReadAsync(pages.Reader.ReadAllAsync(stop.Token), stop.Token))
            {
                foreach (var line in answer.Lines)
                {
                    answers[line.Id] = line.Text;
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            await drawing;
            while (pages.Reader.TryRead(out var unread))
            {
                unread.Pages[0].Image.Dispose();
            }
        }

        return answers;
    }

    /// <summary>Never throws: an error goes to the reader with the pages, and comes out of it.</summary>
    private async Task DrawAsync(
        IReadOnlyList<IReadOnlyList<PageLayout>> layouts, IReadOnlyList<Piece> pieces, ChannelWriter<ReadRequest> pages, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (id, group) in pieces.Index().GroupBy(s => (s.Item.Item, s.Item.Page)).Index())
            {
                cancellationToken.ThrowIfCancellationRequested();
                var layout = layouts[group.Key.Item][group.Key.Page];
                var seen = target.Resize(layout.Size);
                var lines = group
                    .Select(s => new LineToRead(s.Index, s.Item.Box.Scale(layout.Size, seen), s.Item.Text))
                    .ToList();
                var image = PageResizer.Resize(renderer.Draw(layout), seen);
                try
                {
                    await pages.WriteAsync(new ReadRequest { Id = id, Pages = [new PageToRead(image, lines)] }, cancellationToken);
                }
                catch (OperationCanceledException)
                {
                    image.Dispose();
                    throw;
                }
            }

            pages.Complete();
        }
        catch (Exception e)
        {
            pages.Complete(e);
        }
    }
}
