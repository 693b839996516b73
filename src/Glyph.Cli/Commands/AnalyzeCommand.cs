using System.CommandLine;
using Glyph.Cli.Progress;
using Glyph.Evolution.Analysis;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph analyze</c>: what a search tells beside its front.</summary>
internal static class AnalyzeCommand
{
    public static Command Create(CliContext context)
    {
        var searchIds = new Option<string[]>("--search")
        {
            Description = "The ids of searches, or their beginnings; of several, what they attained is told together too. [default: the newest]",
            AllowMultipleArgumentsPerToken = true,
        };
        var json = CommonOptions.Json();
        var command = new Command("analyze",
            "Analyze searches: which parameters mattered, what was attained when, what each proposer gained, how sure the front is, and which trial to use for which need.")
        {
            searchIds, json,
        };
        var stores = new StoreOptions().AddTo(command);
        Examples.AddTo(command,
            ("glyph analyze", "the newest search"),
            ("glyph analyze --search 20261122-1931 --search 20261123", "two searches, and what both attained"),
            ("glyph analyze --json", "everything, for programs"));
        command.SetAction(context.Guard((parsed, _) =>
        {
            using var open = stores.OpenExisting(parsed);
            var store = open.Store;
            var asked = parsed.GetValue(searchIds) is { Length: > 0 } given ? given : new string?[] { null };
            var analyses = asked.Select(id => store.Require(id)).DistinctBy(search => search.Id, StringComparer.Ordinal).Select(search => SearchAnalysis.Of(store, search)).ToList();
            var together = analyses.Count > 1 ? Attainment.Empirical([.. analyses.Select(a => a.Attainment)]) : null;
            if (parsed.GetValue(json))
            {
                context.WriteJson(new
                {
                    Levels = Attainment.Levels,
                    Searches = analyses.Select(a => new
                    {
                        a.Search,
                        a.Importance,
                        a.Attainment,
                        a.Ledger,
                        a.Membership,
                        Needs = a.Needs.Select(n => new { n.Need, n.IsMet, Trial = n.Trial?.Trial.Number, Accuracy = n.Trial?.Estimate, n.Trial?.Compression, n.Why }),
                    }),
                    Together = together,
                });
                return Task.FromResult(ExitCodes.Done);
            }

            var view = new AnalysisView(context.Console());
            analyses.ForEach(view.Show);
            if (together is not null)
            {
                view.ShowTogether(together, analyses.Count);
            }

            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }
}
