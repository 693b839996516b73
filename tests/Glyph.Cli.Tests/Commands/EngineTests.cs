using Glyph.Core.Corpora;
using Glyph.Core.Searching;
using Glyph.Evolution;
using Glyph.Store;
using Glyph.Testing;

namespace Glyph.Cli.Tests.Commands;

/// <summary>The choice of an engine, in builds with GeneticSharp and without.</summary>
public sealed class EngineTests : IDisposable
{
    private const string HowToBuild = "dotnet build -c Release -p:UseGeneticSharp=true";

    private readonly TemporaryFolder _folder = new();

    private string Database => _folder.File("a.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_engine_that_the_build_lacks_is_told_with_all_other_problems_before_anything_is_written()
    {
        var run = await CliRun.Of("search", "--engine", "geneticsharp", "--time-limit", "00:00:00", "--db", Database);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--time-limit", run.Error, StringComparison.Ordinal);
        Assert.Equal(!SearchEngines.HasGeneticSharp, run.Error.Contains("--engine", StringComparison.Ordinal));
        Assert.Equal(!SearchEngines.HasGeneticSharp, run.Error.Contains(HowToBuild, StringComparison.Ordinal));
        Assert.False(File.Exists(Database));
    }

    [Fact]
    public async Task An_engine_that_does_not_exist_is_bad_usage()
    {
        var run = await CliRun.Of("search", "--engine", "deap", "--db", Database);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("geneticsharp", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Database));
    }

    [Fact]
    public async Task A_search_goes_on_with_the_engine_that_it_was_begun_with()
    {
        using (var store = LiteDbSearchStore.Open(Database))
        {
            store.Create(Begun());
            store.SetState("begun", SearchState.Interrupted, "interrupted");
        }

        var run = await CliRun.Of("resume", "--db", Database, "--json");

        using var after = LiteDbSearchStore.Open(Database);
        if (SearchEngines.HasGeneticSharp)
        {
            Assert.True(run.ExitCode == 0, run.Error);
            Assert.Equal(SearchState.Finished, after.Find("begun")!.State);
            Assert.Equal(["geneticsharp", "random", "seed"], after.Generations("begun")[0].Proposers.Select(t => t.Proposer).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        }
        else
        {
            Assert.Equal(2, run.ExitCode);
            Assert.Contains(HowToBuild, run.Error, StringComparison.Ordinal);
            Assert.Empty(after.Points("begun"));
            Assert.Equal(SearchState.Interrupted, after.Find("begun")!.State);
        }
    }

    [Fact]
    public async Task Doctor_says_which_engines_there_are()
    {
        var run = await CliRun.Of("doctor", "--json");

        var found = run.Json.EnumerateArray().Single(check => check.GetProperty("name").GetString() is "engines").GetProperty("found").GetString();
        Assert.Equal(SearchEngines.HasGeneticSharp ? "glyph, geneticsharp" : "glyph (geneticsharp: build with -p:UseGeneticSharp=true)", found);
    }

    private static Search Begun() => new()
    {
        Id = "begun",
        CreatedAt = DateTimeOffset.UnixEpoch,
        Request = new SearchRequest
        {
            Seed = 1,
            SpaceJson = """
                {"name": "sizes", "base": {"page-size": "595,842", "font-path": "DejaVu Sans"}, "parameters": {
                  "font-size": {"type": "integer", "low": 6, "high": 14},
                  "dpi": {"type": "ordinal", "values": [60, 72, 84, 96]}}}
                """,
            Corpus = new Corpus("words", [new CorpusItem("a.txt", Words("search"))], [new CorpusItem("b.txt", Words("held-out"))]),
            Target = "glm-4.1v",
            Tokenizer = "o200k_base",
            Budget = new Budget { Evaluations = 8 },
            BatchSize = 4,
            SamplesPerTrial = 4,
            Engine = "geneticsharp",
        },
    };

    private static string Words(string part) => string.Join('\n', Enumerable.Range(1, 40).Select(n => FormattableString.Invariant($"Line {n} of the {part} text holds a few plain words and the number {n * 37}.")));
}
