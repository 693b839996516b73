using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Stores;
using Glyph.Daemon.Composition;
using Glyph.Store;

namespace Glyph.Daemon.Exporting;

/// <summary>Exports searches into folders, and single formats into streams.</summary>
internal sealed class SearchExporter(IFontCatalog fonts, IPageRenderer renderer, TimeProvider time, ReportPageWriter? page = null)
{
    /// <summary>Exports into a folder what is exported unless others are asked for; files of an earlier export there are replaced one by one, each whole.</summary>
    public async Task<ExportResult> ExportAsync(
        LiteDbSearchStore store, Search search, SearchSession session, TrialChoice choice, string folder, CancellationToken cancellationToken)
    {
        // The session is the caller's, who closes it.
        var context = new ExportContext(Parts, store, store, search, choice, () => session) { Folder = folder };
        return await ExportAsync(context, ExportCatalog.Choose([]), folder, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What exports of this machine share.</summary>
    public ExportParts Parts { get; } = new(fonts, renderer, time, page);

    /// <summary>What of a search is to be exported; the caller disposes it.</summary>
    /// <param name="sessions">Opens the search where it is to be read.</param>
    /// <param name="store">Where it is.</param>
    /// <param name="ledger">Where its spending is.</param>
    /// <param name="search">The search.</param>
    /// <param name="choice">Which trial.</param>
    /// <param name="folder">The folder that it goes to; null where a file goes somewhere else.</param>
    /// <param name="reportPages">How many pages of a trial a report shows.</param>
    /// <param name="reportsReceipt">Whether a report holds the receipt.</param>
    public ExportContext Open(
        SearchSessionFactory sessions, ISearchStore store, ILedger ledger, Search search, TrialChoice choice, string? folder = null, int reportPages = 2, bool reportsReceipt = false) =>
        new(Parts, store, ledger, search, choice, () => sessions.Open(search, ledger)) { Folder = folder, ReportPages = reportPages, ReportsReceipt = reportsReceipt };

    /// <summary>Exports some formats into a folder, which is made if it is not there; what cannot be is told before anything is written.</summary>
    public static async Task<ExportResult> ExportAsync(ExportContext context, IReadOnlyList<IExportFormat> formats, string folder, CancellationToken cancellationToken)
    {
        // A search without a trial to export says so before a folder is made, and so do a proof that fails and a build without the page.
        if (formats.Any(format => format.Name is "report"))
        {
            ReportExport.PageOf(context);
        }

        var names = formats.Select(format => format.FileName(context)).ToList();
        var receipt = formats.Any(format => format.Name is "receipt") ? await context.ReceiptAsync(cancellationToken).ConfigureAwait(false) : null;
        MakeFolder(folder);
        foreach (var (format, name) in formats.Zip(names))
        {
            using var aside = new MemoryStream();
            await format.WriteAsync(context, aside, cancellationToken).ConfigureAwait(false);
            AtomicFile.Write(Path.Combine(folder, name), stream => aside.WriteTo(stream));
        }

        return new ExportResult(Path.GetFullPath(folder), receipt) { Files = names };
    }

    /// <summary>What a config asks for that the authors' renderer cannot do; null if nothing.</summary>
    internal static string? Warning(RenderConfig config) => RenderConfigKeys.Extras(config) is { Count: > 0 } extras
        ? $"best.json holds {string.Join(", ", extras)}, which only Glyph knows: the Glyph authors' renderer ignores {(extras.Count == 1 ? "it" : "them")}, so its pages will cost and read otherwise than stated here"
        : null;

    /// <summary>Makes a folder.</summary>
    /// <exception cref="GlyphException">It cannot be made.</exception>
    internal static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GlyphException($"{folder}: cannot be made: {e.Message}", e);
        }
    }
}
