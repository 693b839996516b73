using System.CommandLine;
using System.Globalization;
using Glyph.Core;
using Glyph.Daemon.Serving;
using Spectre.Console;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph key</c>: the keys of a daemon that others reach.</summary>
internal static class KeyCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("key", "Make, list and revoke the keys with which others reach a daemon.");
        Examples.AddTo(command, ("glyph key create laptop", "prints the key once; only its hash is kept"), ("glyph key revoke laptop", "it counts no more, at once"));
        command.Add(CreateKey(context));
        command.Add(List(context));
        command.Add(Revoke(context));
        return command;
    }

    private static Command CreateKey(CliContext context)
    {
        var (name, database, json) = (Name(), CommonOptions.Database(), CommonOptions.Json());
        var command = new Command("create", "Make a key, and print it once.") { name, database, json };
        Examples.AddTo(command, ("glyph key create laptop --db /var/lib/glyph/glyph.db", "for the daemon of that database"));
        command.SetAction(context.Guard((parsed, _) =>
        {
            if (string.IsNullOrWhiteSpace(parsed.GetValue(name)))
            {
                throw new InvalidInputException("NAME is empty; it must say what the key is for");
            }

            var key = Keys(parsed, database).Create(parsed.GetValue(name)!, context.Time.GetUtcNow());
            if (parsed.GetValue(json))
            {
                context.WriteJson(new { Name = parsed.GetValue(name), Key = key });
            }
            else
            {
                context.Output.WriteLine(key);
            }

            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }

    private static Command List(CliContext context)
    {
        var (database, json) = (CommonOptions.Database(), CommonOptions.Json());
        var command = new Command("list", "List the keys by name.") { database, json };
        Examples.AddTo(command, ("glyph key list", "of ./glyph.db"));
        command.SetAction(context.Guard((parsed, _) =>
        {
            var keys = Keys(parsed, database).All();
            if (parsed.GetValue(json))
            {
                context.WriteJson(keys.Select(key => new { key.Name, key.CreatedAt }));
                return Task.FromResult(ExitCodes.Done);
            }

            var table = new Table().Border(TableBorder.Rounded).AddColumns("key", "made");
            foreach (var key in keys)
            {
                table.AddRow(Markup.Escape(key.Name), key.CreatedAt.ToString("u", CultureInfo.InvariantCulture));
            }

            context.Console().Write(table);
            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }

    private static Command Revoke(CliContext context)
    {
        var (name, database) = (Name(), CommonOptions.Database());
        var command = new Command("revoke", "Revoke a key; a running daemon knows at once.") { name, database };
        Examples.AddTo(command, ("glyph key revoke laptop", "of ./glyph.db"));
        command.SetAction(context.Guard((parsed, _) =>
        {
            Keys(parsed, database).Revoke(parsed.GetValue(name)!);
            context.Output.WriteLine($"the key '{parsed.GetValue(name)}' counts no more");
            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }

    private static Argument<string> Name() => new("NAME") { Description = "What the key is for." };

    private static ApiKeys Keys(ParseResult parsed, Option<FileInfo> database) => new(DaemonOptions.KeyFileOf(parsed.GetValue(database)!.FullName));
}
