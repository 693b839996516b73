using System.CommandLine;

namespace Glyph.Benchmarks.Problems;

/// <summary><c>problem</c>: standard problems of multi-objective optimization; for scripts.</summary>
internal static class ProblemCommand
{
    /// <summary>Runs a command line without its first word.</summary>
    public static Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var name = new Argument<string>("problem") { Description = string.Join(", ", StandardProblem.Names) };
        var seed = new Option<long>("--seed") { Description = "The seed of the search.", DefaultValueFactory = _ => 1 };
        var evaluations = new Option<int>("--evaluations") { Description = "Its budget.", DefaultValueFactory = _ => 1000 };
        var population = new Option<int>("--population") { Description = "Who survives.", DefaultValueFactory = _ => 20 };
        StandardProblem Open(ParseResult parsed) => StandardProblem.Open(parsed.GetValue(name)!);

        var best = new Command("best", "The hypervolume of the published front.") { name };
        best.SetAction(parsed => ProblemRuns.TellBest(Open(parsed)));
        var run = new Command("run", "Runs Glyph's NSGA-II.") { name, seed, evaluations, population };
        run.SetAction(parsed => ProblemRuns.Run(Open(parsed), parsed.GetValue(seed), parsed.GetValue(evaluations), parsed.GetValue(population)));
        var serve = new Command("serve", "Answers genomes, a line of JSON each.") { name };
        serve.SetAction(parsed => ProblemRuns.Serve(Open(parsed), Console.In, Console.Out));
        return new RootCommand("Standard problems for comparing optimizers.") { best, run, serve }.Parse(args).InvokeAsync();
    }
}
