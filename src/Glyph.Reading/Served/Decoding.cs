using System.Text.Json;

namespace Glyph.Reading.Served;

/// <summary>
/// How a served model is asked to choose its tokens. The default is as deterministic as the protocol allows. What is null is
/// not sent, for there are servers and models that refuse a parameter: reasoning models often take no temperature.
/// </summary>
public sealed record Decoding
{
    /// <summary>The sampling temperature, from 0. Default 0: the likeliest token.</summary>
    public double? Temperature { get; init; } = 0;

    /// <summary>The share of probability that tokens are drawn from, in [0, 1]. Default 1: all of it.</summary>
    public double? TopP { get; init; } = 1;

    /// <summary>The seed of the server's random numbers. Default 0.</summary>
    public long? Seed { get; init; } = 0;

    /// <summary>
    /// Whether the limit of an answer is sent as <c>max_completion_tokens</c>, as OpenAI's newer models want it, and not as
    /// <c>max_tokens</c>, which all other servers know. Default false.
    /// </summary>
    public bool LimitsCompletionTokens { get; init; }

    /// <summary>More fields of the request by name, such as vLLM's <c>chat_template_kwargs</c>. Default none.</summary>
    public IReadOnlyDictionary<string, JsonElement> Extra { get; init; } = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
}
