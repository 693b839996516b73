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
    private readonly LinkedList<OpenSearch> _open = [];
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
        var open = Take(search);
        try
        {
            var readings = await ReadingsAsync(open.Pages, $"{search.Id}/{trial.Number}", trial, cancellationToken);
            return open.Pages.Pages(trial, readings, from, count, image);
        }
        finally
        {
            GiveBack(open);
        }
    }

    /// <summary>A page as PNG; null where there is none.</summary>
    /// <param name="search">The search.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="item">The index of the item.</param>
    /// <param name="page">The page's number, from 1.</param>
    /// <param name="width">The width of a thumbnail, or null for the page as the model sees it.</param>
    public byte[]? Image(Search search, Trial trial, int item, int page, int? width)
    {
        var image = Draw(search, trial, item, page);
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

    /// <summary>Forgets a search that was removed.</summary>
    /// <param name="search">Its id.</param>
    public void Forget(string search)
    {
        lock (_gate)
        {
            if (_open.FirstOrDefault(one => string.Equals(one.Search, search, StringComparison.Ordinal)) is { } open)
            {
                PutAway(open);
            }

            List<(string Key, TrialReadings Readings)> gone = [.. _readings.Where(kept => kept.Key.StartsWith($"{search}/", StringComparison.Ordinal))];
            gone.ForEach(kept => _readings.Remove(kept));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reading.Dispose();
        foreach (var open in _open)
        {
            open.Session?.Dispose();
        }
    }

    private PageImage? Draw(Search search, Trial trial, int item, int page)
    {
        var open = Take(search);
        try
        {
            return open.Pages.Draw(trial, item, page);
        }
        finally
        {
            GiveBack(open);
        }
    }

    private async Task<TrialReadings> ReadingsAsync(PagesBuilder pages, string key, Trial trial, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            lock (_gate)
            {
                for (var node = _readings.First; node is not null; node = node.Next)
                {
                    if (string.Equals(node.Value.Key, key, StringComparison.Ordinal))
                    {
                        return node.Value.Readings;
                    }
                }
            }

            var readings = await pages.ReadAsync(trial, cancellationToken);
            lock (_gate)
            {
                _readings.AddFirst((key, readings));
                while (_readings.Count > KeptReadings)
                {
                    _readings.RemoveLast();
                }
            }

            return readings;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>An open search, for a while: whoever takes it gives it back. The one that was not taken for longest is put away for a new one.</summary>
    private OpenSearch Take(Search search)
    {
        lock (_gate)
        {
            var open = _open.FirstOrDefault(one => string.Equals(one.Search, search.Id, StringComparison.Ordinal));
            if (open is null)
            {
                var (pages, session) = Open(search);
                open = new OpenSearch(search.Id, pages, session);
            }
            else
            {
                _open.Remove(open);
            }

            _open.AddFirst(open);
            open.Users++;
            while (_open.Count > KeptSearches)
            {
                PutAway(_open.Last!.Value);
            }

            return open;
        }
    }

    private void GiveBack(OpenSearch open)
    {
        lock (_gate)
        {
            if (--open.Users == 0 && open.IsPutAway)
            {
                open.Session?.Dispose();
            }
        }
    }

    /// <summary>Closes a search; where it is in use, once it is not. Under the lock.</summary>
    private void PutAway(OpenSearch open)
    {
        _open.Remove(open);
        open.IsPutAway = true;
        if (open.Users == 0)
        {
            open.Session?.Dispose();
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

    private sealed class OpenSearch(string search, PagesBuilder pages, SearchSession? session)
    {
        public string Search { get; } = search;

        public PagesBuilder Pages { get; } = pages;

        public SearchSession? Session { get; } = session;

        public int Users { get; set; }

        public bool IsPutAway { get; set; }
    }
}
