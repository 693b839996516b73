using Glyph.Assets;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Daemon.Composition;
using Glyph.Daemon.Exporting;
using Glyph.Daemon.Tests.Reporting;
using Glyph.Rendering;
using Glyph.Rendering.Fonts;
using Glyph.Testing;

namespace Glyph.Daemon.Tests.Exporting;

/// <summary>A search to export, with real fonts and pages, and a reader that must not be opened.</summary>
internal sealed class ExportSamples : IDisposable
{
    private readonly FontCatalog _fonts = new(ShippedAssets.FontFolder);

    public ExportSamples()
    {
        var text = string.Join(' ', Enumerable.Range(0, 400).Select(i => FormattableString.Invariant($"word{i}")));
        var search = Samples.Search();
        Store.Create(search with { Request = search.Request with { Corpus = new Corpus("texts", [new CorpusItem("a.txt", text)], [new CorpusItem("h.txt", "held out")]), TargetJson = null } });
        Store.SetState("s", SearchState.Finished, "all done");
        foreach (var number in Enumerable.Range(1, 12))
        {
            var trial = Samples.Trial(number, accuracy: 1 - (number / 50.0), compression: number);
            Store.Append("s", trial with { Candidate = trial.Candidate with { Config = RenderConfig.Published() with { PageHeight = 200 + number } } });
        }

        Store.Append("s", SampleRecords.Confirmation(1, CorpusSplit.Search));
        Store.Append("s", SampleRecords.Confirmation(5, CorpusSplit.Search) with { Measurement = SampleRecords.Measurement(0.99) });
    }

    public InMemorySearchStore Store { get; } = new();

    public InMemoryLedger Ledger { get; } = new("s");

    public PageRenderer Renderer => new(_fonts);

    /// <summary>How often the reader was opened.</summary>
    public int Opened { get; private set; }

    public ExportContext Context(string? folder = null, ReportPageWriter? page = null, int reportPages = 2, string search = "s") =>
        new(new ExportParts(_fonts, Renderer, TimeProvider.System, page), Store, Ledger, Store.Find(search)!, TrialChoice.Number(5), Open) { Folder = folder, ReportPages = reportPages };

    public void Dispose()
    {
        _fonts.Dispose();
        Store.Dispose();
    }

    private SearchSession Open()
    {
        Opened++;
        throw new InvalidInputException("the reader is not here");
    }
}
