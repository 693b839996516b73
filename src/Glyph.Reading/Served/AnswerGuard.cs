using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Glyph.Reading.Served;

/// <summary>
/// Reads an answer whole, within a limit, and sees that it is one, before the client's parser does: that one's errors say
/// little about what a server sent.
/// </summary>
internal sealed class AnswerGuard(ServedErrors errors) : DelegatingHandler
{
    /// <summary>Bytes of an answer at most: many times what a model writes.</summary>
    private const long MaximumAnswer = 32 << 20;

    /// <summary>A word that the client knows and no served model says without tools: it stands for all that it does not know.</summary>
    private const string OtherReason = "function_call";

    private static readonly string[] KnownReasons = ["stop", "length", "content_filter", "tool_calls", OtherReason];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(MaximumAnswer, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            var type = response.Content.Headers.ContentType;
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            response.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Checked(body)));
            response.Content.Headers.ContentType = type;
        }

        return response;
    }

    private string Checked(byte[] body)
    {
        JsonNode? answer;
        try
        {
            answer = JsonNode.Parse(body, nodeOptions: null, ServerWords.Strict);
        }
        catch (JsonException)
        {
            throw errors.NoAnswer(body.AsSpan().TrimStart(" \r\n\t"u8).StartsWith("<"u8) ? "it answered with HTML, not JSON" : "its answer is not whole JSON");
        }

        if (answer is JsonObject whole && whole["choices"] is JsonArray { Count: > 0 } choices && choices[0] is JsonObject first && first["message"] is JsonObject)
        {
            var reason = first["finish_reason"] is JsonValue value && value.TryGetValue<string>(out var word) ? word : null;
            first["finish_reason"] = KnownReasons.Contains(reason, StringComparer.Ordinal) ? reason : OtherReason;
            return whole.ToJsonString();
        }

        // Some gateways report a failure with status 200.
        throw answer is JsonObject { } other && other.ContainsKey("error")
            ? errors.NoAnswer("it answered with an error", Encoding.UTF8.GetString(body))
            : errors.NoAnswer("its answer holds no choice with a message");
    }
}
