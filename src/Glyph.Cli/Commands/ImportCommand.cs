using System.CommandLine;
using Glyph.Core;
using Glyph.Daemon.Client;
using Glyph.Daemon.Exporting.Archiving;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph import</c>: searches from archives.</summary>
internal static class ImportCommand
{
    public static Command Create(CliContext context)
    {
        var files = new Argument<FileInfo[]>("files") { Description = "Archives that 'glyph export --archive' wrote.", Arity = ArgumentArity.OneOrMore };
        var newId = new Option<string?>("--as") { Description = "The id that the search is to have here. [default: its own]" };
        var json = CommonOptions.Json();
        var command = new Command("import",
            "Add searches from archives to a database, which is made if it is not there: all of the files or, if one is damaged or its id is taken, none. "
            + "An imported search is listed, analysed, exported and resumed like any other; the fonts, the reader and the tokenizer that it names must be here for the latter two.")
        {
            files, newId, json,
        };
        var stores = new StoreOptions().AddTo(command);
        Examples.AddTo(command,
            ("glyph import book.glyph.gz", "add a search under its own id"),
            ("glyph import book.glyph.gz --as book-again --db other.db", "add it to another database under another id"));
        command.SetAction(context.Guard(async (parsed, cancellationToken) =>
        {
            using var open = stores.OpenDaemon(parsed) ?? stores.OpenFile(parsed);
            var archives = parsed.GetValue(files)!;
            var imported = open.Client is { } client
                ? await UploadAsync(client, archives, parsed.GetValue(newId), cancellationToken).ConfigureAwait(false)
                : ArchiveImport.Import(open.Store, open.Ledger, [.. archives.Select(file => file.FullName)], parsed.GetValue(newId), rules: null, cancellationToken);
            if (parsed.GetValue(json))
            {
                context.WriteJson(imported);
                return ExitCodes.Done;
            }

            foreach (var search in imported)
            {
                context.Output.WriteLine($"search {search.Search}, {Text.Words(search.State)}, {Text.Whole(search.Trials)} trials: added to {open.Store.Location}");
                foreach (var note in search.Notes)
                {
                    context.Output.WriteLine($"  note: {note}");
                }
            }

            return ExitCodes.Done;
        }));
        return command;
    }

    /// <summary>Sends archives to a daemon one by one; the first that it refuses ends it, and those before it are there.</summary>
    private static async Task<IReadOnlyList<ImportedSearch>> UploadAsync(GlyphClient client, FileInfo[] archives, string? newId, CancellationToken cancellationToken)
    {
        if (newId is not null && archives.Length > 1)
        {
            throw new InvalidInputException("--as names one search; import one file with it");
        }

        var imported = new List<ImportedSearch>();
        foreach (var archive in archives)
        {
            if (!archive.Exists)
            {
                throw new InvalidInputException($"{archive.FullName}: there is no such file");
            }

            await using var file = archive.OpenRead();
            imported.Add(await client.UploadAsync<ImportedSearch>(newId is null ? "import" : $"import?as={Uri.EscapeDataString(newId)}", file, cancellationToken).ConfigureAwait(false));
        }

        return imported;
    }
}
