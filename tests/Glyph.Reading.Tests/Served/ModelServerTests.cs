using System.Net.Http.Json;
using System.Text.Json;
using Glyph.Core.Reading;
using Glyph.Reading.Served;
using Glyph.Testing;
using Glyph.TestServer.Answers;
using Glyph.TestServer.Behaviours;

namespace Glyph.Reading.Tests.Served;

/// <summary>The whole stack against a server in another process.</summary>
public sealed class ModelServerTests
{
    [Fact]
    public async Task A_server_that_dies_and_comes_back_loses_no_question()
    {
        await using var server = await ModelServer.StartAsync(Ask.Cancel, "--key", Ask.Key);
        using var http = new HttpClient();
        var script = new Script { Steps = [new Step { Behaviour = Behaviour.Die, Count = 1 }] };
        (await http.PostAsJsonAsync(server.Control, script, Ask.Cancel)).EnsureSuccessStatusCode();
        using var served = Ask.Model(Ask.Options(server.Endpoint));
        using var model = new ResilientModel(served, new ResilienceOptions { FirstDelay = TimeSpan.FromMilliseconds(50) }, TimeProvider.System);
        using var page = Ask.Page("The lamp was lit.");

        var asking = Enumerable.Range(1, 6).Select(i => model.AskAsync(Ask.Question(FormattableString.Invariant($"Read it, {i}."), page), Ask.Cancel)).ToArray();
        await server.EndedAsync(Ask.Cancel);
        await server.RestartAsync(Ask.Cancel);

        Assert.All(await Task.WhenAll(asking), reply => Assert.Equal("The lamp was lit.", reply.Text));
        var stats = await http.GetFromJsonAsync<JsonElement>(new Uri(server.Endpoint, "/control/stats"), Ask.Cancel);
        Assert.Equal(Ask.Key, stats.GetProperty("keys")[0].GetString());
    }

    [Fact]
    public async Task A_storm_of_faults_is_weathered_and_every_answer_is_right()
    {
        await using var server = await ModelServer.StartAsync(Ask.Cancel);
        using var http = new HttpClient();
        var script = new Script
        {
            Seed = 3,
            Steps =
            [
                new Step { Behaviour = Behaviour.Busy, RetryAfter = 0, Probability = 0.1 },
                new Step { Behaviour = Behaviour.Error, Probability = 0.1 },
                new Step { Behaviour = Behaviour.Half, Probability = 0.1 },
                new Step { Behaviour = Behaviour.Html, Probability = 0.1 },
                new Step { Behaviour = Behaviour.Reset, Probability = 0.1 },
            ],
        };
        (await http.PostAsJsonAsync(server.Control, script, Ask.Cancel)).EnsureSuccessStatusCode();
        using var served = Ask.Model(Ask.Options(server.Endpoint));
        var options = new ResilienceOptions { Attempts = 12, FirstDelay = TimeSpan.FromMilliseconds(10), MaxDelay = TimeSpan.FromMilliseconds(50) };
        using var model = new ResilientModel(served, options, TimeProvider.System);
        using var page = Ask.Page("The lamp was lit.");

        var replies = await Task.WhenAll(
            Enumerable.Range(1, 30).Select(i => model.AskAsync(Ask.Question(FormattableString.Invariant($"Read it, {i}."), page), Ask.Cancel)));

        Assert.All(replies, reply => Assert.Equal("The lamp was lit.", reply.Text));
        var stats = await http.GetFromJsonAsync<JsonElement>(new Uri(server.Endpoint, "/control/stats"), Ask.Cancel);
        Assert.Equal(30, stats.GetProperty("distinctAnswered").GetInt32());
        Assert.Equal(30, stats.GetProperty("answered").GetInt32());
        Assert.InRange(stats.GetProperty("requests").GetInt32(), 40, 200);
    }

    [Fact]
    public async Task A_question_about_a_needle_is_answered_from_the_pixels()
    {
        await using var server = await ModelServer.StartAsync(Ask.Cancel);
        using var served = Ask.Model(Ask.Options(server.Endpoint));
        using var page = Ask.Page(
            "One of the special magic numbers for quiet harbour is: 4812.",
            "Some other text that has nothing to do with it.",
            "One of the special magic numbers for red lamp is: 77.");

        async Task<string> Answer(string question) => (await served.AskAsync(Ask.Question($"Look at the page.\nQuestion: {question}", page), Ask.Cancel)).Text;

        Assert.Equal("77", await Answer("What is the special magic number for red lamp?"));
        Assert.Equal("4812", await Answer("What is the special magic number for quiet harbour?"));
        Assert.Equal("not found", await Answer("What is the special magic number for blue boat?"));
    }

    [Fact]
    public async Task An_oracle_knows_pages_by_their_pixels()
    {
        using var folder = new TemporaryFolder();
        using var page = Ask.Page("anything");
        using var unknown = Ask.Page("something else");
        var file = Path.Combine(folder.Path, "oracle.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { [Oracle.KeyOf(page)] = "known by heart" }), Ask.Cancel);
        await using var server = await ModelServer.StartAsync(Ask.Cancel, "--oracle", file, "--model", "sage");
        using var served = Ask.Model(Ask.Options(server.Endpoint, "sage"));

        Assert.Equal("known by heart", (await served.AskAsync(Ask.Question("Read.", page), Ask.Cancel)).Text);
        Assert.Equal("", (await served.AskAsync(Ask.Question("Read.", unknown), Ask.Cancel)).Text);
        Assert.Equal(ModelFault.Fatal, (await Ask.ErrorAsync(Ask.Model(Ask.Options(server.Endpoint, "other")))).Fault);
    }
}
