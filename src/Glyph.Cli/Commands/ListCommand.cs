using System.CommandLine;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;
using Spectre.Console;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph list</c>: the searches of a database.</summary>
internal static class ListCommand
{
    public static Command Create(CliContext context)
    {
        var json = CommonOptions.Json();
        var command = new Command("list", "List the searches of a newest first.") { json };
        var stores = new StoreOptions().AddTo(command);
        Examples.AddTo(command, ("glyph list", "the searches in ./glyph.db"), ("glyph list --db team.db --json", "another for programs"));
        command.SetAction(context.Guard((parsed, _) =>
        {
            using var open = stores.OpenExisting(parsed);
            var store = open.Store;
            var rows = store.Searches().Select(search => Row.Of(search, store.Points(search.Id))).ToList();
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
                    row.State.ToString().ToLowerInvariant(),
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

    private sealed record Row(
        string Id, SearchState State, DateTimeOffset CreatedAt, string Space, string Corpus, string Target,
        long Seed, int Evaluations, int Budget, int Front, double Hypervolume, IReadOnlyList<string> Llms, string? StopReason)
    {
        public static Row Of(Search search, IReadOnlyList<TrialPoint> trials)
        {
            var front = ParetoFront.Of(trials);
            return new Row(
                search.Id,
                search.State,
                search.CreatedAt,
                SearchSpace.Parse(search.Request.SpaceJson, "stored space").Name,
                search.Request.Corpus.Name,
                search.Request.Target,
                search.Request.Seed,
                trials.Count(t => t.IsEvaluation),
                search.Request.Budget.Evaluations,
                front.Count,
                ParetoFront.Hypervolume(front.Select(t => t.Objectives!.Value), ParetoFront.Reference),
                [.. search.Request.Llms.Select(model => model.Model)],
                search.StopReason);
        }
    }
}
