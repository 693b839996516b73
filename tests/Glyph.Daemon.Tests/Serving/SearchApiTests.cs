using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Glyph.Core.Configs;
using Glyph.Core.Searching;
using Glyph.Daemon.Tests.Reporting;
using Glyph.Store;

namespace Glyph.Daemon.Tests.Serving;

/// <summary>A search from its submission to its export, over HTTP.</summary>
public sealed class SearchApiTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_submitted_search_runs_and_everything_of_it_can_be_had()
    {
        await using var daemon = await DaemonFixture.StartAsync();
        Assert.Equal("""{"searches":[],"lastEvent":0}""", await daemon.Http.GetStringAsync("/api/v1/searches", Stop));
        var id = await daemon.SubmitAsync();
        var info = await daemon.WaitForAsync(id, "finished");
        Assert.Equal(4, info.Evaluations);

        var list = await daemon.GetAsync("searches");
        Assert.Equal("finished", list.GetProperty("searches")[0].GetProperty("state").GetString());
        Assert.Equal(daemon.Store.LastChange(), list.GetProperty("lastEvent").GetInt64());

        var report = await daemon.GetAsync($"searches/{id}/report");
        Assert.Equal(daemon.Store.Trials(id).Select(t => t.Number), report.GetProperty("trials").GetProperty("number").EnumerateArray().Select(n => n.GetInt32()));
        Assert.Equal(1, report.GetProperty("mark").GetInt32());

        var detail = await daemon.GetAsync($"searches/{id}/trials/1");
        Assert.Equal(72, detail.GetProperty("config").GetProperty("dpi").GetInt32());

        var pages = await daemon.GetAsync($"searches/{id}/trials/1/pages?count=1");
        var page = pages.GetProperty("pages")[0];
        Assert.Contains(page.GetProperty("lines").EnumerateArray(), line => line.TryGetProperty("read", out _));
        var image = await daemon.Http.GetByteArrayAsync(page.GetProperty("image").GetString(), Stop);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], image[..4]);
        Assert.True((await daemon.Http.GetByteArrayAsync(page.GetProperty("thumbnail").GetString(), Stop)).Length < image.Length);

        var trials = await daemon.Http.GetStringAsync($"/api/v1/searches/{id}/records/trials?after=2", Stop);
        Assert.Equal(daemon.Store.Trials(id).Count(t => t.Number > 2), trials.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        await CheckExportAsync(daemon, id);
        using var backup = new MemoryStream(await daemon.Http.GetByteArrayAsync("/api/v1/backup", Stop));
        var copy = daemon.Folder.File("copy.db");
        await File.WriteAllBytesAsync(copy, backup.ToArray(), Stop);
        using var copied = LiteDbSearchStore.Open(copy);
        Assert.Equal(id, Assert.Single(copied.Searches()).Id);
    }

    private static async Task CheckExportAsync(DaemonFixture daemon, string id)
    {
        foreach (var format in (await daemon.GetAsync($"searches/{id}/exports")).GetProperty("exports").EnumerateArray())
        {
            using var answer = await daemon.Http.GetAsync($"/api/v1/searches/{id}/exports/{format.GetProperty("name").GetString()}?trial=1", Stop);
            Assert.Equal((HttpStatusCode.OK, format.GetProperty("contentType").GetString()), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync(Stop));
        }

        var best = await daemon.Http.GetStringAsync($"/api/v1/searches/{id}/exports/config?trial=1", Stop);
        Assert.Equal(72, RenderConfigJson.Parse(best, "best.json").Dpi);
        var receipt = await daemon.GetAsync($"searches/{id}/exports/receipt?trial=1");
        Assert.Equal(1, receipt.GetProperty("trial").GetInt32());
        using var unknown = await daemon.Http.GetAsync($"/api/v1/searches/{id}/exports/nothing", Stop);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var wrong = await daemon.Http.GetAsync($"/api/v1/searches/{id}/exports/config?need=peace&minAccuracy=2", Stop);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        await using var daemon = await DaemonFixture.StartAsync();
        var id = await daemon.SubmitAsync(DaemonFixture.SmallSearch(evaluations: 1));
        await daemon.WaitForAsync(id, "finished");
        foreach (var route in new[] { "/api/v1/searches", $"/api/v1/searches/{id}/report", $"/api/v1/searches/{id}/trials/1/pages/0/1.png", "/" })
        {
            using var first = await daemon.Http.GetAsync(route, Stop);
            using var again = new HttpRequestMessage(HttpMethod.Get, route);
            again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using var second = await daemon.Http.SendAsync(again, Stop);
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (first.StatusCode, second.StatusCode));
        }
    }

    [Fact]
    public async Task Searches_are_paused_resumed_prioritised_cancelled_and_removed()
    {
        await using var daemon = await DaemonFixture.StartAsync();
        var running = await daemon.SubmitAsync(DaemonFixture.SmallSearch(evaluations: 500));
        var waiting = await daemon.SubmitAsync(DaemonFixture.SmallSearch());
        await daemon.WaitForAsync(running, "running");
        using var busy = await daemon.Http.DeleteAsync($"/api/v1/searches/{running}", Stop);
        Assert.Equal(HttpStatusCode.Conflict, busy.StatusCode);

        using var late = await daemon.Http.PatchAsJsonAsync($"/api/v1/searches/{running}", new { Limits = new { Requests = 5 } }, Stop);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);

        using var priority = await daemon.Http.PatchAsJsonAsync($"/api/v1/searches/{waiting}", new { Priority = 7 }, Stop);
        Assert.Equal(7, (await priority.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("priority").GetInt32());
        using var paused = await daemon.PostAsync($"searches/{running}/pause");
        Assert.Equal("paused", (await daemon.WaitForAsync(running, "paused")).State);
        using var limited = await daemon.Http.PatchAsJsonAsync($"/api/v1/searches/{running}", new { Limits = new { Requests = 5 } }, Stop);
        Assert.Equal((HttpStatusCode.OK, (long?)5), (limited.StatusCode, daemon.Store.Terms(running).Limits.Requests));
        using var negative = await daemon.Http.PatchAsJsonAsync($"/api/v1/searches/{running}", new { Limits = new { Tokens = -1 } }, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, negative.StatusCode);
        Assert.Contains("limits.tokens is -1", await negative.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        await daemon.WaitForAsync(waiting, "finished");

        var before = daemon.Store.Points(running).Count;
        using var resumed = await daemon.PostAsync($"searches/{running}/resume");
        await foreach (var (kind, _) in daemon.EventsAsync(running, daemon.Store.LastChange()))
        {
            if (kind is "trial")
            {
                break;
            }
        }

        using var cancelled = await daemon.PostAsync($"searches/{running}/cancel");
        await daemon.WaitForAsync(running, "cancelled");
        Assert.True(daemon.Store.Points(running).Count > before);
        using var removed = await daemon.Http.DeleteAsync($"/api/v1/searches/{running}", Stop);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var gone = await daemon.Http.GetAsync($"/api/v1/searches/{running}", Stop);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Only_a_whole_id_is_a_search_and_removing_one_leaves_those_that_begin_so()
    {
        await using var daemon = await DaemonFixture.StartAsync();
        foreach (var id in new[] { "a", "ab", "ac" })
        {
            daemon.Store.Create(Samples.Search(id));
            daemon.Store.SetState(id, SearchState.Finished, null);
        }

        using var removed = await daemon.Http.DeleteAsync("/api/v1/searches/a", Stop);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await foreach (var (kind, _) in daemon.EventsAsync("a", 0))
        {
            if (kind is "removed")
            {
                break;
            }
        }

        using var gone = await daemon.Http.GetAsync("/api/v1/searches/a/report", Stop);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal(2, (await daemon.GetAsync("searches")).GetProperty("searches").GetArrayLength());
        Assert.False(daemon.Host.HasFailed);
    }

    [Fact]
    public async Task Nothing_of_a_removed_search_is_shown_for_another_of_its_id()
    {
        await using var daemon = await DaemonFixture.StartAsync();
        async Task<double> AccuracyAsync(double accuracy)
        {
            daemon.Store.Create(Samples.Search());
            daemon.Store.Append("s", Samples.Trial(1, accuracy: accuracy));
            daemon.Store.SetState("s", SearchState.Finished, null);
            return (await daemon.GetAsync("searches/s/report")).GetProperty("trials").GetProperty("accuracy")[0].GetDouble();
        }

        Assert.Equal(0.5, await AccuracyAsync(0.5));
        Assert.Equal(0, (await daemon.GetAsync("searches/s")).GetProperty("priority").GetInt32());
        using var removed = await daemon.Http.DeleteAsync("/api/v1/searches/s", Stop);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal(0.75, await AccuracyAsync(0.75));
    }

    [Fact]
    public async Task A_search_that_is_not_queued_has_no_priority()
    {
        await using var daemon = await DaemonFixture.StartAsync();
        daemon.Store.Create(Samples.Search());
        using var answer = await daemon.Http.PatchAsJsonAsync("/api/v1/searches/s", new { Priority = 7 }, Stop);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Empty(daemon.Store.Queue());
    }

    [Fact]
    public async Task A_daemon_that_a_failure_stops_says_so()
    {
        await using var daemon = await DaemonFixture.StartAsync();
        Assert.False(daemon.Host.HasFailed);

        // Nobody can read this search again, as if its file were damaged.
        daemon.Store.Create(Samples.Search() with { Request = null! });
        await daemon.Host.WaitAsync(Stop);
        Assert.True(daemon.Host.HasFailed);
    }

    [Fact]
    public async Task A_search_goes_on_by_itself_when_the_daemon_does()
    {
        await using var daemon = await DaemonFixture.StartAsync();
        var id = await daemon.SubmitAsync(DaemonFixture.SmallSearch(evaluations: 12));
        await foreach (var (kind, _) in daemon.EventsAsync(id, 0))
        {
            if (kind is "trial")
            {
                break;
            }
        }

        await daemon.StopAsync();
        using (var store = LiteDbSearchStore.Open(daemon.Options.Database))
        {
            Assert.Equal(SearchState.Queued, store.Find(id)!.State);
        }

        await daemon.StartAgainAsync();
        await daemon.WaitForAsync(id, "finished");
        Assert.Equal(12, daemon.Store.Points(id).Count(t => t.IsEvaluation));
    }

    [Theory]
    [InlineData("searches/none")]
    [InlineData("searches/none/report")]
    [InlineData("searches/none/records/trials")]
    [InlineData("searches/none/trials/1")]
    [InlineData("searches/none/trials/1/pages")]
    [InlineData("searches/none/trials/1/pages/0/1.png")]
    [InlineData("nothing")]
    public async Task What_is_not_there_is_a_problem_that_says_so(string route)
    {
        await using var daemon = await DaemonFixture.StartAsync();
        using var answer = await daemon.Http.GetAsync($"/api/v1/{route}", Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Every_problem_of_a_submission_is_told_at_once()
    {
        await using var daemon = await DaemonFixture.StartAsync();
        using var answer = await daemon.PostAsync("searches", new { Evaluations = 0, Target = "gpt-9", Space = "nowhere", Corpus = new { Texts = new[] { new { Id = "a", Text = " " } } } });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
        var errors = string.Join('\n', problem.GetProperty("errors").EnumerateArray().Select(e => e.GetString()));
        Assert.All(["evaluations is 0", "no target 'gpt-9'", "nowhere", "'a' has no text"], text => Assert.Contains(text, errors, StringComparison.Ordinal));
        Assert.Empty(daemon.Store.Searches());
    }

    [Theory]
    [InlineData("""{"evaluatons": 5}""", "evaluatons")]
    [InlineData("""{"evaluations": "many"}""", "evaluations")]
    [InlineData("""{"evaluations": 5""", "body")]
    [InlineData("""{"llms": null}""", "llms")]
    [InlineData("""{"limits": null}""", "limits")]
    [InlineData("""{"llmRules": null}""", "llmRules")]
    [InlineData("""{"llms": [null]}""", "llms[0]")]
    [InlineData("""{"llms": [{"model": "m"}]}""", "llms[0]")]
    [InlineData("""{"judge": {"model": "m"}}""", "judge")]
    [InlineData("""{"corpus": {"texts": [null]}}""", "corpus.texts[0]")]
    public async Task A_body_that_is_not_what_it_must_be_is_told_with_its_place(string body, string place)
    {
        await using var daemon = await DaemonFixture.StartAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await daemon.Http.PostAsync("/api/v1/searches", content, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(place, (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_api_describes_itself_and_operations_are_answered()
    {
        await using var daemon = await DaemonFixture.StartAsync();
        var openApi = await daemon.GetAsync("openapi.json");
        Assert.True(openApi.GetProperty("paths").TryGetProperty("/api/v1/searches/{id}/trials/{number}/pages", out _));
        Assert.Contains("live", await daemon.Http.GetStringAsync("/health/live", Stop), StringComparison.Ordinal);
        Assert.Contains("ready", await daemon.Http.GetStringAsync("/health/ready", Stop), StringComparison.Ordinal);
        Assert.Contains("glyph_queue_waiting", await daemon.Http.GetStringAsync("/metrics", Stop), StringComparison.Ordinal);
        Assert.Equal(daemon.Options.Database, (await daemon.GetAsync("about")).GetProperty("database").GetString());
    }
}
