using System.CommandLine;
using Spectre.Console;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph list</c>: the searches of a database.</summary>
internal static class ListCommand
{
    public static Command Create(CliContext context)
    {
        var json = CommonOptions.Json();
        var command = new Command("list", "List the searches of a database, newest first.") { json };
        var stores = new StoreOptions().AddTo(command);
        Examples.AddTo(command, ("glyph list", "the searches in ./glyph.db"), ("glyph list --db team.db --json", "another for programs"));
        command.SetAction(context.Guard((parsed, _) =>
        {
            using var open = stores.OpenExisting(parsed);
            var rows = open.Infos();
            if (parsed.GetValue(json))
            {
                context.WriteJson(rows);
                return Task.FromResult(ExitCodes.Done);
            }

            var table = new Table().Border(TableBorder.Rounded)
                .AddColumns("search", "state", "begun", "space", "corpus", "target", "read", "front", "hypervolume", "proposes");
            foreach (var row in rows)
            {
                table.AddRow(
                    Markup.Escape(row.Id),
                    Markup.Escape(row.State),
                    row.CreatedAt.ToString("u", System.Globalization.CultureInfo.InvariantCulture),
                    Markup.Escape(row.Space),
                    Markup.Escape(row.Corpus),
                    Markup.Escape(row.Target),
                    $"{Text.Whole(row.Evaluations)}/{Text.Whole(row.Budget)}",
                    Text.Whole(row.Front),
                    Text.Number(row.Hypervolume),
                    Markup.Escape(row.Llms.Count > 0 ? string.Join(", ", row.Llms) : "classical"));
            }

            context.Console().Write(table);
            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }
}
