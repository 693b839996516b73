using Glyph.Testing;

namespace Glyph.Cli.Tests.Commands;

/// <summary>Searches in which language models behind real HTTP propose.</summary>
public sealed class LlmSearchTests : IDisposable
{
    private const string Answer = """
        {"reflection": "l is read as 1", "ideas": [
          {"kind": "edit", "parent": 1, "set": {"font-size": 8.25, "margin": 0}, "reason": "smaller letters"},
          {"kind": "edit", "parent": 4711, "set": {"margin": 0}, "reason": "no such parent"}]}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Models_propose_are_in_the_ledger_and_a_replay_of_their_journal_gives_the_same_trials()
    {
        await using var server = ChatServer.Saying(Answer);
        var run = await CliRun.Of(Search("a.db", "--llm-endpoint", server.Endpoint.ToString(), "--llm-model", "tiny", "--llm-model", "other"));
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.NotEmpty(server.Requests);

        var ledger = (await CliRun.Of("ledger", "--db", _folder.File("a.db"), "--json")).Json;
        var row = Assert.Single(ledger.GetProperty("rows").EnumerateArray());
        Assert.Equal(("proposal", "stop"), (row.GetProperty("purpose").GetString(), row.GetProperty("outcome").GetString()));
        Assert.Equal(server.Requests.Count, row.GetProperty("spent").GetProperty("requests").GetInt32());

        var shown = await CliRun.Of("journal", "--db", _folder.File("a.db"));
        Assert.Contains("dropped: there is no trial 4711 in the space", shown.Output, StringComparison.Ordinal);
        var exported = await CliRun.Of("journal", "--db", _folder.File("a.db"), "--out", _folder.File("journal.jsonl"), "--json");
        Assert.Equal(server.Requests.Count, exported.Json.GetProperty("lines").GetArrayLength());

        var asked = server.Requests.Count;
        var replay = await CliRun.Of(Search("b.db", "--llm-replay", _folder.File("journal.jsonl"), "--llm-model", "tiny", "--llm-model", "other"));
        Assert.True(replay.ExitCode == 0, replay.Error);
        Assert.Equal(asked, server.Requests.Count);
        Assert.Equal(Front(run), Front(replay), StringComparer.Ordinal);
        Assert.Equal("no request was sent", (await CliRun.Of("ledger", "--db", _folder.File("b.db"))).Output.Trim());
    }

    [Fact]
    public async Task A_limit_on_proposals_is_told_and_the_search_goes_on()
    {
        await using var server = ChatServer.Saying(Answer);
        var run = await CliRun.Of(Search("a.db", "--llm-endpoint", server.Endpoint.ToString(), "--llm-model", "tiny", "--llm-max-requests", "1"));
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Single(server.Requests);
        Assert.Contains("llm:tiny proposes no more: --llm-max-requests is 1", run.Error, StringComparison.Ordinal);
        Assert.Equal(16, run.Json.GetProperty("evaluations").GetInt32());
    }

    [Fact]
    public async Task What_cannot_be_is_said_all_at_once_before_anything_is_sent()
    {
        await using var server = ChatServer.Saying(Answer);
        var run = await CliRun.Of(Search("a.db", "--llm-endpoint", server.Endpoint.ToString(), "--llm-model", "tiny", "--llm-model", "tiny", "--llm-max-cost", "5", "--llm-timeout", "0s", "--llm-replay", _folder.File("none.jsonl")));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--llm-model tiny is given 2 times", run.Error, StringComparison.Ordinal);
        Assert.Contains("--llm-max-cost needs --prices", run.Error, StringComparison.Ordinal);
        Assert.Contains("--llm-timeout must be above zero", run.Error, StringComparison.Ordinal);
        Assert.Contains("none.jsonl", run.Error, StringComparison.Ordinal);
        Assert.Contains("--llm-replay stands in the place of --llm-endpoint", run.Error, StringComparison.Ordinal);
        Assert.Empty(server.Requests);

        var alone = await CliRun.Of(Search("a.db", "--llm-model", "tiny", "--llm-prompt-tokens", "1999", "--llm-answer-tokens", "255"));
        Assert.Equal(2, alone.ExitCode);
        Assert.Contains("--llm-prompt-tokens is 1999; it must be from 2000", alone.Error, StringComparison.Ordinal);
        Assert.Contains("--llm-answer-tokens is 255; it must be from 256", alone.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_of_cost_without_prices_is_refused_and_the_search_can_still_be_resumed()
    {
        await using var server = ChatServer.Saying(Answer);
        var run = await CliRun.Of(Search("a.db", "--llm-endpoint", server.Endpoint.ToString(), "--llm-model", "tiny"));
        Assert.True(run.ExitCode == 0, run.Error);

        var refused = await CliRun.Of("resume", "--db", _folder.File("a.db"), "--max-cost", "5");
        Assert.Equal((2, true), (refused.ExitCode, refused.Error.Contains("--prices", StringComparison.Ordinal)));
        var other = _folder.Write("other.json", """{"currency": "USD", "models": {"other": {"input": 1, "output": 1}}}""");
        var unpriced = await CliRun.Of("resume", "--db", _folder.File("a.db"), "--max-cost", "5", "--prices", other);
        Assert.Equal((2, true), (unpriced.ExitCode, unpriced.Error.Contains("no price for the model 'tiny'", StringComparison.Ordinal)));
        var resumed = await CliRun.Of("resume", "--db", _folder.File("a.db"), "--json");
        Assert.True(resumed.ExitCode == 0, resumed.Error);

        var prices = _folder.Write("prices.json", """{"currency": "USD", "models": {"tiny": {"input": 1, "output": 1}}}""");
        var priced = await CliRun.Of("resume", "--db", _folder.File("a.db"), "--max-cost", "5", "--prices", prices, "--json");
        Assert.True(priced.ExitCode == 0, priced.Error);
        Assert.Equal(5m, (await CliRun.Of("ledger", "--db", _folder.File("a.db"), "--json")).Json.GetProperty("limits").GetProperty("cost").GetDecimal());
    }

    private string[] Search(string database, params string[] more) =>
    [
        "search", "--corpus", Corpus(), "--evaluations", "16", "--batch", "4", "--samples", "4", "--db", _folder.File(database), "--json", .. more,
    ];

    private string Corpus()
    {
        var path = _folder.File("text.txt");
        File.WriteAllText(path, string.Concat(Enumerable.Range(0, 40).Select(i => $"The keeper of lamp {i * 37} wrote down who had passed, and at what hour of the night.\n")));
        return path;
    }

    private static IEnumerable<string> Front(CliRun run) => run.Json.GetProperty("front").EnumerateArray().Select(t =>
        $"{t.GetProperty("trial")} {t.GetProperty("configHash")} {t.GetProperty("accuracy").GetProperty("mean")}");
}
