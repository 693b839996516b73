using Glyph.Daemon.Exporting;
using Glyph.Evolution.Confirming;
using Spectre.Console;

namespace Glyph.Cli.Progress;

/// <summary>A search's front for people.</summary>
internal static class FrontView
{
    /// <summary>Shows the front as a table, with the published config and the recommended trial named.</summary>
    public static void Show(IAnsiConsole console, SearchSummary summary)
    {
        if (summary.Front.Count == 0)
        {
            console.WriteLine("no trial is complete yet");
            return;
        }

        var shown = summary.Mark is { } mark && summary.Front.All(t => t.Number != mark.Number) ? summary.Front.Append(mark) : summary.Front;
        console.Write(TrialTable.Of(shown, summary.Confirmed, summary.Mark?.Number));
        if (summary.Mark is not null)
        {
            console.MarkupLine("[grey]* the paper's published config. 'again': accuracy on fresh lines, not those that it was chosen by.[/]");
        }

        if (summary.Recommendation.Default() is { } recommended)
        {
            console.MarkupLineInterpolated($"recommended: trial {Text.Whole(recommended.Trial.Number)}, {Text.Times(recommended.Compression)} at {Text.Percent(recommended.Accuracy)} on the search texts");
        }

        var needs = Enum.GetValues<Need>().Select(summary.Recommendation.For).Where(pick => pick.IsMet)
            .Select(pick => $"{Text.Words(pick.Need)} trial {Text.Whole(pick.Trial!.Trial.Number)}, {Text.Times(pick.Trial.Compression)} at {Text.Percent(pick.Trial.Accuracy)}").ToList();
        if (needs.Count > 0)
        {
            console.MarkupLineInterpolated($"by need: {string.Join("; ", needs)} (why: glyph analyze; glyph export --need NAME)");
        }
    }
}
