using Glyph.Core;
using Glyph.Core.Corpora;
using Glyph.Core.Costs;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Glyph.Daemon.Composition;
using Glyph.Evaluation;

namespace Glyph.Daemon.Reporting;

/// <summary>All that was read of a trial, for whoever keeps it: it is the same each time.</summary>
/// <param name="Items">The items of its sample, or of what it kept.</param>
/// <param name="Note">Why it was not read again; null where it was.</param>
internal sealed record TrialReadings(IReadOnlyList<ItemReading> Items, string? Note);

/// <summary>A page that is to be shown.</summary>
/// <param name="ItemIndex">The index of its item among the search texts.</param>
/// <param name="Item">The item's id.</param>
/// <param name="Page">Its number, from 1.</param>
/// <param name="Draw">Draws it as the model sees it; the caller disposes the image.</param>
internal sealed record ShownPage(int ItemIndex, string Item, int Page, Func<PageImage> Draw);

/// <summary>Shows the pages of a search's trials as its target sees them, and what was read on them.</summary>
internal sealed class PagesBuilder
{
    private readonly IPageRenderer _renderer;
    private readonly SearchRequest _request;
    private readonly IVisionTarget _target;
    private readonly IItemReader? _reader;

    /// <summary>Shows the pages of a search.</summary>
    /// <param name="renderer">Lays out and draws.</param>
    /// <param name="request">The search.</param>
    /// <param name="target">Its target.</param>
    /// <param name="reader">Who reads a trial's sample again; null where that would cost money, or the reader is not here.</param>
    public PagesBuilder(IPageRenderer renderer, SearchRequest request, IVisionTarget target, IItemReader? reader)
        => (_renderer, _request, _target, _reader) = (renderer, request, target, reader);

    /// <summary>Shows the pages of an open search. A served model is asked nothing again.</summary>
    public static PagesBuilder Of(IPageRenderer renderer, SearchSession session) =>
        new(renderer, session.Request, session.Target, session.Request.Reader?.Kind == ReaderKind.Served ? null : session.Evaluator as IItemReader);

    /// <summary>Writes a page as a <c>data:</c> URL, in PNG.</summary>
    public static Func<ShownPage, string> DataUrl(IPageRenderer renderer) => page =>
    {
        using var image = page.Draw();
        using var stream = new MemoryStream();
        renderer.Encode(image, ImageEncoding.Png, stream);
        return $"data:image/png;base64,{Convert.ToBase64String(stream.GetBuffer(), 0, (int)stream.Length)}";
    };

    /// <summary>All that was read of a trial: its own sample, read again where that costs nothing; otherwise what it kept of it.</summary>
    /// <param name="trial">The trial, of any status.</param>
    /// <param name="cancellationToken">Abandons the reading.</param>
    public async Task<TrialReadings> ReadAsync(Trial trial, CancellationToken cancellationToken)
    {
        if (trial.Measurement is not { } measurement)
        {
            return new TrialReadings([], $"nothing was read: the trial is {Text.Words(trial.Status)}");
        }

        if (_reader is null)
        {
            return Kept(trial, "a served model is asked nothing again; what is shown is what the trial kept of its worst answers");
        }

        try
        {
            var samples = Math.Max(2, measurement.Items.Count > 0 ? measurement.Items.Count : measurement.Accuracy.Samples);
            var plan = new ReadPlan { Split = CorpusSplit.Search, Samples = samples, Seed = _request.Seed };
            return new TrialReadings(await _reader.ReadItemsAsync(trial.Candidate.Config, plan, cancellationToken).ConfigureAwait(false), null);
        }
        catch (GlyphException e)
        {
            return Kept(trial, $"it could not be read again; what is shown is what the trial kept of its worst answers ({e.Message})");
        }
    }

    /// <summary>Some pages of a trial: first those with something read, the worst of them first, then the others in reading order.</summary>
    /// <param name="trial">The trial, of any status.</param>
    /// <param name="readings">What was read of it.</param>
    /// <param name="from">How many pages of that order are passed over.</param>
    /// <param name="count">How many are shown at most.</param>
    /// <param name="image">Where the image of a page is, or the image itself as a <c>data:</c> URL.</param>
    public TrialPages Pages(Trial trial, TrialReadings readings, int from, int count, Func<ShownPage, string> image)
    {
        try
        {
            var layouts = LayOut(trial);
            var byPage = readings.Items.ToLookup(reading => (reading.Item, reading.Page));
            var pages = layouts.Index().SelectMany(item => item.Item.Select(page => (item.Index, Page: page, Readings: byPage[(_request.Corpus.Search[item.Index].Id, page.Number)].ToList()))).ToList();
            return new TrialPages
            {
                Trial = trial.Number,
                Total = pages.Count,
                Pages = [.. pages.OrderBy(page => page.Readings.Count == 0 ? double.PositiveInfinity : page.Readings.Average(reading => reading.Score))
                    .Skip(Math.Max(0, from)).Take(Math.Max(0, count))
                    .Select(page => View(page.Index, page.Page, layouts[page.Index].Count, page.Readings, image))],
                Note = readings.Note,
            };
        }
        catch (GlyphException e)
        {
            return new TrialPages { Trial = trial.Number, Total = 0, Pages = [], Note = $"its pages cannot be shown: {e.Message}" };
        }
    }

    /// <summary>Draws a page of a trial as the model sees it.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="itemIndex">The index of the item among the search texts.</param>
    /// <param name="page">Its number, from 1.</param>
    /// <returns>The image, which the caller disposes; null where there is no such page.</returns>
    /// <exception cref="GlyphException">The config cannot be rendered, or the target refuses the page.</exception>
    public PageImage? Draw(Trial trial, int itemIndex, int page)
    {
        if (itemIndex < 0 || itemIndex >= _request.Corpus.Search.Count || page < 1)
        {
            return null;
        }

        var layouts = _renderer.LayOut(_request.Corpus.Search[itemIndex].Text, trial.Candidate.Config).ToList();
        return page <= layouts.Count ? Draw(layouts[page - 1], layouts.Count) : null;
    }

    private TrialReadings Kept(Trial trial, string note)
    {
        try
        {
            return new TrialReadings(MisreadingPlaces.Find(_request.Corpus.Search, LayOut(trial), trial.Measurement!.Worst), note);
        }
        catch (GlyphException)
        {
            return new TrialReadings([], note);
        }
    }

    private List<IReadOnlyList<PageLayout>> LayOut(Trial trial) =>
        [.. _request.Corpus.Search.Select(item => _renderer.LayOut(item.Text, trial.Candidate.Config).ToList())];

    private PageView View(int itemIndex, PageLayout layout, int pagesOfItem, List<ItemReading> readings, Func<ShownPage, string> image)
    {
        var item = _request.Corpus.Search[itemIndex].Id;
        var seen = _target.Resize(layout.Size, pagesOfItem);
        var answers = readings.Where(reading => reading.Box is null)
            .Select(reading => new AnswerView(reading.Question, reading.Truth, reading.Read, reading.Score, Text.Words(reading.Outcome))).ToList();
        return new PageView
        {
            Item = item,
            Page = layout.Number,
            Width = seen.Width,
            Height = seen.Height,
            Image = image(new ShownPage(itemIndex, item, layout.Number, () => Draw(layout, pagesOfItem))),
            Lines = LineViews.Of(layout, seen, readings),
            Answers = answers.Count > 0 ? answers : null,
        };
    }

    private PageImage Draw(PageLayout layout, int pagesOfItem) =>
        PageResizer.Resize(_renderer.Draw(layout), _target.Resize(layout.Size, pagesOfItem));
}
