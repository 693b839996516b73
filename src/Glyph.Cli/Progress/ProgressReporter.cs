using Glyph.Core.Searching;
using Glyph.Core.Trials;
using Spectre.Console;

namespace Glyph.Cli.Progress;

/// <summary>Shows a search's events as they come: redrawn on a terminal, as lines elsewhere.</summary>
internal static class ProgressReporter
{
    /// <summary>Takes every event of a search and shows it.</summary>
    /// <returns>What is known when the events end.</returns>
    public static async Task<SearchProgress> FollowAsync(IAsyncEnumerable<SearchEvent> events, IAnsiConsole console, TimeProvider time, Func<int, Trial?> load)
    {
        var progress = new SearchProgress(time, load);
        if (!console.Profile.Capabilities.Interactive || !console.Profile.Out.IsTerminal)
        {
            await foreach (var searchEvent in events.ConfigureAwait(false))
            {
                progress.On(searchEvent);
                PlainProgress.Write(console.Profile.Out.Writer, searchEvent, progress);
            }

            return progress;
        }

        await console.Live(LiveProgress.View(progress)).AutoClear(false).Overflow(VerticalOverflow.Crop).StartAsync(async live =>
        {
            await foreach (var searchEvent in events.ConfigureAwait(false))
            {
                progress.On(searchEvent);
                live.UpdateTarget(LiveProgress.View(progress));
            }
        }).ConfigureAwait(false);
        return progress;
    }
}
