using Glyph.Testing;

namespace Glyph.Cli.Tests.Commands;

public sealed class ScoreCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Gives_lines_and_means_as_json_and_a_table_for_people()
    {
        var path = Path.Combine(_folder.Path, "hotpotqa.jsonl");
        await File.WriteAllLinesAsync(path, ["""{"pred":"the ferry","answers":["ferry"]}""", """{"pred":"not found","answers":["ferry"]}"""], TestContext.Current.CancellationToken);

        var json = await CliRun.Of("score", path, "--json");
        var table = await CliRun.Of("score", path);

        Assert.Equal((0, 0), (json.ExitCode, table.ExitCode));
        Assert.Equal("abstained", json.Json.GetProperty("lines")[1].GetProperty("outcome").GetString());
        Assert.Equal(0.5, json.Json.GetProperty("groups")[0].GetProperty("accuracy").GetProperty("mean").GetDouble());
        Assert.Contains("50.00 %", table.Output, StringComparison.Ordinal);
        Assert.Contains("right 1, abstained 1", table.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_scored_is_bad_input()
    {
        var path = Path.Combine(_folder.Path, "answers.jsonl");
        await File.WriteAllTextAsync(path, """{"prediction":"a","answers":["b"]}""", TestContext.Current.CancellationToken);

        var run = await CliRun.Of("score", path);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("answers.jsonl:1: has neither 'metric' nor 'dataset'", run.Error, StringComparison.Ordinal);
    }
}
