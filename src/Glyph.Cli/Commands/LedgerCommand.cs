using System.CommandLine;
using System.Globalization;
using Glyph.Core.Spending;
using Spectre.Console;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph ledger</c>: what a search spent on models.</summary>
internal static class LedgerCommand
{
    /// <summary>What stands in the place of an outcome where a process died between sending a request and settling it.</summary>
    private const string Unsettled = "unsettled";

    public static Command Create(CliContext context)
    {
        var searchId = CommonOptions.SearchId();
        var json = CommonOptions.Json();
        var command = new Command("ledger", "Show what a search spent on served models: by purpose and outcome, and how far its limits are used.") { searchId, json };
        var stores = new StoreOptions().AddTo(command);
        Examples.AddTo(command, ("glyph ledger", "the newest search"), ("glyph ledger --search 20261122 --json", "a named one, for programs"));
        command.SetAction(context.Guard((parsed, _) =>
        {
            using var open = stores.OpenExisting(parsed);
            var store = open.Store;
            var search = store.Require(parsed.GetValue(searchId));
            var rows = Rows(open.Ledger.Lines(search.Id));
            var (terms, spent) = (open.Ledger.Terms(search.Id), open.Ledger.Spent(search.Id));
            if (parsed.GetValue(json))
            {
                context.WriteJson(new { Search = search.Id, terms.Prices?.Currency, Spent = spent, terms.Limits, Rows = rows });
            }
            else
            {
                Show(context.Console(), rows, terms, spent);
            }

            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }

    private static List<Row> Rows(IReadOnlyList<LedgerLine> lines) =>
        [.. lines
            .GroupBy(line => (line.Reservation.Purpose, Outcome: line.Settlement?.Outcome ?? Unsettled))
            .OrderBy(group => group.Key.Purpose)
            .ThenBy(group => group.Key.Outcome, StringComparer.Ordinal)
            .Select(group => new Row(
                group.Key.Purpose,
                group.Key.Outcome,
                group.Aggregate(default(Spend), (sum, line) => sum + line.Counted),
                group.Sum(line => line.Settlement?.Duration.TotalSeconds ?? 0),
                group.Count(line => line.Settlement?.Estimated ?? true)))];

    private static void Show(IAnsiConsole console, List<Row> rows, SpendTerms terms, Spend spent)
    {
        if (rows.Count == 0)
        {
            console.WriteLine("no request was sent");
            return;
        }

        var currency = terms.Prices?.Currency;
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns("purpose", "outcome", "requests", "tokens in", "tokens out", currency ?? "cost", "seconds", "estimated");
        foreach (var row in rows)
        {
            table.AddRow(Cells(row.Purpose.ToString().ToLowerInvariant(), row.Outcome, row.Spent, row.Seconds, row.Estimated));
        }

        table.AddRow(Cells("all", "", spent, rows.Sum(row => row.Seconds), rows.Sum(row => row.Estimated)));
        console.Write(table);
        if (rows.Exists(row => row.Outcome is Unsettled))
        {
            console.WriteLine($"{Unsettled}: the process died before the answer came; counted at the most that it can have cost");
        }

        ShowUse(console, $"{currency} (--max-cost)", spent.Cost, terms.Limits.Cost);
        ShowUse(console, "requests (--max-requests)", spent.Requests, terms.Limits.Requests);
        ShowUse(console, "tokens (--max-tokens)", spent.InputTokens + spent.OutputTokens, terms.Limits.Tokens);
        if (currency is null)
        {
            console.WriteLine("no prices are known; --prices gives them");
        }
    }

    private static string[] Cells(string purpose, string outcome, Spend spent, double seconds, int estimated) =>
    [
        purpose,
        Markup.Escape(outcome),
        Text.Whole(spent.Requests),
        Text.Whole(spent.InputTokens),
        Text.Whole(spent.OutputTokens),
        Amount(spent.Cost),
        Text.Number(seconds),
        Text.Whole(estimated),
    ];

    private static void ShowUse(IAnsiConsole console, string what, decimal used, decimal? limit)
    {
        if (limit is { } most)
        {
            var part = most > 0 ? $", {Text.Percent((double)(used / most))}" : "";
            console.WriteLine($"{Amount(used)} of {Amount(most)} {what}{part}");
        }
    }

    private static string Amount(decimal value) => value.ToString("#,0.######", CultureInfo.InvariantCulture);

    /// <summary>The requests of one purpose that ended in one way.</summary>
    /// <param name="Purpose">What for.</param>
    /// <param name="Outcome">How they ended.</param>
    /// <param name="Spent">What counts as spent.</param>
    /// <param name="Seconds">How long they took, together.</param>
    /// <param name="Estimated">How many of them count at what was reserved, because nobody said what they cost.</param>
    private sealed record Row(SpendPurpose Purpose, string Outcome, Spend Spent, double Seconds, int Estimated);
}
