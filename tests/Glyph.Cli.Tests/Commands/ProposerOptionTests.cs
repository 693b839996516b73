using Glyph.Core.Configs;
using Glyph.Testing;

namespace Glyph.Cli.Tests.Commands;

/// <summary>Who proposes, and what is read first.</summary>
public sealed class ProposerOptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Only_the_named_propose_and_the_users_configs_are_read_first()
    {
        var wide = _folder.Write("wide.json", RenderConfigJson.Write(RenderConfig.Published("Roboto") with { FontSize = 11, LineHeight = 13 }));
        var run = await CliRun.Of(
            "search", "--evaluations", "5", "--batch", "3", "--samples", "4", "--proposers", "nsga2, random", "--seed-config", wide,
            "--db", _folder.File("a.db"), "--out", _folder.File("out"), "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        var trials = File.ReadLines(_folder.File("out/trials.csv")).ToList();
        Assert.True(trials.Count > 5);
        Assert.Contains(",seed,", trials[1], StringComparison.Ordinal);
        Assert.Contains(",seed,", trials[2], StringComparison.Ordinal);
        Assert.Contains("Roboto", trials[2], StringComparison.Ordinal);
        Assert.All(trials.Skip(3), trial => Assert.True(trial.Contains(",nsga2,", StringComparison.Ordinal) || trial.Contains(",random,", StringComparison.Ordinal), trial));
    }

    [Fact]
    public async Task Every_problem_of_proposers_and_configs_is_told_at_once()
    {
        var broken = _folder.Write("broken.json", """{ "font-size": "big" }""");
        var fontless = _folder.Write("fontless.json", """{ "font-path": "No Such Font" }""");
        var run = await CliRun.Of("search", "--proposers", "surogate,llm", "--seed-config", broken, "--seed-config", fontless, "--db", _folder.File("a.db"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("there is no proposer 'surogate'; it must be llm, surrogate, nsga2, random", run.Error, StringComparison.Ordinal);
        Assert.Contains("--proposers llm needs --llm-endpoint", run.Error, StringComparison.Ordinal);
        Assert.Contains("broken.json", run.Error, StringComparison.Ordinal);
        Assert.Contains("fontless.json: font-path: ", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("a.db")));
    }

    [Fact]
    public async Task A_model_that_is_left_out_is_no_proposer()
    {
        var run = await CliRun.Of("search", "--proposers", "surrogate", "--llm-endpoint", "http://127.0.0.1:1/v1", "--llm-model", "m", "--db", _folder.File("a.db"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--llm-model is given, but --proposers leaves llm out", run.Error, StringComparison.Ordinal);
    }
}
