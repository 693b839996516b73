using System.Globalization;
using Glyph.Evolution.Analysis;
using Spectre.Console;

namespace Glyph.Cli.Progress;

/// <summary>Analyses of searches for people.</summary>
internal sealed class AnalysisView(IAnsiConsole console)
{
    /// <summary>Trials that are less probably on the front than this are not shown.</summary>
    private const double LeastProbability = 0.05;

    /// <summary>Shows all of one search.</summary>
    public void Show(SearchAnalysis analysis)
    {
        console.MarkupLineInterpolated($"[bold]search {analysis.Search}[/]");
        ShowImportance(analysis.Importance);
        ShowAttainment(analysis.Attainment);
        ShowLedger(analysis.Ledger);
        ShowMembership(analysis.Membership);
        ShowNeeds(analysis);
    }

    /// <summary>Shows what several searches attained.</summary>
    public void ShowTogether(IReadOnlyList<EmpiricalAttainmentPoint> points, int searches)
    {
        var table = Table($"attained by {Text.Whole(searches)} searches: median (lower to upper quartile)", ["evaluations", .. Levels, "hypervolume"]);
        foreach (var mark in Attainment.Marks(points.Count))
        {
            var point = points[mark - 1];
            table.AddRow([Text.Whole(mark), .. point.Best.Select(best => Of(best, Text.Times)), Of(point.Hypervolume, Text.Number)]);
        }

        console.Write(table);
        static string Of(Quartiles quartiles, Func<double, string> text) => $"{text(quartiles.Median)} ({text(quartiles.Low)} to {text(quartiles.High)})";
    }

    private static IEnumerable<string> Levels => Attainment.Levels.Select(level => string.Create(CultureInfo.InvariantCulture, $"at >= {100 * level:0} %"));

    private void ShowImportance(ParameterImportance importance)
    {
        if (importance.Problem is { } problem)
        {
            console.MarkupLineInterpolated($"importance of parameters: {problem}");
            return;
        }

        var table = Table(
            $"share of the variance over the space that a parameter explains, from {Text.Whole(importance.Trials)} trials",
            ["parameter", .. importance.Goals.Select(g => Text.Words(g.Goal))]);
        foreach (var parameter in importance.Goals[0].Singles.Select(s => s.Parameter))
        {
            table.AddRow([Markup.Escape(parameter), .. importance.Goals.Select(g => Text.Percent(g.Singles.First(s => string.Equals(s.Parameter, parameter, StringComparison.Ordinal)).Share))]);
        }

        console.Write(table);
        foreach (var goal in importance.Goals.Where(g => g.Pairs.Count > 0))
        {
            console.MarkupLineInterpolated($"pairs, {Text.Words(goal.Goal)}: {string.Join(", ", goal.Pairs.Select(p => $"{p.First} x {p.Second} {Text.Percent(p.Share)}"))}");
        }
    }

    private void ShowAttainment(IReadOnlyList<AttainmentPoint> series)
    {
        var table = Table("attained: the best compression at an accuracy, and the hypervolume", ["evaluations", .. Levels, "hypervolume"]);
        foreach (var point in Attainment.Marks(series.Count).Select(mark => series[mark - 1]))
        {
            table.AddRow([Text.Whole(point.Evaluations), .. point.Best.Select(best => best > 0 ? Text.Times(best) : "-"), Text.Number(point.Hypervolume)]);
        }

        console.Write(table);
    }

    private void ShowLedger(CreditLedger ledger)
    {
        var table = Table("proposers", ["proposer", "proposed", "dropped", "evaluations", "samples", "requests", "tokens", "gained", "of the hypervolume"]);
        foreach (var line in ledger.Lines)
        {
            table.AddRow(
                Markup.Escape(line.Proposer),
                Text.Whole(line.Proposed),
                string.Join(", ", line.Dropped.Select(d => $"{Text.Whole(d.Value)} {Text.Words(d.Key)}")),
                Text.Whole(line.Evaluations),
                Text.Whole(line.Samples),
                Text.Whole(line.Spent.Requests),
                Text.Whole(line.Spent.InputTokens + line.Spent.OutputTokens),
                Text.Number(line.Gained),
                Text.Percent(line.Share));
        }

        console.Write(table);
        foreach (var difference in ledger.Differences)
        {
            console.MarkupLineInterpolated($"[yellow]does not add up: {difference}[/]");
        }
    }

    private void ShowMembership(IReadOnlyList<FrontMembership> membership) => console.MarkupLineInterpolated(
        $"probably on the true front: {string.Join(", ", membership.Where(m => m.Probability >= LeastProbability).Select(m => string.Create(CultureInfo.InvariantCulture, $"trial {m.Trial} {100 * m.Probability:0} %")))}");

    private void ShowNeeds(SearchAnalysis analysis)
    {
        var table = Table("which trial for which need (glyph export --need NAME)", ["need", "trial", "met", "why"]);
        foreach (var pick in analysis.Needs)
        {
            table.AddRow(
                Text.Words(pick.Need),
                pick.Trial is { } trial ? Text.Whole(trial.Trial.Number) : "-",
                pick.IsMet ? "yes" : "no",
                Markup.Escape(pick.Why));
        }

        console.Write(table);
    }

    private static Table Table(string title, IReadOnlyList<string> columns) =>
        new Table { Title = new TableTitle(Markup.Escape(title)) }.Border(TableBorder.Rounded).AddColumns([.. columns]);
}
