namespace Glyph.Cli.Tests.Commands;

public sealed class TokensCommandTests
{
    [Fact]
    public async Task Json_is_an_array_in_the_order_asked()
    {
        var run = await CliRun.Of("tokens", "--target", "glm-4.1v", "--sizes", "1024x1024,595x842", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(2, run.Json.GetArrayLength());
        Assert.Equal(1024, run.Json[0].GetProperty("width").GetInt32());
        Assert.Equal(1369, run.Json[0].GetProperty("tokens").GetInt32());
        Assert.Equal(1371, run.Json[0].GetProperty("tokensTotal").GetInt32());
        Assert.Equal(842, run.Json[1].GetProperty("height").GetInt32());
        Assert.Equal(630, run.Json[1].GetProperty("tokens").GetInt32());
    }

    [Fact]
    public async Task Every_bad_size_is_named_at_once()
    {
        var run = await CliRun.Of("tokens", "--sizes", "595x842,0x5,wide");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'0x5'", run.Error, StringComparison.Ordinal);
        Assert.Contains("'wide'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_target_offers_the_nearest()
    {
        var run = await CliRun.Of("tokens", "--target", "glm-4.1", "--sizes", "595x842");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("glm-4.1v", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Together_gives_the_sum_and_what_the_request_adds()
    {
        var run = await CliRun.Of("tokens", "--target", "llava-onevision", "--sizes", "595x842,595x842", "--together", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(730, run.Json.GetProperty("images")[1].GetProperty("tokens").GetInt32());
        Assert.Equal(1460, run.Json.GetProperty("tokensTotal").GetInt32());
        Assert.Equal(1460, run.Json.GetProperty("requestTotal").GetInt32() - run.Json.GetProperty("requestOverhead").GetInt32());
    }

    [Fact]
    public async Task A_target_file_adds_targets()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("glyph-targets-").FullName, "mine.json");
        await File.WriteAllTextAsync(file, """{ "targets": [ { "id": "mine", "base": "glm-4.1v", "constants": { "max-area": 1000000 } } ] }""", TestContext.Current.CancellationToken);
        try
        {
            var tokens = await CliRun.Of("tokens", "--target-file", file, "--target", "mine", "--sizes", "1024x1024", "--json");
            var targets = await CliRun.Of("targets", "--target-file", file, "--target", "mine", "--json");

            Assert.InRange(tokens.Json[0].GetProperty("tokens").GetInt32(), 1, 1_000_000 / 2 / 784);
            Assert.Contains("status: user", targets.Json[0].GetProperty("constants").GetProperty("max-area").GetString(), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    [Fact]
    public async Task What_is_approximate_says_so()
    {
        var tokens = await CliRun.Of("tokens", "--target", "gemini-2.5", "--sizes", "595x842");
        var targets = await CliRun.Of("targets");

        Assert.Contains("gemini-2.5 is approximate", tokens.Output, StringComparison.Ordinal);
        Assert.Contains("llama-3.2-vision", targets.Output, StringComparison.Ordinal);
        Assert.Equal(0, targets.ExitCode);
    }
}
