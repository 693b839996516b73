using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Glyph.Core;
using Glyph.Daemon.Serving;

namespace Glyph.Daemon.Client;

/// <summary>Talks to a daemon. Its errors become Glyph's own: bad input with every problem, the rest with the daemon's words.</summary>
internal sealed class GlyphClient : IDisposable
{
    /// <summary>The environment variable that holds the key of a daemon that needs one.</summary>
    public const string KeyVariable = "GLYPH_API_KEY";

    private readonly HttpClient _http;

    /// <summary>Creates a client.</summary>
    /// <param name="server">The daemon's address.</param>
    /// <param name="key">Its key, or null.</param>
    public GlyphClient(Uri server, string? key)
    {
        Server = server;
        var sockets = new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All, ConnectTimeout = TimeSpan.FromSeconds(10) };
        _http = new HttpClient(sockets) { BaseAddress = new Uri(server.ToString().TrimEnd('/') + Routes.Api + "/"), Timeout = Timeout.InfiniteTimeSpan };
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    /// <summary>The daemon's address.</summary>
    public Uri Server { get; }

    /// <summary>What a route answers.</summary>
    /// <exception cref="GlyphException">The daemon cannot be reached, or refuses.</exception>
    public async Task<T> GetAsync<T>(string route, CancellationToken cancellationToken) => (await TryGetAsync<T>(route, cancellationToken))!;

    /// <summary>What a route answers; null where there is nothing of that name.</summary>
    public async Task<T?> TryGetAsync<T>(string route, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, route), HttpCompletionOption.ResponseContentRead, cancellationToken, missingIsNull: true);
        return answer is null ? default : await ReadAsync<T>(answer, cancellationToken);
    }

    /// <summary>The JSON lines of a route.</summary>
    public async Task<IReadOnlyList<T>> LinesAsync<T>(string route, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, route), HttpCompletionOption.ResponseHeadersRead, cancellationToken, missingIsNull: true);
        var lines = new List<T>();
        if (answer is not null)
        {
            using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                lines.Add(JsonSerializer.Deserialize<T>(line, GlyphJson.Compact)!);
            }
        }

        return lines;
    }

    /// <summary>Sends a body, and gives what comes back.</summary>
    public async Task<T> SendAsync<T>(HttpMethod method, string route, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, route) { Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: GlyphJson.Compact) };
        using var answer = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        return (await ReadAsync<T>(answer!, cancellationToken))!;
    }

    /// <summary>Deletes what a route names.</summary>
    public async Task DeleteAsync(string route, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Delete, route), HttpCompletionOption.ResponseContentRead, cancellationToken);
    }

    /// <summary>Loads a file into a stream.</summary>
    public async Task DownloadAsync(string route, Stream target, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, route), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await answer!.Content.CopyToAsync(target, cancellationToken);
    }

    /// <summary>Sends a file, and gives what comes back.</summary>
    public async Task<T> UploadAsync<T>(string route, Stream file, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = new StreamContent(file) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/gzip");
        using var answer = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        return (await ReadAsync<T>(answer!, cancellationToken))!;
    }

    /// <summary>Has something made, and loads it into a stream.</summary>
    /// <returns>The name of its file; null where the daemon does not say.</returns>
    public async Task<string?> PostAsync(string route, Stream target, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = JsonContent.Create(new { }) };
        using var answer = await SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await answer!.Content.CopyToAsync(target, cancellationToken);
        return answer.Content.Headers.ContentDisposition is { } disposition ? disposition.FileNameStar ?? disposition.FileName?.Trim('"') : null;
    }

    /// <summary>The server-sent events of a route, until the stream ends.</summary>
    public async IAsyncEnumerable<(long Id, string Kind, string Data)> EventsAsync(string route, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, route), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var parser = System.Net.ServerSentEvents.SseParser.Create(await answer!.Content.ReadAsStreamAsync(cancellationToken));
        await foreach (var item in parser.EnumerateAsync(cancellationToken))
        {
            yield return (long.Parse(parser.LastEventId, System.Globalization.CultureInfo.InvariantCulture), item.EventType, item.Data);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage?> SendAsync(HttpRequestMessage request, HttpCompletionOption completion, CancellationToken cancellationToken, bool missingIsNull = false)
    {
        HttpResponseMessage answer;
        try
        {
            answer = await _http.SendAsync(request, completion, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new GlyphException($"{Server}: no daemon answers: {e.Message}; start one with 'glyph serve', or leave --server out", e);
        }

        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            if (missingIsNull && answer.StatusCode == HttpStatusCode.NotFound)
            {
                return null;
            }

            throw await ErrorAsync(answer, cancellationToken);
        }
    }

    private async Task<GlyphException> ErrorAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        Problem? problem = null;
        try
        {
            problem = await answer.Content.ReadFromJsonAsync<Problem>(GlyphJson.Compact, cancellationToken);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            // Something else than a daemon answered.
        }

        return (answer.StatusCode, problem) switch
        {
            (HttpStatusCode.Unauthorized, _) => new GlyphException($"{Server}: the daemon asks for a key: put it into {KeyVariable}"),
            (HttpStatusCode.BadRequest, { Errors: { Count: > 0 } errors }) => new InvalidInputException(errors),
            (_, { Detail: { } detail }) => Refused(answer.StatusCode, $"{Server}: {detail}"),
            _ => Refused(answer.StatusCode, $"{Server}: answered {(int)answer.StatusCode} {answer.ReasonPhrase}; is it a Glyph daemon?"),
        };
    }

    /// <summary>An answer's error; where the server is at fault, with what tells that the daemon may be away: so a proxy answers for one that starts again.</summary>
    private static GlyphException Refused(HttpStatusCode status, string message) =>
        (int)status >= 500 ? new GlyphException(message, new HttpRequestException(message, null, status)) : new GlyphException(message);

    private async Task<T?> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync<T>(GlyphJson.Compact, cancellationToken);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new GlyphException($"{Server}: answered something else than a Glyph daemon does: {e.Message}", e);
        }
    }

    private sealed record Problem(string? Title, string? Detail, IReadOnlyList<string>? Errors);
}
