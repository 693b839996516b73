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
}
