using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Glyph.Core;
using Glyph.Core.Configs;
using Glyph.Core.Searching;
using Glyph.Daemon.Client;
using Glyph.Daemon.Exporting.Archiving;
using Glyph.Daemon.Operations;
using Glyph.Daemon.Serving;
using Glyph.Daemon.Tests.Reporting;
using Glyph.Testing;

namespace Glyph.Daemon.Tests.Serving;

/// <summary>What a request may not do.</summary>
public sealed class SecurityTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Another_address_than_this_machines_own_needs_a_key()
    {
        using var folder = new TemporaryFolder();
        var options = new DaemonOptions { Urls = [new Uri("http://0.0.0.0:0")], Database = folder.File("glyph.db") };
        Assert.Contains("glyph key create", Assert.Throws<InvalidInputException>(() => DaemonHost.Create(options, TimeProvider.System)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(options.Database));
    }

    [Fact]
    public async Task Without_a_key_nothing_is_told_where_one_is_needed()
    {
        string key = "";
        await using var daemon = await DaemonFixture.StartAsync(options =>
        {
            key = new ApiKeys(options.KeyFile).Create("test", DateTimeOffset.UnixEpoch);
            return options with { RequireKey = true };
        });
        foreach (var route in new[] { "/api/v1/searches", "/API/V1/Searches", "/api/v1/searches/", "/%61pi/v1/searches", "/api/v1/events", "/api/v1/openapi.json", "/api/v1/backup", "/metrics", "/Metrics", "/nothing" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(daemon, route, null));
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(daemon, route, key[..^1] + (key[^1] == '0' ? '1' : '0')));
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(daemon, "/api/v1/searches", key));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(daemon, "/health/live", null));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(daemon, "/", null));

        new ApiKeys(daemon.Options.KeyFile).Revoke("test");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(daemon, "/api/v1/searches", key));
        Assert.DoesNotContain(key, await File.ReadAllTextAsync(daemon.Options.KeyFile, Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_gives_its_key_once()
    {
        string key = "";
        await using var daemon = await DaemonFixture.StartAsync(options =>
        {
            key = new ApiKeys(options.KeyFile).Create("browser", DateTimeOffset.UnixEpoch);
            return options with { RequireKey = true };
        });
        using var wrong = await daemon.PostAsync("session", new { Key = "glyph_0" });
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        using var right = await daemon.PostAsync("session", new { Key = key });
        var cookie = Assert.Single(right.Headers.GetValues("Set-Cookie"));
        Assert.All(["httponly", "samesite=strict"], flag => Assert.Contains(flag, cookie, StringComparison.OrdinalIgnoreCase));

        // The client keeps the cookie, as a browser does.
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(daemon, "/api/v1/searches", null));
        for (var i = 0; i < 8; i++)
        {
            (await daemon.PostAsync("session", new { Key = "glyph_0" })).Dispose();
        }

        using var tooMany = await daemon.PostAsync("session", new { Key = "glyph_0" });
        Assert.Equal(HttpStatusCode.TooManyRequests, tooMany.StatusCode);
    }

    [Fact]
    public async Task A_session_ends_with_its_key_also_where_another_key_gets_its_name()
    {
        string key = "";
        await using var daemon = await DaemonFixture.StartAsync(options =>
        {
            key = new ApiKeys(options.KeyFile).Create("browser", DateTimeOffset.UnixEpoch);
            return options with { RequireKey = true };
        });
        using var none = await daemon.PostAsync("session", new { });
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
        Assert.Contains("key", await none.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        using var opened = await daemon.PostAsync("session", new { Key = key });
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(daemon, "/api/v1/searches", null));

        var keys = new ApiKeys(daemon.Options.KeyFile);
        keys.Revoke("browser");
        keys.Create("browser", DateTimeOffset.UnixEpoch);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(daemon, "/api/v1/searches", null));
    }

    [Fact]
    public async Task A_daemon_that_listens_everywhere_tells_this_machine_an_address_that_it_answers_at()
    {
        string key = "";
        await using var daemon = await DaemonFixture.StartAsync(options =>
        {
            key = new ApiKeys(options.KeyFile).Create("test", DateTimeOffset.UnixEpoch);
            return options with { Urls = [new Uri("http://0.0.0.0:0")] };
        });
        using var client = new GlyphClient(DaemonFile.Read(daemon.Options.Database)!.Url, key);
        Assert.Equal(daemon.Options.Database, (await client.GetAsync<DaemonAbout>("about", Stop)).Database);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_page_of_another_origin_changes_nothing(string header, string value)
    {
        await using var daemon = await DaemonFixture.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/searches") { Content = JsonContent.Create(new { }) };
        request.Headers.Add(header, value);
        using var answer = await daemon.Http.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(daemon.Store.Searches());
    }

    [Fact]
    public async Task A_name_that_is_made_to_point_here_reaches_nothing()
    {
        await using var daemon = await DaemonFixture.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/searches");
        request.Headers.Host = "evil.example";
        using var answer = await daemon.Http.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/../../../../etc/passwd")]
    [InlineData("/assets/../../../../etc/passwd")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/api/v1/searches/..%2f..%2fetc%2fpasswd/report")]
    [InlineData("/api/v1/searches/%00/report")]
    [InlineData("/appsettings.json")]
    public async Task No_path_reaches_a_file(string path)
    {
        await using var daemon = await DaemonFixture.StartAsync();
        var answer = await RawAsync(daemon, $"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.Matches("^HTTP/1.1 (400|404) ", answer);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_huge_body_is_refused_before_it_is_read()
    {
        await using var daemon = await DaemonFixture.StartAsync(options => options with { MaxBodyBytes = 10_000 });
        var answer = await RawAsync(daemon, "POST /api/v1/searches HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000000000\r\nConnection: close\r\n\r\n{");
        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://127.0.0.1:8000/v1/../admin")]
    [InlineData("http://127.0.0.1:8001/v1")]
    [InlineData("http://user@127.0.0.1:8000/v1")]
    [InlineData("http://127.0.0.1:8000@evil.example/v1")]
    [InlineData("file:///etc/passwd")]
    public async Task An_address_that_is_not_allowed_is_not_asked(string endpoint)
    {
        await using var daemon = await DaemonFixture.StartAsync(options => options with { AllowedEndpoints = [new Uri("http://127.0.0.1:8000/v1")] });
        using var answer = await daemon.PostAsync("searches", new
        {
            Reader = new { Kind = "served", Endpoint = endpoint, Model = "m" },
            Llms = new[] { new { Endpoint = endpoint, Model = "m" } },
            Judge = new { Endpoint = endpoint, Model = "m" },
        });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.All(["reader.endpoint", "llms[0].endpoint", "judge.endpoint"], field => Assert.Contains(field, text, StringComparison.Ordinal));
        Assert.Empty(daemon.Store.Searches());
    }

    [Fact]
    public async Task An_archive_names_no_more_than_a_submission_may()
    {
        await using var daemon = await DaemonFixture.StartAsync(options => options with { AllowedEndpoints = [new Uri("http://127.0.0.1:8000/v1")] });
        var evil = new LlmRequest(new Uri("http://evil.example/v1"), "m");
        var search = Samples.Search();
        using var refused = await ImportAsync(daemon, search with
        {
            Request = search.Request with
            {
                Tokenizer = "/etc/passwd",
                Reader = new ReaderRequest { Kind = ReaderKind.Onnx, Endpoint = evil.Endpoint, Folder = "/models/x", Device = "ep:x", EpLibrary = "/tmp/evil.so" },
                Judge = evil,
                Llms = [new LlmRequest(new Uri("file:///etc/passwd"), "m")],
                SeedConfigs = [RenderConfig.Published("/etc/passwd")],
            },
        });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var text = await refused.Content.ReadAsStringAsync(Stop);
        Assert.All(
            ["tokenizer: ", "reader.endpoint: ", "reader.folder: ", "reader.epLibrary: ", "judge.endpoint: ", "llms[0].endpoint: ", "seedConfigs[0].font-path: "],
            field => Assert.Contains(field, text, StringComparison.Ordinal));
        Assert.Empty(daemon.Store.Searches());

        using var added = await ImportAsync(daemon, search with { Request = search.Request with { Llms = [new LlmRequest(daemon.Options.AllowedEndpoints[0], "m")] } });
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
    }

    [Fact]
    public async Task A_search_that_was_made_without_the_daemon_asks_no_other_address_either()
    {
        await using var daemon = await DaemonFixture.StartAsync();
        var search = Samples.Search();
        var reader = new ReaderRequest { Kind = ReaderKind.Served, Endpoint = new Uri("http://127.0.0.1:1/v1"), Model = "m" };
        daemon.Store.Create(search with { State = SearchState.Interrupted, Request = search.Request with { Reader = reader } });
        using var resumed = await daemon.PostAsync("searches/s/resume");
        Assert.Equal(HttpStatusCode.OK, resumed.StatusCode);
        Assert.Contains("reader.endpoint: ", (await daemon.WaitForAsync("s", "failed")).StopReason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../secret")]
    [InlineData("a/../../secret")]
    [InlineData(".hidden")]
    [InlineData("")]
    public async Task No_file_outside_of_the_folder_of_files_is_named(string name)
    {
        await using var daemon = await DaemonFixture.StartAsync(options => options with { FilesFolder = Path.GetDirectoryName(options.Database) });
        await File.WriteAllTextAsync(daemon.Folder.File(".hidden"), "{}", Stop);
        using var answer = await daemon.PostAsync("searches", new { Tokenizer = name, Reader = new { Kind = "onnx", Folder = name, EpLibrary = "/tmp/evil.so" } });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.All(["tokenizer", "reader", "epLibrary"], field => Assert.Contains(field, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fonts_are_named_not_opened()
    {
        await using var daemon = await DaemonFixture.StartAsync();
        using var folder = new TemporaryFolder();
        var font = folder.Write("evil.ttf", "no font");
        using var answer = await daemon.PostAsync("searches", new
        {
            Space = new { Name = "s", Parameters = new Dictionary<string, object>(StringComparer.Ordinal) { ["font-path"] = new { Type = "categorical", Values = new[] { font } } } },
            SeedConfigs = new[] { new Dictionary<string, object>(StringComparer.Ordinal) { ["font-path"] = font } },
        });
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.All(["space: there is no font", "seedConfigs[0].font-path: there is no font"], problem => Assert.Contains(problem, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_answer_tells_browsers_what_they_may_do_with_it()
    {
        await using var daemon = await DaemonFixture.StartAsync();
        foreach (var route in new[] { "/", "/api/v1/searches", "/api/v1/nothing", "/health/live" })
        {
            using var answer = await daemon.Http.GetAsync(route, Stop);
            Assert.Contains("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    private static async Task<HttpResponseMessage> ImportAsync(DaemonFixture daemon, Search search)
    {
        using var store = new InMemorySearchStore();
        store.Create(search);
        using var content = new MemoryStream();
        await SearchArchive.WriteAsync(store, new InMemoryLedger(search.Id), search, content, Stop);
        using var body = new ByteArrayContent(content.ToArray());
        body.Headers.ContentType = new MediaTypeHeaderValue("application/gzip");
        return await daemon.Http.PostAsync("/api/v1/import", body, Stop);
    }

    private static async Task<HttpStatusCode> StatusAsync(DaemonFixture daemon, string route, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, route);
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using var answer = await daemon.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        return answer.StatusCode;
    }

    /// <summary>What comes back for bytes that no client would send.</summary>
    private static async Task<string> RawAsync(DaemonFixture daemon, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", daemon.Http.BaseAddress!.Port, Stop);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Stop);
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync(Stop);
    }
}
