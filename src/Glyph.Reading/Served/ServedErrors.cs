using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Net.Http.Headers;
using Glyph.Core.Reading;

namespace Glyph.Reading.Served;

/// <summary>
/// Says what an error of a server means. No error of the client is kept as a cause, for it may hold what the server said, and
/// with that the key.
/// </summary>
internal sealed class ServedErrors(ServedModelOptions options, string? apiKey, TimeProvider time)
{
    private static readonly string[] TooLargeWords = ["context length", "context size", "too many images", "may be provided in one prompt", "too large", "too long"];

    private readonly string _who = $"{options.Model} at {options.Endpoint}";
    private readonly ServerWords _words = new(apiKey);

    /// <summary>What the client's error means.</summary>
    public ModelException Of(Exception error)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case ModelException known:
                    return known;
                case ClientResultException { Status: > 0 } answered:
                    return OfStatus(answered);
                case HttpRequestException broken:
                    return OfConnection(broken.HttpRequestError);
                case OperationCanceledException:
                    return new ModelException(ModelFault.Transient, $"{_who} cannot be reached: no connection in time.") { ServerUnavailable = true };
                default:
                    break;
            }
        }

        return NoAnswer("its answer cannot be understood");
    }

    /// <summary>There was no whole answer in time.</summary>
    public ModelException TimedOut(TimeSpan timeout) =>
        new(ModelFault.Transient, FormattableString.Invariant($"{_who} gave no whole answer within {timeout.TotalSeconds:0.###} s.")) { MayBeCharged = true };

    /// <summary>The question cannot be put.</summary>
    public ModelException Refused(string problem) => new(ModelFault.Question, $"{_who}: {problem}.");

    /// <summary>What came is no answer.</summary>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="body">Where the server's own words are, or null.</param>
    public ModelException NoAnswer(string problem, string? body = null) =>
        new(ModelFault.Transient, $"{_who}: {problem}{_words.Of(body)}.") { MayBeCharged = true };

    private ModelException OfConnection(HttpRequestError error) => error switch
    {
        HttpRequestError.ConnectionError => Unreachable("no connection"),
        HttpRequestError.NameResolutionError => Unreachable("its name is not known"),
        HttpRequestError.SecureConnectionError => Unreachable("no secure connection"),
        HttpRequestError.ProxyTunnelError => Unreachable("the proxy lets nothing through"),
        _ => NoAnswer("the connection broke before the answer was whole"),
    };

    private ModelException Unreachable(string why) => new(ModelFault.Transient, $"{_who} cannot be reached: {why}.") { ServerUnavailable = true };

    private ModelException OfStatus(ClientResultException error)
    {
        var response = error.GetRawResponse();
        var body = response?.Content.ToString();
        var code = ServerWords.Code(body);
        var said = string.Create(CultureInfo.InvariantCulture, $"{_who}: HTTP {error.Status}");
        return error.Status switch
        {
            >= 300 and < 400 => new ModelException(ModelFault.Fatal, $"{said}: it is moved elsewhere; give its new address as the endpoint."),

            // A server that refuses a key often repeats it, in part or whole: its words are left out.
            401 or 403 => new ModelException(ModelFault.Fatal, $"{said}: the API key is not accepted; another is needed."),
            402 => new ModelException(ModelFault.Fatal, $"{said}: the account has no credit{_words.Of(body)}."),
            404 or 405 or 410 => new ModelException(ModelFault.Fatal, $"{said}: no such model, or the endpoint's path is wrong{_words.Of(body)}."),
            429 when code is "insufficient_quota" => new ModelException(ModelFault.Fatal, $"{said}: the account's quota is used up{_words.Of(body)}."),
            400 or 422 when code is "unsupported_parameter" or "unsupported_value" =>
                new ModelException(ModelFault.Fatal, $"{said}: the model refuses a parameter; it must be left out of the decoding{_words.Of(body)}."),
            408 or 409 or 425 or 429 or >= 500 => new ModelException(ModelFault.Transient, $"{said}{_words.Of(body)}.")
            {
                RetryAfter = RetryAfter(response?.Headers),
                ServerUnavailable = error.Status is 429 or 502 or 503 or 529,
                MayBeCharged = error.Status is 504 or 524,
            },
            _ => new ModelException(ModelFault.Question, $"{said}{_words.Of(body)}.") { TooLarge = IsTooLarge(error.Status, code, body) },
        };
    }

    /// <summary>
    /// Whether fewer images might pass: the status says so, or the code of OpenAI, or the words of vLLM and SGLang ("maximum
    /// context length"), llama.cpp ("exceeds the available context size") and those that limit images a prompt.
    /// </summary>
    private static bool IsTooLarge(int status, string? code, string? body) => status == 413 || code is "context_length_exceeded"
        || (body is not null && TooLargeWords.Any(words => body.Contains(words, StringComparison.OrdinalIgnoreCase)));

    private TimeSpan? RetryAfter(PipelineResponseHeaders? headers)
    {
        if (headers is null || !headers.TryGetValue("Retry-After", out var text) || !RetryConditionHeaderValue.TryParse(text, out var value))
        {
            return null;
        }

        var wait = value.Delta ?? value.Date - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
