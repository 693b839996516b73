using System.Text;
using System.Text.Json;
using Glyph.Core.Spaces;

namespace Glyph.Evolution.Llm;

/// <summary>Finds the ideas in an answer: a JSON object with "ideas", or a bare list, with any text or code fence around it.</summary>
internal static class IdeaParser
{
    private const int MaximumStarts = 200;
    private const int MaximumReason = 300;

    /// <summary>The ideas in order, or null when there is no list of ideas.</summary>
    public static IReadOnlyList<LlmIdea>? Parse(string answer)
    {
        var bytes = Encoding.UTF8.GetBytes(answer);
        var starts = Enumerable.Range(0, bytes.Length).Where(i => bytes[i] is (byte)'{' or (byte)'[').Take(MaximumStarts);
        foreach (var start in starts)
        {
            if (TryParse(bytes.AsSpan(start)) is { } ideas)
            {
                return ideas;
            }
        }

        return null;
    }

    private static List<LlmIdea>? TryParse(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        try
        {
            if (!JsonDocument.TryParseValue(ref reader, out var document))
            {
                return null;
            }

            using (document)
            {
                var root = document.RootElement;
                var ideas = root;
                var named = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("ideas", out ideas);
                var list = named ? ideas : root;
                return list.ValueKind == JsonValueKind.Array
                    && list.EnumerateArray().All(e => e.ValueKind == JsonValueKind.Object && (named || e.TryGetProperty("kind", out _)))
                    && (named || list.GetArrayLength() > 0)
                        ? [.. list.EnumerateArray().Select(Read)]
                        : null;
            }
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static LlmIdea Read(JsonElement element)
    {
        var parents = Items(element, "parents").Concat(element.TryGetProperty("parent", out var parent) ? [parent] : []);
        var set = new Dictionary<string, GeneValue>(StringComparer.Ordinal);
        if (element.TryGetProperty("set", out var edits) && edits.ValueKind == JsonValueKind.Object)
        {
            foreach (var edit in edits.EnumerateObject())
            {
                set[edit.Name] = edit.Value.ValueKind == JsonValueKind.Number ? GeneValue.Of(edit.Value.GetDouble()) : GeneValue.Of(TextOf(edit.Value));
            }
        }

        var reason = element.TryGetProperty("reason", out var words) ? TextOf(words) : "";
        var kind = element.TryGetProperty("kind", out var k) ? TextOf(k) : "";
        return new LlmIdea
        {
            Kind = kind.Length > 0 ? kind : set.Count > 0 ? "edit" : "crossover",
            Parents = [.. parents.Select(NumberOf).OfType<int>()],
            Set = set,
            TakeFromSecond = [.. Items(element, "take_from_second").Select(TextOf)],
            Reason = reason.Length <= MaximumReason ? reason : reason[..MaximumReason],
        };
    }

    private static IEnumerable<JsonElement> Items(JsonElement element, string key) =>
        element.TryGetProperty(key, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static string TextOf(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();

    /// <summary>A trial's number, also where it is written as "12" or "#12".</summary>
    private static int? NumberOf(JsonElement element) =>
        int.TryParse(TextOf(element).TrimStart('#'), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
