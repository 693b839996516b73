using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Glyph.Testing;

/// <summary>A small real HTTP server on a free port that plays an OpenAI-compatible endpoint.</summary>
public sealed class ChatServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private readonly Func<string, CancellationToken, Task<(int Status, string Body)>> _answer;

    /// <summary>Starts a server.</summary>
    /// <param name="answer">Gives a request's body a status and an answer's body.</param>
    public ChatServer(Func<string, CancellationToken, Task<(int Status, string Body)>> answer)
    {
        _answer = answer;
        Endpoint = Start();
        _serving = ServeAsync();
    }

    /// <summary>The address that a client is given; it ends in <c>/v1</c>.</summary>
    public Uri Endpoint { get; }

    /// <summary>The bodies of all requests so far.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The Authorization headers of all requests so far.</summary>
    public List<string?> Keys { get; } = [];

    /// <summary>A server whose model always says this.</summary>
    public static ChatServer Saying(string content) => new((_, _) => Task.FromResult((200, Completion(content))));

    /// <summary>The body of an answer, which says that it was charged for 120 and 30 tokens.</summary>
    public static string Completion(string content, string finish = "stop") => JsonSerializer.Serialize(new
    {
        id = "c1",
        @object = "chat.completion",
        created = 1,
        model = "tiny",
        choices = new[] { new { index = 0, finish_reason = finish, message = new { role = "assistant", content } } },
        usage = new { prompt_tokens = 120, completion_tokens = 30, total_tokens = 150 },
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Close();
        await _serving;
        _stop.Dispose();
    }

    private Uri Start()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        _listener.Prefixes.Add(FormattableString.Invariant($"http://127.0.0.1:{port}/"));
        _listener.Start();
        return new Uri(FormattableString.Invariant($"http://127.0.0.1:{port}/v1"));
    }

    private async Task ServeAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
                var body = await reader.ReadToEndAsync(_stop.Token);
                Requests.Add(body);
                Keys.Add(context.Request.Headers["Authorization"]);
                var (status, text) = await _answer(body, _stop.Token);
                context.Response.StatusCode = status;
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text), _stop.Token);
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or OperationCanceledException)
        {
            // The test is over.
        }
    }
}
