using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Glyph.Core.Searching;
using Glyph.Core.Spending;
using Glyph.Daemon.Operations;
using Glyph.Daemon.Tests.Serving;
using Glyph.Store;
using Glyph.Testing;

namespace Glyph.Cli.Tests.Commands;

/// <summary>The command line with a daemon: what it does there is what it does here.</summary>
public sealed class RemoteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Corpus() => _folder.Write("text.txt", string.Join("\n\n", Enumerable.Range(1, 12).Select(i => FormattableString.Invariant($"Paragraph {i} tells of a boat, number {i * 7919}, that leaves at {i}:15."))));

    [Fact]
    public async Task A_search_is_run_watched_looked_at_and_exported_elsewhere()
    {
        await using var daemon = await DaemonFixture.StartAsync();
        var server = daemon.Http.BaseAddress!.ToString();
        var run = await CliRun.Of("search", "--server", server, "--corpus", Corpus(), "--evaluations", "3", "--samples", "8", "--out", _folder.File("out"), "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        var id = run.Json.GetProperty("search").GetString()!;
        Assert.Equal((3, "finished"), (run.Json.GetProperty("evaluations").GetInt32(), run.Json.GetProperty("state").GetString()));
        Assert.Contains("trial", run.Error, StringComparison.Ordinal);
        Assert.Equal(id, Assert.Single(daemon.Store.Searches()).Id);
        var best = JsonElement.Parse(await File.ReadAllTextAsync(_folder.File("out/best.json"), TestContext.Current.CancellationToken));
        Assert.True(File.Exists(best.GetProperty("font-path").GetString()));

        foreach (var command in new[] { "list", "front", "analyze", "ledger", "journal" })
        {
            var remote = await CliRun.Of(command, "--server", server, "--json");
            Assert.True(remote.ExitCode == 0, $"{command}: {remote.Error}");
            Assert.Contains(id, remote.Output, StringComparison.Ordinal);
        }

        var here = await CliRun.Of("export", "--server", server, "--format", "csv,receipt", "--trial", "1", "--out", _folder.File("csv"), "--archive", _folder.File("a.glyph.gz"));
        Assert.True(here.ExitCode == 0, here.Error);
        Assert.True(File.Exists(_folder.File("csv/trials.csv")) && File.Exists(_folder.File("csv/receipt.json")));

        // The archive of another machine is a search like any other here.
        var database = _folder.File("own.db");
        Assert.Equal(0, (await CliRun.Of("import", _folder.File("a.glyph.gz"), "--db", database)).ExitCode);
        Assert.Equal(2, (await CliRun.Of("import", _folder.File("a.glyph.gz"), "--server", server)).ExitCode);
        var again = await CliRun.Of("import", _folder.File("a.glyph.gz"), "--as", "again", "--server", server);
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Equal(2, daemon.Store.Searches().Count);
        Assert.Equal(Trials(await CliRun.Of("front", "--search", id, "--server", server, "--json")), Trials(await CliRun.Of("front", "--db", database, "--json")));
    }

    [Fact]
    public async Task A_daemon_that_owns_the_database_is_talked_to_and_the_file_is_opened_without_one()
    {
        await using var daemon = await DaemonFixture.StartAsync();
        var database = daemon.Options.Database;
        var submitted = await CliRun.Of("search", "--db", database, "--corpus", Corpus(), "--evaluations", "2", "--samples", "8", "--detach", "--json");
        Assert.True(submitted.ExitCode == 0, submitted.Error);
        var watched = await CliRun.Of("watch", "--db", database, "--json");
        Assert.True(watched.ExitCode == 0, watched.Error);
        Assert.Equal(0, (await CliRun.Of("backup", "--db", database, "--out", _folder.File("copy.db"))).ExitCode);
        daemon.Store.Submit(SampleRecords.Search("later") with { State = SearchState.Paused }, SpendTerms.None, 0);
        await daemon.WaitForAsync("later", "paused");
        Assert.Equal(0, (await CliRun.Of("queue", "priority", "3", "--search", "later", "--db", database)).ExitCode);
        Assert.Equal(0, (await CliRun.Of("queue", "remove", "--search", "later", "--db", database)).ExitCode);
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(_folder.File("link.db"), database);
            Assert.Single((await CliRun.Of("list", "--db", _folder.File("link.db"), "--json")).Json.EnumerateArray());
        }

        Assert.Equal(0, (await CliRun.Of("queue", "remove", "--db", database)).ExitCode);
        Assert.Empty((await CliRun.Of("list", "--db", database, "--json")).Json.EnumerateArray());
        await daemon.StopAsync();

        Assert.Empty((await CliRun.Of("list", "--db", database, "--json")).Json.EnumerateArray());
        Assert.Single((await CliRun.Of("list", "--db", _folder.File("copy.db"), "--json")).Json.EnumerateArray());
        var nobody = await CliRun.Of("watch", "--db", database);
        Assert.Equal((2, true), (nobody.ExitCode, nobody.Error.Contains("glyph serve", StringComparison.Ordinal)));
        var detached = await CliRun.Of("search", "--db", database, "--detach");
        Assert.Equal((2, true), (detached.ExitCode, detached.Error.Contains("glyph serve", StringComparison.Ordinal)));
        await daemon.StartAgainAsync();
    }

    [Fact]
    public async Task A_daemon_file_whose_port_another_server_has_by_now_is_stale()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var answering = AnswerAsync(other);
        var database = _folder.File("glyph.db");
        LiteDbSearchStore.Open(database).Dispose();
        new DaemonFile(new Uri(FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}")), 1).Write(database);
        var run = await CliRun.Of("list", "--db", database, "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Empty(run.Json.EnumerateArray());
        await answering;
    }

    /// <summary>Answers one request with a page.</summary>
    private static async Task AnswerAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { Length: > 0 })
        {
            // The head ends with an empty line.
        }

        await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<html>"u8.ToArray(), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_a_daemon_refuses_is_told_with_every_problem()
    {
        await using var daemon = await DaemonFixture.StartAsync();
        var server = daemon.Http.BaseAddress!.ToString();
        var run = await CliRun.Of("search", "--server", server, "--reader-endpoint", "http://127.0.0.1:1/v1", "--reader-model", "m", "--tokenizer", "mine.json");
        Assert.Equal(2, run.ExitCode);
        Assert.All(["reader.endpoint", "tokenizer"], field => Assert.Contains(field, run.Error, StringComparison.Ordinal));
        var unheeded = await CliRun.Of("search", "--server", server, "--detach", "--out", _folder.File("out"), "--corpus-characters", "5000");
        Assert.Equal(2, unheeded.ExitCode);
        Assert.All(["--out", "--corpus-characters needs --corpus"], problem => Assert.Contains(problem, unheeded.Error, StringComparison.Ordinal));
        Assert.Empty(daemon.Store.Searches());
        var gone = await CliRun.Of("list", "--server", "http://127.0.0.1:1");
        Assert.Equal((1, true), (gone.ExitCode, gone.Error.Contains("no daemon answers", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Keys_are_made_listed_and_revoked()
    {
        var database = _folder.File("glyph.db");
        var made = await CliRun.Of("key", "create", "laptop", "--db", database);
        Assert.StartsWith("glyph_", made.Output, StringComparison.Ordinal);
        Assert.Equal("laptop", Assert.Single((await CliRun.Of("key", "list", "--db", database, "--json")).Json.EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal(2, (await CliRun.Of("key", "create", "laptop", "--db", database)).ExitCode);
        Assert.Equal(0, (await CliRun.Of("key", "revoke", "laptop", "--db", database)).ExitCode);
        Assert.Equal(2, (await CliRun.Of("key", "revoke", "laptop", "--db", database)).ExitCode);
    }

    [Theory]
    [InlineData("serve", "--urls", "http://0.0.0.0:0")]
    [InlineData("serve", "--urls", "https://127.0.0.1:8370")]
    [InlineData("serve", "--require-key")]
    [InlineData("serve", "--retain-days", "0")]
    public async Task A_daemon_that_must_not_start_does_not(params string[] args)
    {
        var run = await CliRun.Of([.. args, "--db", _folder.File("glyph.db")]);
        Assert.Equal(2, run.ExitCode);
        Assert.NotEmpty(run.Error);
    }

    private static string Trials(CliRun run) => string.Join(' ', run.Json.GetProperty("trials").EnumerateArray().Select(t => $"{t.GetProperty("trial")} {t.GetProperty("accuracy").GetProperty("mean")}"));
}
