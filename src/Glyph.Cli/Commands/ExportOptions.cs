using System.CommandLine;
using Glyph.Core;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Core.Stores;
using Glyph.Daemon.Client;
using Glyph.Daemon.Composition;
using Glyph.Daemon.Exporting;
using Glyph.Daemon.Exporting.Archiving;

namespace Glyph.Cli.Commands;

/// <summary>What <c>glyph export</c> writes, and where.</summary>
internal sealed class ExportOptions
{
    private const int MostReportPages = 100;

    private readonly Option<string[]> _searches = new("--search")
    {
        Description = "The ids of searches, or their beginnings; of several, each gets a folder of its name, and the report shows all. [default: the newest]",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<DirectoryInfo?> _folder = new("--out") { Description = "The folder to export into; made if it is not there. Needed unless only --archive is asked for." };
    private readonly Option<string[]> _formats = new("--format")
    {
        Description = $"Export only these, parted by commas: {string.Join(", ", ExportCatalog.All.Select(format => format.Group).Distinct(StringComparer.Ordinal))}. [default: all but report and archive]",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _report = new("--report") { Description = "Export report.html too: the whole search as one file that needs no server. The pages that it shows are read again." };
    private readonly Option<int> _reportPages = new("--report-pages") { Description = "How many pages of each trial of the front the report shows, 0 to 100.", DefaultValueFactory = _ => 2 };
    private readonly Option<FileInfo?> _archive = new("--archive") { Description = "Write the whole search to this file, for 'glyph import'." };

    /// <summary>Adds the options to the command.</summary>
    public ExportOptions AddTo(Command command)
    {
        _reportPages.Between(0, MostReportPages);
        foreach (var option in new Option[] { _searches, _folder, _formats, _report, _reportPages, _archive })
        {
            command.Add(option);
        }

        return this;
    }

    /// <summary>Exports.</summary>
    /// <param name="parsed">What was given.</param>
    /// <param name="choice">The rule for the trial.</param>
    /// <param name="store">Where the searches are.</param>
    /// <param name="ledger">Where their spending is.</param>
    /// <param name="exporter">Exports.</param>
    /// <param name="sessions">Opens searches that are to be read.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <returns>What was exported of each search.</returns>
    public async Task<IReadOnlyList<ExportResult>> ExportAsync(
        ParseResult parsed, TrialChoice choice, ISearchStore store, ILedger ledger, SearchExporter exporter, SearchSessionFactory sessions, CancellationToken cancellationToken)
    {
        var searches = Searches(parsed, store);
        var formats = Formats(parsed, searches.Count);
        var folder = parsed.GetValue(_folder)?.FullName;
        var contexts = searches.ConvertAll(search => exporter.Open(
            sessions, store, ledger, search, choice, folder is null || searches.Count == 1 ? folder : Path.Combine(folder, search.Id), parsed.GetValue(_reportPages), formats.Any(format => format.Name is "receipt")));
        try
        {
            var results = new List<ExportResult>();
            foreach (var context in contexts)
            {
                // Of several searches there is one report, beside their folders.
                List<IExportFormat> own = [.. formats.Where(format => searches.Count == 1 || format.Name is not "report")];
                var result = folder is null || own.Count == 0 ? new ExportResult(folder, null) : await SearchExporter.ExportAsync(context, own, context.Folder!, cancellationToken).ConfigureAwait(false);
                results.Add(result with { Search = context.Search.Id, Archive = await ArchiveAsync(parsed, context, cancellationToken).ConfigureAwait(false) });
            }

            if (folder is not null && searches.Count > 1 && formats.Any(format => format.Name is "report"))
            {
                SearchExporter.MakeFolder(folder);
                await WriteAsync(Path.Combine(folder, "report.html"), stream => ReportExport.WriteAsync(contexts, stream, cancellationToken)).ConfigureAwait(false);
            }

            return results;
        }
        finally
        {
            contexts.ForEach(context => context.Dispose());
        }
    }

    /// <summary>Has a daemon export, and loads what it made.</summary>
    /// <param name="parsed">What was given.</param>
    /// <param name="choice">Which trial.</param>
    /// <param name="store">The daemon's searches.</param>
    /// <param name="client">The daemon.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <returns>What was exported of each search; each has a report of its own.</returns>
    public async Task<IReadOnlyList<ExportResult>> LoadAsync(ParseResult parsed, ExportChoice choice, ISearchStore store, GlyphClient client, CancellationToken cancellationToken)
    {
        var searches = Searches(parsed, store);
        var formats = Formats(parsed, searches.Count);
        var (folder, archive) = (parsed.GetValue(_folder)?.FullName, parsed.GetValue(_archive));
        var results = new List<ExportResult>();
        foreach (var search in searches)
        {
            var remote = new RemoteExport(client, search.Id, choice, parsed.GetValue(_reportPages));
            var result = folder is null
                ? new ExportResult(null, null)
                : await remote.LoadAsync(formats, searches.Count == 1 ? folder : Path.Combine(folder, search.Id), cancellationToken).ConfigureAwait(false);
            if (archive is not null)
            {
                await WriteAsync(archive.FullName, stream => remote.DownloadAsync("archive", stream, cancellationToken)).ConfigureAwait(false);
            }

            results.Add(result with { Search = search.Id, Archive = archive?.FullName });
        }

        return results;
    }

    private List<Search> Searches(ParseResult parsed, ISearchStore store)
    {
        var asked = parsed.GetValue(_searches) is { Length: > 0 } given ? given : new string?[] { null };
        return [.. asked.Select(id => store.Require(id)).DistinctBy(search => search.Id, StringComparer.Ordinal)];
    }

    private List<IExportFormat> Formats(ParseResult parsed, int searches)
    {
        var problems = new List<string>();
        var (folder, archive) = (parsed.GetValue(_folder), parsed.GetValue(_archive));
        string[] names = [.. (parsed.GetValue(_formats) ?? []).SelectMany(name => name.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        IReadOnlyList<IExportFormat> formats = [];
        try
        {
            formats = folder is null && names.Length == 0 ? [] : ExportCatalog.Choose(names);
        }
        catch (InvalidInputException e)
        {
            problems.AddRange(e.Problems);
        }

        if (folder is null && (archive is null || names.Length > 0 || parsed.GetValue(_report)))
        {
            problems.Add("--out is needed: the folder to export into; only --archive FILE goes without it");
        }

        if (archive is not null && searches > 1)
        {
            problems.Add("--archive holds one search; export several one by one");
        }

        if (problems.Count > 0)
        {
            throw new InvalidInputException(problems);
        }

        var report = ExportCatalog.Find("report")!;
        return [.. formats, .. parsed.GetValue(_report) && !formats.Contains(report) ? new[] { report } : []];
    }

    private async Task<string?> ArchiveAsync(ParseResult parsed, ExportContext context, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_archive) is not { } file)
        {
            return null;
        }

        await WriteAsync(file.FullName, stream => SearchArchive.WriteAsync(context.Store, context.Ledger, context.Search, stream, cancellationToken)).ConfigureAwait(false);
        return file.FullName;
    }

    private static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        using var aside = new MemoryStream();
        await write(aside).ConfigureAwait(false);
        AtomicFile.Write(path, aside.WriteTo);
    }
}
