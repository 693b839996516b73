using Glyph.Core;
using Glyph.Core.Costs;
using Glyph.Core.Searching;
using Glyph.Core.Spaces;
using Glyph.Core.Trials;
using Glyph.Store;
using Glyph.Testing;

namespace Glyph.Cli.Tests.Commands;

public sealed class AnalyzeCommandTests : IDisposable
{
    private const string Space = """
        {
          "name": "small",
          "parameters": {
            "font-size": { "type": "real", "low": 5, "high": 10 },
            "dpi": { "type": "ordinal", "values": [60, 72, 84, 96] },
            "margin-x": { "type": "integer", "low": 0, "high": 10 }
          }
        }
        """;

    private readonly TemporaryFolder _folder = new();

    private string Database => _folder.File("x.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task All_of_a_search_is_told_to_people_and_programs()
    {
        Fill(("a", 30));
        var json = (await CliRun.Of("analyze", "--db", Database, "--json")).Json;
        var search = json.GetProperty("searches")[0];
        Assert.Equal("a", search.GetProperty("search").GetString());
        var compression = search.GetProperty("importance").GetProperty("goals").EnumerateArray().Single(g => g.GetProperty("goal").ValueEquals("compression"));
        Assert.Equal("font-size", compression.GetProperty("singles")[0].GetProperty("parameter").GetString());
        Assert.Equal(30, search.GetProperty("attainment").GetArrayLength());
        Assert.Equal(30, search.GetProperty("ledger").GetProperty("lines")[0].GetProperty("evaluations").GetInt32());
        Assert.Empty(search.GetProperty("ledger").GetProperty("differences").EnumerateArray());
        Assert.Equal(30, search.GetProperty("membership").GetArrayLength());
        Assert.Equal("ids-exact no, prose-cheapest yes, lossless yes, balanced yes", string.Join(", ", search.GetProperty("needs").EnumerateArray()
            .Select(n => $"{n.GetProperty("need")} {(n.GetProperty("isMet").GetBoolean() ? "yes" : "no")}")));
        Assert.False(json.TryGetProperty("together", out _));

        var shown = await CliRun.Of("analyze", "--db", Database);
        Assert.Equal(0, shown.ExitCode);
        foreach (var expected in new[] { "search a", "from 30 trials", "font-size", "at >= 98 %", "of the hypervolume", "probably on the true front: trial ", "prose-cheapest", "no trial read an identifier" })
        {
            Assert.Contains(expected, shown.Output, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("does not add up", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_searches_what_they_attained_is_told_together()
    {
        Fill(("a", 30), ("b", 8));
        var json = (await CliRun.Of("analyze", "--db", Database, "--search", "a", "b", "--json")).Json;
        Assert.Equal(["a", "b"], json.GetProperty("searches").EnumerateArray().Select(s => s.GetProperty("search").GetString()!), StringComparer.Ordinal);
        Assert.Equal(8, json.GetProperty("together").GetArrayLength());

        var shown = await CliRun.Of("analyze", "--db", Database, "--search", "a", "--search", "b");
        Assert.Contains("attained by 2 searches", shown.Output, StringComparison.Ordinal);
        Assert.Contains("too few trials: 8 complete ones of the space, of at least 20", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_that_is_not_there_is_named()
    {
        Fill(("a", 1));
        var run = await CliRun.Of("analyze", "--db", Database, "--search", "b");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("no search is called 'b'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_without_trials_has_nothing_to_tell_and_says_so()
    {
        Fill(("a", 0));
        var run = await CliRun.Of("analyze", "--db", Database);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("too few trials: 0", run.Output, StringComparison.Ordinal);
        Assert.Contains("no trial was completed", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("must be one of", "--need", "cheap")]
    [InlineData("exclude each other", "--need", "lossless", "--knee")]
    public async Task A_wrong_need_is_refused(string problem, params string[] choice)
    {
        Fill(("a", 1));
        var run = await CliRun.Of(["export", "--db", Database, "--out", _folder.File("out"), .. choice]);
        Assert.Equal(2, run.ExitCode);
        Assert.True(run.Error.Contains(problem, StringComparison.Ordinal) || run.Error.Contains("not recognized", StringComparison.Ordinal), run.Error);
    }

    /// <summary>Searches whose larger letters compress less and read better.</summary>
    private void Fill(params (string Id, int Trials)[] searches)
    {
        using var store = LiteDbSearchStore.Open(Database);
        var space = SearchSpace.Parse(Space, "test");
        foreach (var (id, count) in searches)
        {
            var search = SampleRecords.Search(id);
            store.Create(search with { Request = search.Request with { SpaceJson = Space, Seed = 1 } });
            var random = new RandomStream(1, "trials");
            var trials = Enumerable.Range(1, count).Select(number => Trial(number, space.Sample(random), space)).ToList();
            trials.ForEach(trial => store.Append(id, trial));
            if (count > 0)
            {
                store.Append(id, SampleRecords.Generation() with { Proposers = [Tally(trials)] });
            }
        }
    }

    private static ProposerTally Tally(List<Trial> trials) => new()
    {
        Proposer = "random",
        Proposed = trials.Count,
        Evaluations = trials.Count,
        Gained = ParetoFront.Hypervolume(trials.Select(t => t.Objectives!.Value), ParetoFront.Reference),
    };

    private static Trial Trial(int number, Genome genome, SearchSpace space)
    {
        var size = genome["font-size"]!.Value.Number;
        var accuracy = 0.9 + (0.0199 * (size - 5));
        var config = space.Decode(genome, 28);
        return SampleRecords.Trial(number) with
        {
            Generation = 0,
            Candidate = new Candidate(genome, config, new Provenance { Proposer = "random", Operator = "prior sample" }),
            ConfigHash = config.Hash(),
            Cost = SampleRecords.Cost() with { TextTokens = (long)(100_000 / size), VisionTokens = new VisionTokens(1_000, 1_000) },
            Measurement = SampleRecords.Measurement() with { Accuracy = new AccuracyEstimate(accuracy, accuracy - 0.002, accuracy + 0.002, 0.95, 400, 20_000) },
        };
    }
}
