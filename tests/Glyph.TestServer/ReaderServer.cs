using System.Net;
using Glyph.TestServer.Answers;
using Glyph.TestServer.Behaviours;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Glyph.TestServer;

/// <summary>The server: OpenAI's <c>/v1/chat/completions</c> and <c>/v1/models</c>, and <c>/control</c> for tests. Real HTTP, in any process.</summary>
public sealed class ReaderServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Chat _chat;

    private ReaderServer(WebApplication app, Chat chat)
    {
        (_app, _chat) = (app, chat);
        Endpoint = new Uri($"{app.Urls.First()}/v1");
    }

    /// <summary>The address that a client is given.</summary>
    public Uri Endpoint { get; }

    /// <summary>What is counted, and what is to be misbehaved.</summary>
    public ServerState State => _chat.State;

    /// <summary>Ends when the server was told to die.</summary>
    public Task Died => _chat.Died;

    /// <summary>Starts a server; it listens when this returns.</summary>
    public static async Task<ReaderServer> StartAsync(ServerOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var app = builder.Build();
        var reader = options.Oracle is { } file ? (IPageText)Oracle.Open(file) : new OcrPages();
        var chat = new Chat(options, new ServerState(), reader);
        app.MapPost("/v1/chat/completions", chat.CompleteAsync);
        app.MapGet("/v1/models", () => Results.Json(new { @object = "list", data = new[] { new { id = options.Model, @object = "model", owned_by = "tests" } } }));
        app.MapPost("/control", (Script script) => chat.State.Begin(script));
        app.MapGet("/control/stats", () => chat.State.Stats());
        await app.StartAsync();
        return new ReaderServer(app, chat);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Nobody waits for answers that drip.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _chat.Dispose();
    }
}
