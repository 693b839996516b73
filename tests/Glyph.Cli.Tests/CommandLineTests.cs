namespace Glyph.Cli.Tests;

public sealed class CommandLineTests
{
    public static TheoryData<string> Commands => ["search", "resume", "list", "front", "analyze", "export", "render", "measure", "targets", "tokens", "doctor"];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_has_help_with_examples(string command)
    {
        var run = await CliRun.Of(command, "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Examples:", run.Output, StringComparison.Ordinal);
        Assert.Contains($"glyph {command}", run.Output, StringComparison.Ordinal);
        Assert.Contains("--json", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serch")]
    [InlineData("search", "--evaluation", "5")]
    [InlineData("search", "--evaluations", "many")]
    [InlineData("search", "--evaluations", "0")]
    [InlineData("search", "--llm-endpoint", "not an address", "--llm-model", "m")]
    [InlineData("search", "--time-limit", "30")]
    [InlineData("search", "--time-limit", "15:00")]
    [InlineData("render")]
    public async Task Bad_usage_exits_with_2_and_says_why(params string[] args)
    {
        var run = await CliRun.Of(args);

        Assert.Equal(2, run.ExitCode);
        Assert.NotEmpty(run.Error);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_in_a_command_stands_alone_and_without_a_command_help_stands_beside_it()
    {
        Assert.Empty((await CliRun.Of("search", "--evaluations", "many")).Output);
        Assert.Contains("Commands:", (await CliRun.Of()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_problems_of_a_search_are_told_at_once()
    {
        var run = await CliRun.Of("search", "--corpus", "/no/such/corpus", "--space", "compakt", "--target", "gpt", "--llm-model", "m", "--time-limit", "00:00:00");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("/no/such/corpus", run.Error, StringComparison.Ordinal);
        Assert.Contains("compakt", run.Error, StringComparison.Ordinal);
        Assert.Contains("gpt", run.Error, StringComparison.Ordinal);
        Assert.Contains("--llm-endpoint", run.Error, StringComparison.Ordinal);
        Assert.Contains("--time-limit", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_finds_all_that_the_build_brings()
    {
        var run = await CliRun.Of("doctor", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.All(run.Json.EnumerateArray(), check => Assert.True(check.GetProperty("ok").GetBoolean(), check.GetRawText()));
        Assert.Contains(run.Json.EnumerateArray(), check => check.GetProperty("name").GetString() is "reader" && check.GetProperty("found").GetString()!.EndsWith("characters", StringComparison.Ordinal));
        Assert.Contains("DejaVu Sans", run.Output, StringComparison.Ordinal);
    }
}
