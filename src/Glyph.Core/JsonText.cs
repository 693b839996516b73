using System.Text.Json;

namespace Glyph.Core;

/// <summary>Opens JSON that people write: comments and trailing commas are allowed.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Opens a text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">Its file's name, for the message.</param>
    /// <exception cref="InvalidInputException">It is not JSON.</exception>
    public static JsonDocument Open(string json, string source)
    {
        try
        {
            return JsonDocument.Parse(json, Options);
        }
        catch (JsonException e)
        {
            throw new InvalidInputException($"{source}: not JSON: {e.Message}");
        }
    }
}
