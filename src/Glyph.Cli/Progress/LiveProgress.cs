using System.Globalization;
using Glyph.Core.Trials;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Glyph.Cli.Progress;

/// <summary>Progress on a terminal: one view that is redrawn.</summary>
internal static class LiveProgress
{
    /// <summary>Rows of the front that are shown while the search runs.</summary>
    private const int FrontRows = 10;

    /// <summary>What the terminal shows now.</summary>
    public static IRenderable View(SearchProgress progress)
    {
        var search = progress.Search;
        if (search is null)
        {
            return new Markup("[grey]getting ready...[/]");
        }

        var budget = search.Request.Budget.Evaluations;
        var head = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        head.AddRow("[bold]search[/]", Markup.Escape(search.Id));
        head.AddRow("trials", string.Create(CultureInfo.InvariantCulture,
            $"{Bar(progress.Evaluations, budget)} {progress.Evaluations}/{budget} read, {progress.Rejected} rejected for free, generation {progress.Generation}"));
        head.AddRow("time", $"{Text.Time(progress.Elapsed)}{(progress.Remaining is { } eta ? $", about {Text.Time(eta)} to go" : "")}");
        head.AddRow("front", string.Create(CultureInfo.InvariantCulture, $"{progress.Front.Count} trials, hypervolume {progress.Hypervolume:0.0000}"));
        head.AddRow("best", $"[bold green]{Markup.Escape(PlainProgress.BestLine(progress))}[/]");
        if (progress.Newest is { } newest)
        {
            head.AddRow("newest", Markup.Escape($"#{Text.Whole(newest.Number)} {newest.Candidate.Provenance.Proposer}: {Outcome(newest)}"));
        }

        if (progress.Note is { } note)
        {
            head.AddRow("note", $"[yellow]{Markup.Escape(note)}[/]");
        }

        return new Rows(head, TrialTable.Of(progress.FrontTrials(FrontRows)));
    }

    private static string Outcome(Trial trial) => trial.Objectives is { } objectives
        ? $"{Text.Times(objectives.Compression)} at {Text.Percent(objectives.Accuracy)}"
        : trial.Error ?? string.Join("; ", trial.Violations);

    private static string Bar(int done, int total)
    {
        const int width = 24;
        var filled = Math.Clamp(done * width / Math.Max(1, total), 0, width);
        return $"[green]{new string('━', filled)}[/][grey]{new string('━', width - filled)}[/]";
    }
}
