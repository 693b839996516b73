using System.ClientModel;
using System.ClientModel.Primitives;
using Glyph.Core.Searching;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using OpenAI;

namespace Glyph.Evolution.Llm;

/// <summary>Connects to any server that speaks OpenAI's chat completion protocol.</summary>
public static class LlmChat
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    /// <summary>A chat service that asks once and does not repeat by itself: a search does not wait for a server that is down.</summary>
    /// <param name="request">Where it is, and which model.</param>
    /// <param name="apiKey">The key, from an environment variable; null or empty for a server that wants none.</param>
    public static IChatCompletionService Create(LlmRequest request, string? apiKey)
    {
        // No redirect is followed: it would carry the question, and maybe the key, to who knows where.
        var sockets = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = ConnectTimeout };
        var options = new OpenAIClientOptions
        {
            Endpoint = request.Endpoint,
            Transport = new HttpClientPipelineTransport(new HttpClient(sockets) { Timeout = Timeout.InfiniteTimeSpan }),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            UserAgentApplicationId = "glyph",
        };

        // The client insists on a key; servers that want none ignore it.
        var credential = new ApiKeyCredential(string.IsNullOrWhiteSpace(apiKey) ? "none" : apiKey);
        return new OpenAIChatCompletionService(request.Model, new OpenAIClient(credential, options));
    }
}
