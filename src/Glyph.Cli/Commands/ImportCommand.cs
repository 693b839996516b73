using System.CommandLine;
using Glyph.Daemon.Exporting.Archiving;
using Glyph.Store;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph import</c>: searches from archives.</summary>
internal static class ImportCommand
{
    public static Command Create(CliContext context)
    {
        var files = new Argument<FileInfo[]>("files") { Description = "Archives that 'glyph export --archive' wrote.", Arity = ArgumentArity.OneOrMore };
        var newId = new Option<string?>("--as") { Description = "The id that the search is to have here. [default: its own]" };
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        var command = new Command("import",
            "Add searches from archives to a database, which is made if it is not there: all of the files or, if one is damaged or its id is taken, none. "
            + "An imported search is listed, analysed, exported and resumed like any other; the fonts, the reader and the tokenizer that it names must be here for the latter two.")
        {
            files, newId, database, json,
        };
        Examples.AddTo(command,
            ("glyph import book.glyph.gz", "add a search under its own id"),
            ("glyph import book.glyph.gz --as book-again --db other.db", "add it to another database under another id"));
        command.SetAction(context.Guard((parsed, cancellationToken) =>
        {
            // A daemon that owns the database refuses: its file is in use, and says by whom.
            using var store = LiteDbSearchStore.Open(parsed.GetValue(database)!.FullName);
            var imported = ArchiveImport.Import(store, store, [.. parsed.GetValue(files)!.Select(file => file.FullName)], parsed.GetValue(newId), cancellationToken);
            if (parsed.GetValue(json))
            {
                context.WriteJson(imported);
                return Task.FromResult(ExitCodes.Done);
            }

            foreach (var search in imported)
            {
                context.Output.WriteLine($"search {search.Search}, {Text.Words(search.State)}, {Text.Whole(search.Trials)} trials: added to {store.Location}");
                foreach (var note in search.Notes)
                {
                    context.Output.WriteLine($"  note: {note}");
                }
            }

            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }
}
