using System.Diagnostics;
using System.Net.Http.Json;
using Glyph.Core;
using Glyph.Core.Stores;
using Glyph.Daemon.Tests.Serving;
using Glyph.Store;
using Glyph.Testing;

namespace Glyph.Cli.Tests.Commands;

/// <summary>A daemon that is killed while it searches; <c>scripts/check-daemon.py kill</c> does it fifty times.</summary>
public sealed class ServeKillTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task No_trial_is_lost_or_repeated_and_every_change_is_numbered()
    {
        var database = _folder.File("glyph.db");
        var finished = new Dictionary<int, DateTimeOffset>();
        string? id = null;
        for (var kill = 0; kill < 3; kill++)
        {
            using var process = Start(database);
            using var http = new HttpClient { BaseAddress = await AddressAsync(process) };
            if (id is null)
            {
                using var answer = await http.PostAsJsonAsync("/api/v1/searches", DaemonFixture.SmallSearch(evaluations: 1000), GlyphJson.Compact, Stop);
                id = (await answer.Content.ReadFromJsonAsync<Daemon.Serving.Submitted>(GlyphJson.Compact, Stop))!.Id;
            }

            await NextTrialAsync(http, id);
            process.Kill();
            await process.WaitForExitAsync(Stop);

            using var store = LiteDbSearchStore.Open(database);
            var trials = store.Trials(id);
            Assert.Equal(trials.Count, trials.Select(t => t.Number).Distinct().Count());
            Assert.All(trials.Where(t => finished.ContainsKey(t.Number)), t => Assert.Equal(finished[t.Number], t.FinishedAt));
            Assert.Empty(finished.Keys.Except(trials.Select(t => t.Number)));
            finished = trials.ToDictionary(t => t.Number, t => t.FinishedAt);

            var changes = store.Changes(0, int.MaxValue);
            Assert.Equal(Enumerable.Range(1, changes.Count).Select(i => (long)i), changes.Select(c => c.Id));
            Assert.Equal(finished.Keys.Order(), changes.Where(c => c.Kind == ChangeKind.Trial).Select(c => int.Parse(c.Key, System.Globalization.CultureInfo.InvariantCulture)).Order());
        }

        Assert.True(finished.Count >= 3);
    }

    private static Process Start(string database)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };

        // The program stands here among the tests' own assemblies, and is run with what these are run with.
        string Beside(string name) => Path.Combine(AppContext.BaseDirectory, name);
        foreach (var argument in new[]
        {
            "exec", "--depsfile", Beside("Glyph.Cli.Tests.deps.json"), "--runtimeconfig", Beside("Glyph.Cli.Tests.runtimeconfig.json"),
            Beside("glyph.dll"), "serve", "--db", database, "--urls", "http://127.0.0.1:0",
        })
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static async Task<Uri> AddressAsync(Process process)
    {
        var line = await process.StandardOutput.ReadLineAsync(Stop);
        Assert.StartsWith("glyph listens on http", line, StringComparison.Ordinal);
        return new Uri(line!.Split(' ', ';')[3]);
    }

    /// <summary>Waits for a trial that is finished from now on.</summary>
    private static async Task NextTrialAsync(HttpClient http, string id)
    {
        await using var stream = await http.GetStreamAsync($"/api/v1/events?search={id}", Stop);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(Stop) is { } line)
        {
            if (line is "event: trial")
            {
                return;
            }
        }

        Assert.Fail("The stream ended.");
    }
}
