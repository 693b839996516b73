using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Stores;
using Glyph.Core.Trials;
using Glyph.Daemon.Composition;
using Glyph.Evolution.Confirming;

namespace Glyph.Daemon.Exporting;

/// <summary>What of a search is exported. Nothing is loaded, opened or measured before a format asks for it, and then once.</summary>
internal sealed class ExportContext : IDisposable
{
    private readonly ExportParts _parts;
    private readonly Func<SearchSession> _open;
    private readonly Lazy<SearchSummary> _summary;
    private readonly Lazy<Finalist> _finalist;
    private readonly Lazy<Trial> _trial;
    private readonly Lazy<FontFace> _font;
    private SearchSession? _session;
    private Receipt? _receipt;

    /// <summary>Exports a search.</summary>
    /// <param name="parts">What draws and tells the time.</param>
    /// <param name="store">Where the search is.</param>
    /// <param name="ledger">Where its spending is.</param>
    /// <param name="search">The search.</param>
    /// <param name="choice">Which trial is exported.</param>
    /// <param name="open">Opens what the search needs to read; only a receipt, and the pages of a report, do. The context closes it.</param>
    public ExportContext(ExportParts parts, ISearchStore store, ILedger ledger, Search search, TrialChoice choice, Func<SearchSession> open)
    {
        (_parts, Store, Ledger, Search, Choice, _open) = (parts, store, ledger, search, choice, open);
        _summary = new(() => SearchSummary.Of(store, search));
        _finalist = new(() => choice.Apply(Summary.Recommendation));
        _trial = new(() => Summary.Load(Finalist.Trial));
        _font = new(() => parts.Fonts.Find(Trial.Candidate.Config.Font));
    }

    /// <summary>Where the search is.</summary>
    public ISearchStore Store { get; }

    /// <summary>Where its spending is.</summary>
    public ILedger Ledger { get; }

    /// <summary>The search.</summary>
    public Search Search { get; }

    /// <summary>The rule by which the trial is chosen.</summary>
    public TrialChoice Choice { get; }

    /// <summary>The folder that the export goes to, for the font's path in it; null where a file goes somewhere else, alone.</summary>
    public string? Folder { get; init; }

    /// <summary>How many pages of a trial a report shows, at least 0. Default 2.</summary>
    public int ReportPages { get; init; } = 2;

    /// <summary>Whether a report holds the receipt, for which the proof is measured unless the store has it. Default no.</summary>
    public bool ReportsReceipt { get; init; }

    /// <summary>What draws and tells the time.</summary>
    public ExportParts Parts => _parts;

    /// <summary>The search's front and choices.</summary>
    public SearchSummary Summary => _summary.Value;

    /// <summary>The chosen trial, with the accuracy to believe.</summary>
    /// <exception cref="InvalidInputException">No trial meets the choice.</exception>
    public Finalist Finalist => _finalist.Value;

    /// <summary>The whole chosen trial.</summary>
    public Trial Trial => _trial.Value;

    /// <summary>Its font.</summary>
    /// <exception cref="InvalidInputException">The font is not here.</exception>
    public FontFace Font => _font.Value;

    /// <summary>The chosen config as it is exported: with the font by its absolute path in the folder, or by its name beside the file.</summary>
    public RenderConfig Config => Trial.Candidate.Config with
    {
        Font = Folder is { } folder ? Path.GetFullPath(Path.Combine(folder, Path.GetFileName(Font.Path))) : Path.GetFileName(Font.Path),
    };

    /// <summary>What the search needs to read; opened when it is first asked for.</summary>
    /// <exception cref="GlyphException">It cannot be opened here.</exception>
    public SearchSession Session => _session ??= _open();

    /// <summary>The receipt; measured when it is first asked for.</summary>
    public async Task<Receipt> ReceiptAsync(CancellationToken cancellationToken) =>
        _receipt ??= await new ReceiptBuilder(Store, Ledger, Search, _parts.Time).BuildAsync(Session, Summary, Choice, Finalist, Font, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public void Dispose() => _session?.Dispose();
}

/// <summary>What every export shares.</summary>
/// <param name="Fonts">The fonts at hand.</param>
/// <param name="Renderer">Lays out and draws.</param>
/// <param name="Time">The clock.</param>
/// <param name="Page">Makes a report an HTML page; null in builds without the dashboard.</param>
internal sealed record ExportParts(IFontCatalog Fonts, IPageRenderer Renderer, TimeProvider Time, ReportPageWriter? Page);

/// <summary>Writes a report as one HTML file.</summary>
/// <param name="output">Where to; it is left open.</param>
/// <param name="reportJson">A <see cref="Reporting.Report"/> as UTF-8 JSON.</param>
internal delegate void ReportPageWriter(Stream output, ReadOnlySpan<byte> reportJson);
