using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Glyph.Dashboard.Tests.Synthetic;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Glyph.Dashboard.Tests.Serving;

/// <summary>The daemon as the dashboard knows it: its files under the strict policy, and an API of one synthetic search.</summary>
internal sealed class FakeDaemon : IAsyncDisposable
{
    private const string Cookie = "glyph-session";
    private readonly WebApplication _app;
    private readonly List<(long Id, string Kind, string Data)> _log = [];
    private readonly ConcurrentDictionary<Channel<bool>, bool> _listeners = [];
    private readonly SemaphoreSlim _listening = new(0);
    private readonly string? _key;

    private FakeDaemon(SyntheticSearch search, SyntheticSearch? other, string? key)
    {
        Search = search;
        Other = other;
        _key = key;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Use(Guard);
        MapFiles();
        MapApi(_app.MapGroup("/api/v1"));
    }

    public SyntheticSearch Search { get; }

    /// <summary>A second search, to compare with.</summary>
    public SyntheticSearch? Other { get; }

    public string Address => _app.Urls.Single() + "/";

    /// <summary>Waits until so many streams of events are open: the page closes one and opens another in its own time.</summary>
    public async Task ListenersAsync(int count)
    {
        while (_listeners.Count != count)
        {
            Assert.True(await _listening.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), $"{_listeners.Count} streams are open, not {count}");
        }
    }

    /// <summary>What was asked to be changed, as method, path and body.</summary>
    public ConcurrentQueue<string> Changes { get; } = [];

    /// <summary>Streams of events that were cut, to see that they are opened again.</summary>
    public CancellationTokenSource Cut { get; private set; } = new();

    public static async Task<FakeDaemon> StartAsync(SyntheticSearch search, SyntheticSearch? other = null, string? key = null)
    {
        var daemon = new FakeDaemon(search, other, key);
        await daemon._app.StartAsync();
        return daemon;
    }

    /// <summary>Tells an event to all who listen, and to those who come back later.</summary>
    public void Tell(string kind, object data)
    {
        lock (_log)
        {
            _log.Add((_log.Count + 1, kind, JsonSerializer.Serialize(data, SyntheticReport.Json)));
        }

        foreach (var listener in _listeners.Keys)
        {
            listener.Writer.TryWrite(true);
        }
    }

    public void TellTrial(SyntheticTrial trial) => Tell("trial", new { search = Search.Id, trials = TrialColumns.Of([trial]) });

    /// <summary>Ends all streams of events, as a restart does.</summary>
    public async Task CutStreamsAsync()
    {
        await Cut.CancelAsync();
        Cut.Dispose();
        Cut = new();
    }

    public async ValueTask DisposeAsync()
    {
        await Cut.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Cut.Dispose();
        _listening.Dispose();
    }

    private async Task Guard(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.ContentSecurityPolicy = DashboardFiles.ContentSecurityPolicy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        var isApi = context.Request.Path.StartsWithSegments("/api/v1", StringComparison.Ordinal);
        var isFree = context.Request.Path.StartsWithSegments("/api/v1/session", StringComparison.Ordinal);
        if (isApi && !isFree && _key is not null && !string.Equals(context.Request.Cookies[Cookie], _key, StringComparison.Ordinal))
        {
            await Results.Problem(title: "a key is needed", statusCode: 401).ExecuteAsync(context);
            return;
        }

        if (isApi && !HttpMethods.IsGet(context.Request.Method) && !context.Request.HasJsonContentType())
        {
            await Results.Problem(title: "send JSON", statusCode: 415).ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private void MapFiles() => _app.MapGet("/{**path}", (string? path) =>
        DashboardFiles.Find(path is null or "" ? "index.html" : path) is { } file ? Results.Bytes(file.Content, file.ContentType) : Results.NotFound());

    private void MapApi(RouteGroupBuilder api)
    {
        api.MapGet("/searches", () => Json(new { searches = new[] { Search, Other }.OfType<SyntheticSearch>().Select(s => s.Info()), lastEvent = Last }));
        api.MapGet("/searches/{id}/report", (string id) => Find(id) is { } search
            ? Json(search.Document(isExported: false, lastEvent: Last))
            : Results.Problem(title: "there is no such search", detail: id, statusCode: 404));
        api.MapGet("/searches/{id}/trials/{n:int}", (int n) => Json(Search.Detail(n)));
        api.MapGet("/searches/{id}/trials/{n:int}/pages", (int n, int from, int count) => Json(SyntheticPages.Of(Search[n], from, count)));
        api.MapGet("/searches/{id}/exports", () => Json(new { exports = new[] { new { name = "front.csv", title = "The front", contentType = "text/csv" } } }));
        api.MapGet("/searches/{id}/exports/{name}", (string name) => Results.Text("trial\n", "text/csv"));
        api.MapPost("/searches/{id}/{action}", (string action, HttpContext context) => ChangeAsync(context, () => Search.State = action switch { "pause" => "paused", "resume" => "running", _ => "cancelled" }));
        api.MapPatch("/searches/{id}", (string id, HttpContext context) => ChangeAsync(context, () => { }));
        api.MapPost("/session", (Delegate)(async (HttpContext context) =>
        {
            var body = await context.Request.ReadFromJsonAsync<Dictionary<string, string>>();
            if (!string.Equals(body!["key"], _key, StringComparison.Ordinal))
            {
                return Results.Problem(title: "wrong key", statusCode: 401);
            }

            context.Response.Cookies.Append(Cookie, _key!, new() { HttpOnly = true, SameSite = SameSiteMode.Strict });
            return Results.NoContent();
        }));
        api.MapGet("/events", EventsAsync);
    }

    private int Last
    {
        get
        {
            lock (_log)
            {
                return _log.Count;
            }
        }
    }

    private SyntheticSearch? Find(string id) => new[] { Search, Other }.FirstOrDefault(s => s is not null && s.Id.Equals(id, StringComparison.Ordinal));

    private static IResult Json(object value) => Results.Json(value, SyntheticReport.Json);

    private async Task<IResult> ChangeAsync(HttpContext context, Action change)
    {
        using var reader = new StreamReader(context.Request.Body);
        Changes.Enqueue($"{context.Request.Method} {context.Request.Path} {await reader.ReadToEndAsync()}");
        change();
        Tell("search", Search.Info());
        return Results.NoContent();
    }

    private async Task EventsAsync(HttpContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, Cut.Token);
        var isOfOne = context.Request.Query.ContainsKey("search");
        var after = long.TryParse(context.Request.Headers["Last-Event-ID"].FirstOrDefault() ?? context.Request.Query["after"].FirstOrDefault(), CultureInfo.InvariantCulture, out var id) ? id : 0;
        var listener = Channel.CreateUnbounded<bool>();
        _listeners.TryAdd(listener, true);
        _listening.Release();
        context.Response.ContentType = "text/event-stream";
        try
        {
            await context.Response.WriteAsync("retry: 200\n\n", ended.Token);
            await context.Response.Body.FlushAsync(ended.Token);
            listener.Writer.TryWrite(true);
            while (await listener.Reader.WaitToReadAsync(ended.Token))
            {
                while (listener.Reader.TryRead(out _))
                {
                }

                List<(long Id, string Kind, string Data)> news;
                lock (_log)
                {
                    news = [.. _log.Where(e => e.Id > after && (isOfOne || e.Kind is "search" or "notice" or "removed"))];
                }

                foreach (var e in news)
                {
                    after = e.Id;
                    await context.Response.WriteAsync($"id: {e.Id}\nevent: {e.Kind}\ndata: {e.Data}\n\n", ended.Token);
                }

                await context.Response.Body.FlushAsync(ended.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Who listened went away, or the stream was cut.
        }
        finally
        {
            _listeners.TryRemove(listener, out _);
            _listening.Release();
        }
    }
}
