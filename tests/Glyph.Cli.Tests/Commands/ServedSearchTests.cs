using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Glyph.Testing;

namespace Glyph.Cli.Tests.Commands;

/// <summary>Searches whose reader is a model in another process, behind real HTTP: it reads the pixels that it is sent, and misbehaves when told to.</summary>
public sealed class ServedSearchTests : IAsyncLifetime
{
    private const string Key = "sk-test-0123456789abcdef";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private ModelServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable("GLYPH_READER_API_KEY", Key);
        _server = await ModelServer.StartAsync(Token, "--key", Key);
    }

    public async ValueTask DisposeAsync()
    {
        Environment.SetEnvironmentVariable("GLYPH_READER_API_KEY", null);
        await _server.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_served_model_answers_tasks_and_its_charges_agree_with_the_prediction()
    {
        var run = await CliRun.Of(Search("a.db", "--out", _folder.File("out"), "--json"));

        Assert.True(run.ExitCode == 0, run.Error);
        var receipt = Receipt("out");
        Assert.Equal("served", receipt.GetProperty("reader").GetProperty("id").GetString());
        var tokens = receipt.GetProperty("tokens");
        Assert.Equal(0, tokens.GetProperty("mismatches").GetInt32());
        // The server counts the prompt's words, the search its tokens; the pages count the same.
        Assert.InRange(tokens.GetProperty("charged").GetDouble() / tokens.GetProperty("predicted").GetDouble(), 0.8, 1.0);
        Assert.True(receipt.GetProperty("onHeldOutText").GetProperty("ids").GetInt32() > 0);

        var stats = await StatsAsync();
        Assert.Equal(stats.GetProperty("distinctAnswered").GetInt64(), stats.GetProperty("answered").GetInt64());
        Assert.Equal(stats.GetProperty("requests").GetInt64(), receipt.GetProperty("spent").GetProperty("total").GetProperty("requests").GetInt64());
        Assert.Equal(stats.GetProperty("promptTokens").GetInt64(), receipt.GetProperty("spent").GetProperty("total").GetProperty("inputTokens").GetInt64());
    }

    [Fact]
    public async Task The_same_question_is_never_paid_twice_across_searches()
    {
        var first = await CliRun.Of(Search("a.db", "--json"));
        var before = await StatsAsync();
        var second = await CliRun.Of(Search("a.db", "--json"));

        Assert.True(second.ExitCode == 0, second.Error);
        Assert.Equal(before.GetProperty("requests").GetInt64(), (await StatsAsync()).GetProperty("requests").GetInt64());
        Assert.Equal(Front(first), Front(second), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_server_that_misbehaves_in_every_way_costs_nothing_twice_and_loses_nothing()
    {
        var quiet = await CliRun.Of(Search("quiet.db", "--json"));
        Assert.True(quiet.ExitCode == 0, quiet.Error);
        await _server.RestartAsync(Token);
        string[] passing = ["Busy", "BusyUntil", "Error", "Unavailable", "Half", "Html", "BrokenJson", "NoChoices", "ErrorAsAnswer", "Reset"];
        await ScriptAsync(new
        {
            seed = 7,
            steps = passing.Select(behaviour => new { behaviour, probability = 0.03, retryAfter = 1 }),
        });
        var run = await CliRun.Of(Search("bad.db", "--out", _folder.File("out"), "--json"));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(Front(quiet), Front(run), StringComparer.Ordinal);
        var stats = await StatsAsync();
        Assert.Equal(stats.GetProperty("distinctAnswered").GetInt64(), stats.GetProperty("answered").GetInt64());
        Assert.All(passing, behaviour => Assert.True(stats.GetProperty("behaviours").TryGetProperty(behaviour, out _), $"{behaviour} did not happen"));
        Assert.Equal(stats.GetProperty("requests").GetInt64(), Receipt("out").GetProperty("spent").GetProperty("total").GetProperty("requests").GetInt64());
    }

    [Fact]
    public async Task Odd_answers_are_outcomes_and_no_errors()
    {
        string[] odd = ["OtherLanguage", "Refusal", "RefusalInWords", "Endless", "Filtered", "Empty", "NoUsage"];
        await ScriptAsync(new { seed = 5, steps = odd.Select(behaviour => new { behaviour, probability = 0.012 }) });
        var run = await CliRun.Of(Search("a.db", "--out", _folder.File("out"), "--json"));

        Assert.True(run.ExitCode == 0, run.Error);
        var outcomes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var outcome in JsonDocument.Parse(File.ReadAllText(_folder.File("out/front.json"))).RootElement.GetProperty("trials").EnumerateArray().SelectMany(t => t.GetProperty("outcomes").EnumerateObject()))
        {
            outcomes[outcome.Name] = outcomes.GetValueOrDefault(outcome.Name) + outcome.Value.GetInt32();
        }

        Assert.True(outcomes.GetValueOrDefault("refused") > 0, string.Join(", ", outcomes));
        Assert.True((await StatsAsync()).GetProperty("behaviours").GetProperty("Endless").GetInt64() > 0);
    }

    [Fact]
    public async Task A_limit_stops_the_search_with_its_results_holds_and_can_be_raised()
    {
        var run = await CliRun.Of(Search("a.db", "--max-requests", "30", "--out", _folder.File("out"), "--json"));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("--max-requests", run.Json.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.InRange((await StatsAsync()).GetProperty("requests").GetInt64(), 20, 30);
        Assert.True(File.Exists(_folder.File("out/best.json")));

        var resumed = await CliRun.Of("resume", "--db", _folder.File("a.db"), "--max-requests", "100000", "--json");
        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.DoesNotContain("--max-requests", resumed.Json.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.True(resumed.Json.GetProperty("evaluations").GetInt32() > run.Json.GetProperty("evaluations").GetInt32());
        var stats = await StatsAsync();
        Assert.Equal(stats.GetProperty("distinctAnswered").GetInt64(), stats.GetProperty("answered").GetInt64());
    }

    [Fact]
    public async Task A_server_that_charges_three_times_stays_within_the_limit()
    {
        await ScriptAsync(new { seed = 1, steps = new[] { new { behaviour = "WrongUsage", factor = 3.0 } } });
        var run = await CliRun.Of(Search("a.db", "--max-tokens", "6000", "--json"));

        Assert.True(run.ExitCode == 0, run.Error);
        var spent = (await CliRun.Of("ledger", "--db", _folder.File("a.db"), "--json")).Json.GetProperty("spent");
        Assert.InRange(spent.GetProperty("inputTokens").GetInt64() + spent.GetProperty("outputTokens").GetInt64(), 3000, 6000);
    }

    [Fact]
    public async Task A_wrong_key_stops_the_search_at_once_and_is_written_nowhere()
    {
        const string wrong = "sk-wrong-fedcba9876543210";
        Environment.SetEnvironmentVariable("GLYPH_READER_API_KEY", wrong);
        var run = await CliRun.Of(Search("a.db"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("401", run.Error, StringComparison.Ordinal);
        Assert.Contains("glyph resume", run.Error, StringComparison.Ordinal);
        Assert.InRange((await StatsAsync()).GetProperty("requests").GetInt64(), 1, 8);
        Assert.DoesNotContain(wrong, run.Output + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(wrong, Encoding.Latin1.GetString(File.ReadAllBytes(_folder.File("a.db"))), StringComparison.Ordinal);

        Environment.SetEnvironmentVariable("GLYPH_READER_API_KEY", Key);
        var resumed = await CliRun.Of("resume", "--db", _folder.File("a.db"), "--json");
        Assert.True(resumed.ExitCode == 0, resumed.Error);
    }

    [Fact]
    public async Task A_server_that_dies_and_returns_loses_nothing()
    {
        await ScriptAsync(new { seed = 1, steps = new[] { new { behaviour = "Die", probability = 0.04 } } });
        var running = CliRun.Of(Search("a.db", "--json"));
        await _server.EndedAsync(Token);
        await _server.RestartAsync(Token);
        var run = await running;

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("finished", run.Json.GetProperty("state").GetString());
        var quiet = await CliRun.Of(Search("quiet.db", "--json"));
        Assert.Equal(Front(quiet), Front(run), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_server_that_charges_otherwise_is_told_and_can_stop_the_search()
    {
        await ScriptAsync(new { seed = 1, steps = new[] { new { behaviour = "WrongUsage", factor = 3.0 } } });
        var told = await CliRun.Of(Search("a.db", "--out", _folder.File("out")));
        Assert.True(told.ExitCode == 0, told.Error);
        Assert.Contains("charges other tokens", told.Output, StringComparison.Ordinal);
        Assert.True(Receipt("out").GetProperty("tokens").GetProperty("mismatches").GetInt32() > 0);

        var stopped = await CliRun.Of(Search("b.db", "--on-token-mismatch", "stop"));
        Assert.Equal(1, stopped.ExitCode);
        Assert.Contains("--target-file", stopped.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_is_said_before_anything_is_sent()
    {
        var run = await CliRun.Of(
            "search", "--corpus", Corpus(), "--db", _folder.File("a.db"), "--max-cost", "5", "--reader-endpoint", _server.Endpoint.ToString());
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--reader-model", run.Error, StringComparison.Ordinal);
        Assert.Contains("--prices", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await StatsAsync()).GetProperty("requests").GetInt64());

        var recogniser = await CliRun.Of("search", "--corpus", Corpus(), "--db", _folder.File("a.db"), "--max-tokens", "5");
        Assert.Equal(2, recogniser.ExitCode);
        Assert.Contains("can only transcribe", recogniser.Error, StringComparison.Ordinal);
        Assert.Contains("costs nothing", recogniser.Error, StringComparison.Ordinal);
    }

    private string[] Search(string database, params string[] more) =>
    [
        "search", "--corpus", Corpus(), "--evaluations", "10", "--batch", "5", "--samples", "8", "--db", _folder.File(database),
        "--reader-endpoint", _server.Endpoint.ToString(), "--reader-model", "reader", .. more,
    ];

    /// <summary>Short texts with a needle each: a page is a few lines, so that the server reads it quickly.</summary>
    private string Corpus()
    {
        var path = _folder.File("needles.jsonl");
        if (!File.Exists(path))
        {
            string[] keys = ["amber", "basil", "cedar", "delta", "ember", "flint", "grove", "heron", "indigo", "juniper", "kelp", "lotus", "maple", "nectar", "onyx", "poplar", "quartz", "raven", "sable", "thistle"];
            File.WriteAllLines(path, keys.Select((key, i) => JsonSerializer.Serialize(new
            {
                index = i,
                input = $"The boats left the harbour before dawn.\nOne of the special magic numbers for {key} is: {7_310_000 + (i * 4_217)}.\nNobody had told the keeper.\n"
                    + $"What are all the special magic numbers for {key} mentioned in the provided text?",
                outputs = new[] { $"{7_310_000 + (i * 4_217)}" },
                length = 60,
            })));
        }

        return path;
    }

    private static IEnumerable<string> Front(CliRun run) => run.Json.GetProperty("front").EnumerateArray().Select(t =>
        $"{t.GetProperty("trial")} {t.GetProperty("configHash")} {t.GetProperty("accuracy").GetProperty("mean")}");

    private JsonElement Receipt(string folder) => JsonDocument.Parse(File.ReadAllText(_folder.File($"{folder}/receipt.json"))).RootElement;

    private async Task<JsonElement> StatsAsync() => await _http.GetFromJsonAsync<JsonElement>($"{_server.Control}/stats", Token);

    private async Task ScriptAsync(object script) => (await _http.PostAsJsonAsync(_server.Control, script, Token)).EnsureSuccessStatusCode();
}
