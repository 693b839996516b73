using System.ComponentModel;
using System.Globalization;
using Glyph.Daemon.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Glyph.Daemon.Serving;

/// <summary>The stream of events.</summary>
internal static class EventEndpoints
{
    /// <summary>A line that says nothing, so that proxies and clients know that the stream lives.</summary>
    private static readonly byte[] Heartbeat = ": \n\n"u8.ToArray();

    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(15);

    /// <summary>Adds the route.</summary>
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/events", StreamAsync)
            .WithSummary("What happens, as server-sent events: of one search everything; without one, where all searches stand. A client that was cut off goes on after the event whose id it gives as Last-Event-ID.")
            .Produces<string>(contentType: "text/event-stream");

    private static async Task StreamAsync(
        HttpContext context,
        EventFeed feed,
        TimeProvider time,
        IHostApplicationLifetime life,
        [Description("The search whose events are wanted.")] string? search = null,
        [Description("The id of the last event that is known. Default: the newest, so that only what comes is told. The header Last-Event-ID takes its place.")] long? after = null)
    {
        var last = feed.Last;
        if (long.TryParse(context.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var header))
        {
            after = header;
        }

        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
        var body = context.Response.Body;
        try
        {
            await body.WriteAsync("retry: 2000\n\n"u8.ToArray(), stop.Token);
            await body.FlushAsync(stop.Token);
            await using var frames = feed.FollowAsync(Math.Clamp(after ?? last, 0, last), search, stop.Token).GetAsyncEnumerator(stop.Token);
            await SendAsync(frames, body, time, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The client went away, or the daemon stops.
        }
    }

    /// <summary>Sends frames as they come, and a heartbeat where none comes for long.</summary>
    private static async Task SendAsync(IAsyncEnumerator<IReadOnlyList<ReadOnlyMemory<byte>>> frames, Stream body, TimeProvider time, CancellationTokenSource stop)
    {
        var cancellationToken = stop.Token;
        var next = frames.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                using var beat = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                if (await Task.WhenAny(next, Task.Delay(HeartbeatEvery, time, beat.Token)) == next)
                {
                    await beat.CancelAsync();
                    if (!await next)
                    {
                        return;
                    }

                    foreach (var frame in frames.Current)
                    {
                        await body.WriteAsync(frame, cancellationToken);
                    }

                    next = frames.MoveNextAsync().AsTask();
                }
                else
                {
                    await body.WriteAsync(Heartbeat, cancellationToken);
                }

                await body.FlushAsync(cancellationToken);
            }
        }
        finally
        {
            // What is waited for is waited to its end: an enumerator under way cannot be disposed.
            await stop.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
