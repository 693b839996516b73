using System.CommandLine;
using Glyph.Cli.Progress;
using Glyph.Core.Trials;
using Glyph.Daemon.Exporting;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph front</c>: the Pareto front of a search.</summary>
internal static class FrontCommand
{
    public static Command Create(CliContext context)
    {
        var searchId = CommonOptions.SearchId();
        var json = CommonOptions.Json();
        var command = new Command("front", "Show the Pareto front of a search: accuracy against compression.") { searchId, json };
        var stores = new StoreOptions().AddTo(command);
        Examples.AddTo(command, ("glyph front", "the newest search"), ("glyph front --search 20261122 --json", "a named one, for programs"));
        command.SetAction(context.Guard((parsed, _) =>
        {
            using var open = stores.OpenExisting(parsed);
            var store = open.Store;
            var search = store.Require(parsed.GetValue(searchId));
            var summary = SearchSummary.Of(store, search);
            if (parsed.GetValue(json))
            {
                context.WriteJson(new
                {
                    Search = search.Id,
                    Hypervolume = ParetoFront.Hypervolume(summary.Front.Select(t => t.Objectives!.Value), ParetoFront.Reference),
                    Mark = summary.Mark?.Number,
                    Recommended = summary.Recommendation.Default()?.Trial.Number,
                    Trials = summary.Front.Select(summary.Record),
                });
                return Task.FromResult(ExitCodes.Done);
            }

            FrontView.Show(context.Console(), summary);
            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }
}
