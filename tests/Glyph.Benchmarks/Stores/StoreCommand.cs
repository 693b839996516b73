using System.CommandLine;

namespace Glyph.Benchmarks.Stores;

/// <summary><c>store</c>: what a store of many trials takes.</summary>
internal static class StoreCommand
{
    /// <summary>Runs a command line without its first word.</summary>
    public static Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var trials = new Option<int>("--trials") { Description = "Trials of the one search, at least 1,000.", DefaultValueFactory = _ => 10_000 };
        trials.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1000)
            {
                result.AddError("--trials must be at least 1000");
            }
        });
        var space = new Option<string>("--space") { Description = "A shipped space's name, or a file; it must have many more configs than trials.", DefaultValueFactory = _ => "glyph-paper" };
        var file = new Option<FileInfo?>("--file") { Description = "The database; one that is there already is measured as it is. [default: a temporary one]" };
        var runs = new Option<int>("--runs") { Description = "Runs of each step; the first and the median are told.", DefaultValueFactory = _ => 5 };
        var command = new RootCommand("Times of a store of many trials, as a table.") { trials, space, file, runs };
        command.SetAction((parsed, token) => StoreTimes.RunAsync(parsed.GetValue(trials), parsed.GetValue(space)!, parsed.GetValue(file)?.FullName, parsed.GetValue(runs), token));
        return command.Parse(args).InvokeAsync();
    }
}
