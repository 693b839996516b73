using System.Diagnostics;
using System.Globalization;
using Glyph.Benchmarks.Landscapes;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;
using Glyph.Evolution;
using Glyph.Evolution.Loop;
using Glyph.Evolution.Surrogate;
using Glyph.Evolution.Variation;
using Glyph.Store;

namespace Glyph.Benchmarks.Stores;

/// <summary>Measures what a search of many trials asks of its store and of its loop, as a Markdown table of milliseconds by the clock, and by processor time of all threads.</summary>
internal static class StoreTimes
{
    private const int Appends = 50;

    /// <summary>Makes the database where there is none, and measures.</summary>
    public static async Task<int> RunAsync(int trials, string spaceName, string? file, int runs, CancellationToken cancellationToken)
    {
        var space = LandscapeOptions.OpenSpace(spaceName);
        var maker = new StoreMaker(space);
        var path = file ?? Path.Combine(Directory.CreateTempSubdirectory("glyph-store").FullName, "store.db");
        if (!File.Exists(path))
        {
            var started = Stopwatch.GetTimestamp();
            maker.Make(path, trials);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"made {path}: {new FileInfo(path).Length / 1e6:0} MB in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"));
        }

        Console.WriteLine("| step | first, ms | median, ms | processor, ms |\n|---|---|---|---|");
        await MeasureAsync(path, space, maker, runs, cancellationToken);
        if (file is null)
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }

        return 0;
    }

    private static async Task MeasureAsync(string path, SearchSpace space, StoreMaker maker, int runs, CancellationToken cancellationToken)
    {
        await TellAsync("open and close", runs, () =>
        {
            LiteDbSearchStore.Open(path).Dispose();
            return Task.CompletedTask;
        });
        using var store = LiteDbSearchStore.Open(path);
        var search = store.Find(StoreMaker.SearchId)!;
        IReadOnlyList<TrialPoint> points = [];
        await TellAsync("load the points", runs, () => Task.FromResult(points = store.Points(search.Id)));
        await TellAsync("their front", runs, () => Task.FromResult(ParetoFront.Of(points)));
        IReadOnlyList<Generation> generations = [];
        await TellAsync("load the checkpoints", runs, () => Task.FromResult(generations = store.Generations(search.Id)));
        var archive = new TrialArchive(points, number => store.Trial(search.Id, number));
        await TellAsync("archive the points", runs, () => Task.FromResult(new TrialArchive(points, number => store.Trial(search.Id, number))));

        IProposer[] proposers = [new SurrogateProposer(), new VariationProposer(), new PriorProposer()];
        var history = archive.Before(generations.Count);
        var standing = Standing.Of(history, new GlyphEngine(proposers), search.Request.Population);
        await TellAsync("survivors, front, evaluations", runs, () => Task.FromResult(Standing.Of(history, new GlyphEngine(proposers), search.Request.Population)));
        await TellAsync("shares of the proposers", runs, () => Task.FromResult(Bandit.Shares([.. proposers.Select(p => p.Name)], [1, 1, 1], generations)));
        foreach (var proposer in proposers)
        {
            var parts = new SearchParts
            {
                Store = store,
                Evaluator = new FormulaEvaluator(),
                Space = space,
                PixelGrid = FormulaEvaluator.Grid,
                Engine = new GlyphEngine([proposer]),
                Marks = [maker.Mark],
                Time = TimeProvider.System,
            };
            await TellAsync($"next generation, by {proposer.Name}", runs, () =>
            {
                // All that is done between two generations, and nothing of it known before.
                var fresh = new TrialArchive(points, number => store.Trial(search.Id, number));
                var now = Standing.Of(fresh.Before(generations.Count), parts.Engine, search.Request.Population);
                return new GenerationPlanner(search, parts).PlanAsync(generations.Count, now, generations, search.Request.BatchSize, cancellationToken);
            });
        }

        var next = points.Count;
        await TellAsync("append a trial", Appends, () =>
        {
            store.Append(search.Id, maker.Trial(++next));
            return Task.CompletedTask;
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\n{points.Count} trials, {generations.Count} generations, {standing.Front.Count} trials on the front, {standing.Survivors.Count} survivors; {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB at most"));
    }

    private static async Task TellAsync(string step, int runs, Func<Task> act)
    {
        var (times, processor) = (new List<double>(), new List<double>());
        for (var i = 0; i < runs; i++)
        {
            var (started, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            await act();
            processor.Add((Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {step} | {times[0]:0.0} | {times.Order().ElementAt(runs / 2):0.0} | {processor.Order().ElementAt(runs / 2):0.0} |"));
    }
}
