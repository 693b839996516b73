using System.CommandLine;
using System.Text.Json;
using Glyph.Core;
using Glyph.Evolution.Llm;
using Spectre.Console;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph journal</c>: what language models were asked, what they answered, and what became of it.</summary>
internal static class JournalCommand
{
    public static Command Create(CliContext context)
    {
        var searchId = CommonOptions.SearchId();
        var json = CommonOptions.Json();
        var file = new Option<FileInfo?>("--out") { Description = "A file to export into, an exchange a line, for --llm-replay." };
        var command = new Command("journal", "Show what proposing language models were asked and answered, and what became of each idea.") { searchId, file, json };
        var stores = new StoreOptions().AddTo(command);
        Examples.AddTo(command, ("glyph journal", "the newest search"), ("glyph journal --search 20261122 --out journal.jsonl", "a named one, exported to be replayed"));
        command.SetAction(context.Guard((parsed, _) =>
        {
            using var open = stores.OpenExisting(parsed);
            var store = open.Store;
            var search = store.Require(parsed.GetValue(searchId));
            var lines = JournalLine.Of(store.Journal(search.Id), store.Ideas(search.Id));
            if (parsed.GetValue(file) is { } target)
            {
                AtomicFile.WriteText(target.FullName, string.Concat(lines.Select(line => $"{JsonSerializer.Serialize(line, GlyphJson.Compact)}\n")));
            }

            if (parsed.GetValue(json))
            {
                context.WriteJson(new { Search = search.Id, Lines = lines });
            }
            else if (parsed.GetValue(file) is { } written)
            {
                context.Output.WriteLine($"{Text.Whole(lines.Count)} exchanges of search {search.Id} are in {written.FullName}");
            }
            else
            {
                Show(context.Console(), lines);
            }

            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }

    private static void Show(IAnsiConsole console, IReadOnlyList<JournalLine> lines)
    {
        if (lines.Count == 0)
        {
            console.WriteLine("no language model was asked");
            return;
        }

        foreach (var (entry, ideas) in lines.Select(line => (line.Entry, line.Ideas)))
        {
            var spent = entry.Spent;
            console.WriteLine($"{entry.Id}: {Text.Whole(spent.Requests)} requests, {Text.Whole(spent.InputTokens)} tokens in, {Text.Whole(spent.OutputTokens)} out, {Text.Number(entry.Duration.TotalSeconds)} s"
                + (entry.Error is { } error ? $"; {Plain(error)}" : ""));
            foreach (var idea in ideas)
            {
                console.WriteLine($"  idea {Text.Whole(idea.Index + 1)}: {idea.Outcome}{(idea.Detail is { } detail ? $": {Plain(detail)}" : "")}");
            }
        }
    }

    /// <summary>A model's words without what would command a terminal.</summary>
    private static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
