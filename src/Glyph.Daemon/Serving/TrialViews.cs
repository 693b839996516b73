using Glyph.Core;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Trials;
using Glyph.Daemon.Composition;
using Glyph.Daemon.Reporting;
using Glyph.Evaluation;

namespace Glyph.Daemon.Serving;

/// <summary>Shows trials to those who look at them: keeps the newest few open searches and what was read again for a view, and reads for one view at a time.</summary>
internal sealed class TrialViews(SearchSessionFactory sessions, IPageRenderer renderer, ILedger ledger) : IDisposable
{
    private const int KeptSearches = 4;
    private const int KeptReadings = 64;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _reading = new(1);
    private readonly LinkedList<(string Search, PagesBuilder Pages, SearchSession? Session)> _open = [];
    private readonly LinkedList<(string Key, TrialReadings Readings)> _readings = [];

    /// <summary>Some pages of a trial.</summary>
    /// <param name="search">The search.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="from">How many pages are passed over.</param>
    /// <param name="count">How many are shown at most.</param>
    /// <param name="image">The address of a page's image.</param>
    /// <param name="cancellationToken">Abandons the reading.</param>
    public async Task<TrialPages> PagesAsync(Search search, Trial trial, int from, int count, Func<ShownPage, string> image, CancellationToken cancellationToken)
    {
        var pages = Builder(search);
        var readings = await ReadingsAsync(pages, $"{search.Id}/{trial.Number}", trial, cancellationToken);
        return pages.Pages(trial, readings, from, count, image);
    }

    /// <summary>A page as PNG; null where there is none.</summary>
    /// <param name="search">The search.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="item">The index of the item.</param>
    /// <param name="page">The page's number, from 1.</param>
    /// <param name="width">The width of a thumbnail, or null for the page as the model sees it.</param>
    public byte[]? Image(Search search, Trial trial, int item, int page, int? width)
    {
        var image = Builder(search).Draw(trial, item, page);
        if (image is null)
        {
            return null;
        }

        if (width is { } narrow && narrow < image.Size.Width)
        {
            image = PageResizer.Resize(image, new PixelSize(narrow, Math.Max(1, (int)((long)image.Size.Height * narrow / image.Size.Width))));
        }

        using (image)
        {
            using var stream = new MemoryStream();
            renderer.Encode(image, ImageEncoding.Png, stream);
            return stream.ToArray();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reading.Dispose();
        foreach (var (_, _, session) in _open)
        {
            session?.Dispose();
        }
    }

    private async Task<TrialReadings> ReadingsAsync(PagesBuilder pages, string key, Trial trial, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            for (var node = _readings.First; node is not null; node = node.Next)
            {
                if (string.Equals(node.Value.Key, key, StringComparison.Ordinal))
                {
                    return node.Value.Readings;
                }
            }

            var readings = await pages.ReadAsync(trial, cancellationToken);
            _readings.AddFirst((key, readings));
            while (_readings.Count > KeptReadings)
            {
                _readings.RemoveLast();
            }

            return readings;
        }
        finally
        {
            _reading.Release();
        }
    }

    private PagesBuilder Builder(Search search)
    {
        lock (_gate)
        {
            for (var node = _open.First; node is not null; node = node.Next)
            {
                if (string.Equals(node.Value.Search, search.Id, StringComparison.Ordinal))
                {
                    return node.Value.Pages;
                }
            }

            var (pages, session) = Open(search);
            _open.AddFirst((search.Id, pages, session));
            while (_open.Count > KeptSearches)
            {
                _open.Last!.Value.Session?.Dispose();
                _open.RemoveLast();
            }

            return pages;
        }
    }

    /// <summary>A search's pages; where its reader cannot be opened, without reading again.</summary>
    private (PagesBuilder Pages, SearchSession? Session) Open(Search search)
    {
        try
        {
            var session = sessions.Open(search, ledger);
            return (PagesBuilder.Of(renderer, session), session);
        }
        catch (GlyphException)
        {
            var request = search.Request;
            var target = request.TargetJson is { } definition ? VisionTargets.Open(definition) : VisionTargets.Shipped.Find(request.Target);
            return (new PagesBuilder(renderer, request, target, null), null);
        }
    }
}
