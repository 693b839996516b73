using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Glyph.Core.Reading;
using Glyph.Core.Rendering;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using OpenAI;
using OpenAI.Chat;
using ChatMessageContent = Microsoft.SemanticKernel.ChatMessageContent;

namespace Glyph.Reading.Served;

/// <summary>
/// A model behind OpenAI's chat completion protocol: vLLM, SGLang, llama.cpp, Ollama, and what providers offer. A question is
/// one attempt; who wants retries puts a <see cref="ResilientModel"/> around it.
/// </summary>
internal sealed class ServedModel : IVisionModel, IDisposable
{
    /// <summary>The bytes that base64 makes of three.</summary>
    private const int Base64Group = 4;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    private readonly ServedModelOptions _options;
    private readonly Action<PageImage, Stream> _encode;
    private readonly TimeProvider _time;
    private readonly ServedErrors _errors;
    private readonly HttpClient _http;
    private readonly OpenAIChatCompletionService _chat;

    /// <summary>Creates a model; nothing is asked yet.</summary>
    /// <param name="options">Which model, and where.</param>
    /// <param name="apiKey">The key, or null for a server that wants none. It is kept nowhere but in the client.</param>
    /// <param name="encode">Writes an image as PNG.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="Core.InvalidInputException">The options are wrong.</exception>
    public ServedModel(ServedModelOptions options, string? apiKey, Action<PageImage, Stream> encode, TimeProvider time)
    {
        options.Check(apiKey);
        _options = options;
        _encode = encode;
        _time = time;
        _errors = new ServedErrors(options, apiKey, time);

        // No redirect is followed: it would carry the question, and maybe the key, to who knows where.
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        _http = new HttpClient(new AnswerGuard(_errors) { InnerHandler = sockets }) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        var client = new OpenAIClientOptions
        {
            Endpoint = options.Endpoint,
            Transport = new HttpClientPipelineTransport(_http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = System.Threading.Timeout.InfiniteTimeSpan,
            UserAgentApplicationId = "glyph",
        };

        // The client insists on a key; servers that want none ignore it.
        var credential = new ApiKeyCredential(string.IsNullOrEmpty(apiKey) ? "none" : apiKey);
        _chat = new OpenAIChatCompletionService(options.Model, new OpenAIClient(credential, client));

        var endpoint = options.Endpoint.AbsoluteUri;
        Identity = new ReaderIdentity("served", new Dictionary<string, string>(StringComparer.Ordinal) { [options.Model] = endpoint }, endpoint);
        Parameters = ParametersOf(options);
    }

    /// <inheritdoc/>
    public ReaderIdentity Identity { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Parameters { get; }

    /// <inheritdoc/>
    public ModelLimits Limits => _options.Limits;

    /// <inheritdoc/>
    public async Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellationToken)
    {
        var history = new ChatHistory();
        history.Add(new ChatMessageContent(AuthorRole.User, Items(question)));
        using var limit = new CancellationTokenSource(_options.Timeout, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var answer = await _chat.GetChatMessageContentAsync(history, Settings(question.MaxAnswerTokens), kernel: null, stop.Token);
            return ToReply((ChatCompletion)answer.InnerContent!);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (limit.IsCancellationRequested)
        {
            throw _errors.TimedOut(_options.Timeout);
        }
        catch (Exception e) when (e is not ModelException)
        {
            throw _errors.Of(e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private ChatMessageContentItemCollection Items(ModelQuestion question)
    {
        if (question.Images.Count > Limits.Images)
        {
            throw _errors.Refused(FormattableString.Invariant($"the question has {question.Images.Count} images; the model takes {Limits.Images}"));
        }

        var items = new ChatMessageContentItemCollection();
        long bytes = Encoding.UTF8.GetByteCount(question.Prompt);
        foreach (var image in question.Images)
        {
            using var png = new MemoryStream();
            _encode(image, png);
            items.Add(new ImageContent(png.ToArray(), "image/png"));
            bytes += png.Length * Base64Group / 3;
        }

        if (bytes > Limits.Bytes)
        {
            throw _errors.Refused(FormattableString.Invariant($"the question has {bytes} bytes; the limit is {Limits.Bytes}"));
        }

        items.Add(new TextContent(question.Prompt));
        return items;
    }

    private OpenAIPromptExecutionSettings Settings(int maxAnswerTokens)
    {
        var decoding = _options.Decoding;
        var extra = decoding.Extra.ToDictionary(field => field.Key, field => (object?)field.Value, StringComparer.Ordinal);

        // The client itself would send max_completion_tokens, which older servers do not know.
        extra[LimitName(decoding)] = maxAnswerTokens;

#pragma warning disable SKEXP0010 // Marked as experimental, and the only way to seed, and to name a field that the client does not know.
        return new OpenAIPromptExecutionSettings
        {
            Temperature = decoding.Temperature,
            TopP = decoding.TopP,
            Seed = decoding.Seed,
            ExtraBody = extra,
        };
#pragma warning restore SKEXP0010
    }

    private static string LimitName(Decoding decoding) => decoding.LimitsCompletionTokens ? "max_completion_tokens" : "max_tokens";

    private static ModelReply ToReply(ChatCompletion completion)
    {
        var refusal = string.IsNullOrEmpty(completion.Refusal) ? null : completion.Refusal;
        var finish = completion.FinishReason switch
        {
            _ when refusal is not null => FinishReason.ContentFilter,
            ChatFinishReason.Stop => FinishReason.Stop,
            ChatFinishReason.Length => FinishReason.Length,
            ChatFinishReason.ContentFilter => FinishReason.ContentFilter,
            _ => FinishReason.Other,
        };
        var text = refusal ?? string.Concat(completion.Content.Select(part => part.Text));
        return new ModelReply(text, finish, completion.Usage?.InputTokenCount, completion.Usage?.OutputTokenCount);
    }

    private static Dictionary<string, string> ParametersOf(ServedModelOptions options)
    {
        var decoding = options.Decoding;
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["endpoint"] = options.Endpoint.AbsoluteUri,
            ["model"] = options.Model,
            ["limit"] = LimitName(decoding),
        };
        foreach (var (name, value) in new (string, IFormattable?)[] { ("temperature", decoding.Temperature), ("top_p", decoding.TopP), ("seed", decoding.Seed) })
        {
            if (value is not null)
            {
                parameters[name] = value.ToString(format: null, CultureInfo.InvariantCulture);
            }
        }

        foreach (var (name, value) in decoding.Extra)
        {
            parameters[$"extra.{name}"] = JsonSerializer.Serialize(value);
        }

        return parameters;
    }
}
