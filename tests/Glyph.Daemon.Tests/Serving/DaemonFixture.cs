using System.Net.Http.Json;
using System.Text.Json;
using Glyph.Core;
using Glyph.Daemon.Client;
using Glyph.Daemon.Reporting;
using Glyph.Daemon.Serving;
using Glyph.Store;
using Glyph.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Glyph.Daemon.Tests.Serving;

/// <summary>A real daemon on a port of its own, with a database of its own.</summary>
public sealed class DaemonFixture : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    internal DaemonFixture(Func<DaemonOptions, DaemonOptions>? change = null)
    {
        var options = new DaemonOptions { Urls = [new Uri("http://127.0.0.1:0")], Database = _folder.File("glyph.db") };
        Options = change?.Invoke(options) ?? options;
    }

    internal DaemonOptions Options { get; }

    internal DaemonHost Host { get; private set; } = null!;

    internal LiteDbSearchStore Store => Host.Services.GetRequiredService<LiteDbSearchStore>();

    public HttpClient Http { get; private set; } = null!;

    public TemporaryFolder Folder => _folder;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    internal static async Task<DaemonFixture> StartAsync(Func<DaemonOptions, DaemonOptions>? change = null)
    {
        var fixture = new DaemonFixture(change);
        await fixture.StartAgainAsync();
        return fixture;
    }

    internal async Task StartAgainAsync()
    {
        Host = DaemonHost.Create(Options, TimeProvider.System);
        await Host.StartAsync(Stop);
        Http = new HttpClient { BaseAddress = Host.Addresses[0] };
    }

    internal async Task StopAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    /// <summary>A small search that takes a second or two.</summary>
    internal static object SmallSearch(int evaluations = 4, int priority = 0) => new
    {
        Corpus = new { Name = "small", Texts = new[] { new { Id = "a.txt", Text = string.Join("\n\n", Enumerable.Range(1, 12).Select(i => FormattableString.Invariant($"Paragraph {i} tells of a boat, number {i * 7919}, that leaves at {i}:15 and is never late."))) } } },
        Evaluations = evaluations,
        Samples = 8,
        Batch = 2,
        Priority = priority,
    };

    /// <summary>Sends a body, and gives the answer.</summary>
    internal Task<HttpResponseMessage> PostAsync(string route, object? body = null) => Http.PostAsJsonAsync($"/api/v1/{route}", body ?? new { }, GlyphJson.Compact, Stop);

    /// <summary>Submits a small search.</summary>
    internal async Task<string> SubmitAsync(object? search = null)
    {
        using var answer = await PostAsync("searches", search ?? SmallSearch());
        Assert.Equal(201, (int)answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("id").GetString()!;
    }

    /// <summary>The JSON of a route.</summary>
    internal async Task<JsonElement> GetAsync(string route) => await Http.GetFromJsonAsync<JsonElement>($"/api/v1/{route}", Stop);

    /// <summary>Waits for an event after which a search stands in a state.</summary>
    internal async Task<SearchInfo> WaitForAsync(string id, string state)
    {
        await foreach (var (kind, data) in EventsAsync(id, 0))
        {
            if (kind is "search" && data.GetProperty("state").GetString() is { } now)
            {
                if (string.Equals(now, state, StringComparison.Ordinal))
                {
                    return data.Deserialize<SearchInfo>(GlyphJson.Compact)!;
                }

                Assert.False(now is "failed" && state is not "failed", data.ToString());
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }

    /// <summary>The events of a search after one, as they come.</summary>
    internal async IAsyncEnumerable<(string Kind, JsonElement Data)> EventsAsync(string id, long after)
    {
        await foreach (var (_, kind, data) in NumberedEventsAsync(id, after))
        {
            yield return (kind, data);
        }
    }

    /// <summary>The events of a search after one, with their numbers.</summary>
    internal async IAsyncEnumerable<(long Id, string Kind, JsonElement Data)> NumberedEventsAsync(string id, long after)
    {
        using var client = new GlyphClient(Http.BaseAddress!, null);
        await foreach (var (number, kind, data) in client.EventsAsync($"events?search={id}&after={after}", Stop))
        {
            yield return (number, kind, JsonElement.Parse(data));
        }
    }
}
