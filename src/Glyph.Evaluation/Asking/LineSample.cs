using Glyph.Core.Costs;
using Glyph.Core.Reading;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;
using Glyph.Evaluation.Sampling;
using Glyph.Evaluation.Scoring;

namespace Glyph.Evaluation.Asking;

/// <summary>A sample of lines, for a reader that is told where they are.</summary>
internal sealed class LineSample(Layouts layouts, int positions, ReadPlan plan, IPageRenderer renderer, IVisionTarget target, IReader reader) : ISample
{
    private readonly Dictionary<Piece, string> _texts = [];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ScoredItem>> ReadAsync(int size, CancellationToken cancellationToken)
    {
        var sample = PieceSampler.Draw(layouts.Map, positions, size, plan.Seed);
        var unread = sample.Select(s => s.Piece).Where(piece => !_texts.ContainsKey(piece)).ToList();
        var answers = await RequestFeed.ReadAsync(Requests(unread), reader, cancellationToken);
        foreach (var line in answers.Values.SelectMany(answer => answer.Lines))
        {
            _texts[unread[line.Id]] = line.Text;
        }

        return [.. sample.Select(Score)];
    }

    private IEnumerable<ReadRequest> Requests(List<Piece> pieces)
    {
        foreach (var (id, group) in pieces.Index().GroupBy(s => (s.Item.Item, s.Item.Page)).Index())
        {
            var layout = layouts.Pages[group.Key.Item][group.Key.Page];
            var seen = target.Resize(layout.Size, layouts.Pages[group.Key.Item].Count);
            var lines = group.Select(s => new LineToRead(s.Index, s.Item.Box.Scale(layout.Size, seen), s.Item.Text)).ToList();
            yield return new ReadRequest
            {
                Id = id,
                Purpose = plan.Purpose,
                Pages = [new PageToRead(PageResizer.Resize(renderer.Draw(layout), seen), lines)],
            };
        }
    }

    private ScoredItem Score(SampledPiece sampled)
    {
        var text = _texts.TryGetValue(sampled.Piece, out var found)
            ? found
            : throw new Core.ReaderException($"The reader '{reader.Identity.Id}' gave no answer for a line.");
        return ScoredItem.OfLine(sampled, layouts.Items[sampled.Piece.Item].Id, text, reader.AlphabetFor(sampled.Piece.Text));
    }
}
