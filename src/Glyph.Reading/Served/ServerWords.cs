using System.Text.Json;
using System.Text.Json.Nodes;

namespace Glyph.Reading.Served;

/// <summary>What a server said about an error, as far as it may be shown: one line of bounded length that holds nothing of the key.</summary>
internal sealed class ServerWords(string? apiKey)
{
    /// <summary>How the JSON of a server is read: names that come twice are found here, and not by whoever looks for one.</summary>
    public static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private const int MaximumLength = 200;

    /// <summary>So many characters of the key in a row are too many.</summary>
    private const int MaximumOfKey = 8;

    /// <summary>The server's words after a colon and a space, or nothing.</summary>
    public string Of(string? body)
    {
        if (string.IsNullOrWhiteSpace(body))
        {
            return "";
        }

        var said = Message(body);
        if (HoldsKey(body) || HoldsKey(said))
        {
            return ": what it says is left out, for it holds the API key";
        }

        var line = new string([.. said.Trim().Split('\n', 2)[0].Where(c => !char.IsControl(c))]).Trim().TrimEnd('.');
        return line.Length == 0 ? "" : $": {(line.Length <= MaximumLength ? line : line[..MaximumLength])}";
    }

    /// <summary>The protocol's code of an error, or null.</summary>
    public static string? Code(string? body) => Text(Error(body)?["code"]);

    private static string Message(string body)
    {
        var error = Error(body);
        return error is null ? body : Text(error["message"]) ?? Text(error["error"]) ?? Text(error["detail"]) ?? body;
    }

    /// <summary>The object that describes the error: OpenAI wraps it in another, others do not.</summary>
    private static JsonObject? Error(string? body)
    {
        try
        {
            var whole = JsonNode.Parse(body ?? "", nodeOptions: null, Strict) as JsonObject;
            return whole?["error"] as JsonObject ?? whole;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonNode? node)
    {
        try
        {
            return node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a character, escaped.
            return null;
        }
    }

    private bool HoldsKey(string text)
    {
        if (string.IsNullOrEmpty(apiKey))
        {
            return false;
        }

        var length = Math.Min(MaximumOfKey, apiKey.Length);
        return Enumerable.Range(0, apiKey.Length - length + 1).Any(at => text.Contains(apiKey.Substring(at, length), StringComparison.OrdinalIgnoreCase));
    }
}
