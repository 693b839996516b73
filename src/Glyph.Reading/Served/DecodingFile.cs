using System.Text.Json;
using System.Text.Json.Serialization;
using Glyph.Core;

namespace Glyph.Reading.Served;

/// <summary>Reads decoding parameters from JSON: <c>temperature</c>, <c>topP</c>, <c>seed</c> (each may be null: it is not sent), <c>limitsCompletionTokens</c>, <c>extra</c>.</summary>
public static class DecodingFile
{
    private static readonly JsonSerializerOptions Options = new(GlyphJson.Compact)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Parses the parameters.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">Where it is from, for the message.</param>
    /// <exception cref="InvalidInputException">It is not JSON, or has a field that is none of them.</exception>
    public static Decoding Parse(string json, string source)
    {
        try
        {
            return JsonSerializer.Deserialize<Decoding>(json, Options) ?? throw new InvalidInputException($"{source}: is null; it must be an object such as {{\"temperature\": 0}}");
        }
        catch (JsonException e)
        {
            throw new InvalidInputException(
                $"{source}: {e.Message} The fields are temperature, topP, seed (a number, or null to leave it out), limitsCompletionTokens (true or false) and extra (an object).");
        }
    }
}
