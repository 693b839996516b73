using System.Text;
using System.Text.Json;
using Glyph.Core.Spaces;

namespace Glyph.Evolution.Llm;

/// <summary>
/// Finds the ideas in an answer: a JSON object with "ideas", or a bare list, with any text or code fence around it, after any
/// thinking aloud. Of a list that was cut short, the whole ideas before the cut.
/// </summary>
internal static class IdeaParser
{
    /// <summary>Ideas that are looked at; some more were asked of no model.</summary>
    public const int MaximumIdeas = 50;

    private const int MaximumStarts = 200;
    private const int MaximumReason = 300;
    private const string ThinkingBegins = "<think>";
    private const string ThinkingEnds = "</think>";

    private static readonly JsonReaderOptions Tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The ideas in order, at most <see cref="MaximumIdeas"/>; null when there is no list of ideas.</summary>
    public static IReadOnlyList<LlmIdea>? Parse(string answer)
    {
        var bytes = Encoding.UTF8.GetBytes(WithoutThinking(answer));
        var starts = Enumerable.Range(0, bytes.Length).Where(i => bytes[i] is (byte)'{' or (byte)'[').Take(MaximumStarts).ToList();
        return starts.Select(start => Whole(bytes.AsSpan(start))).FirstOrDefault(ideas => ideas is not null)
            ?? starts.Where(start => bytes[start] is (byte)'[').Select(start => Cut(bytes.AsSpan(start + 1))).FirstOrDefault(ideas => ideas.Count > 0);
    }

    /// <summary>What comes after the last thought; nothing, where thinking never ends.</summary>
    private static string WithoutThinking(string answer)
    {
        var end = answer.LastIndexOf(ThinkingEnds, StringComparison.OrdinalIgnoreCase);
        var rest = end < 0 ? answer : answer[(end + ThinkingEnds.Length)..];
        return rest.TrimStart().StartsWith(ThinkingBegins, StringComparison.OrdinalIgnoreCase) ? "" : rest;
    }

    private static List<LlmIdea>? Whole(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, Tolerant);
        using var document = Value(ref reader);
        if (document is null)
        {
            return null;
        }

        var root = document.RootElement;
        var ideas = root;
        var named = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("ideas", out ideas);
        return ideas.ValueKind == JsonValueKind.Array && (named || ideas.EnumerateArray().Any(IsIdea))
            ? [.. ideas.EnumerateArray().Take(MaximumIdeas).Select(Read)]
            : null;
    }

    /// <summary>The ideas at the beginning of a list without its end.</summary>
    private static List<LlmIdea> Cut(ReadOnlySpan<byte> text)
    {
        var found = new List<LlmIdea>();
        while (found.Count < MaximumIdeas)
        {
            var start = text.IndexOfAnyExcept(" \t\r\n,"u8);
            if (start < 0 || text[start] is not (byte)'{')
            {
                break;
            }

            text = text[start..];
            var reader = new Utf8JsonReader(text, Tolerant);
            using var document = Value(ref reader);
            if (document is null || !IsIdea(document.RootElement))
            {
                break;
            }

            found.Add(Read(document.RootElement));
            text = text[(int)reader.BytesConsumed..];
        }

        return found;
    }

    private static JsonDocument? Value(ref Utf8JsonReader reader)
    {
        try
        {
            return JsonDocument.TryParseValue(ref reader, out var document) ? document : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsIdea(JsonElement element) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty("kind", out _);

    private static LlmIdea Read(JsonElement element)
    {
        try
        {
            return ReadFields(element);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is no text. The idea is dropped, the others are not.
            return new LlmIdea { Kind = "unreadable", Parents = [], Set = new Dictionary<string, GeneValue>(StringComparer.Ordinal), TakeFromSecond = [], Reason = "" };
        }
    }

    private static LlmIdea ReadFields(JsonElement element)
    {
        var fields = element.ValueKind == JsonValueKind.Object ? element : default;
        var parents = Items(fields, "parents").Concat(Field(fields, "parent") is { } parent ? [parent] : []);
        var set = new Dictionary<string, GeneValue>(StringComparer.Ordinal);
        if (Field(fields, "set") is { ValueKind: JsonValueKind.Object } edits)
        {
            foreach (var edit in edits.EnumerateObject())
            {
                set[edit.Name] = edit.Value.ValueKind == JsonValueKind.Number ? GeneValue.Of(edit.Value.GetDouble()) : GeneValue.Of(TextOf(edit.Value));
            }
        }

        var reason = Field(fields, "reason") is { } words ? TextOf(words) : "";
        var kind = Field(fields, "kind") is { } named ? TextOf(named) : "";
        return new LlmIdea
        {
            Kind = kind.Length > 0 ? kind : set.Count > 0 ? LlmIdea.Edit : LlmIdea.Crossover,
            Parents = [.. parents.Select(NumberOf).OfType<int>().Take(MaximumIdeas)],
            Set = set,
            TakeFromSecond = [.. Items(fields, "take_from_second").Select(TextOf)],
            Reason = reason.Length <= MaximumReason ? reason : reason[..MaximumReason],
        };
    }

    private static JsonElement? Field(JsonElement element, string key) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out var value) ? value : null;

    private static IEnumerable<JsonElement> Items(JsonElement element, string key) =>
        Field(element, key) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    private static string TextOf(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();

    /// <summary>A trial's number, also where it is written as "12" or "#12".</summary>
    private static int? NumberOf(JsonElement element) =>
        int.TryParse(TextOf(element).TrimStart('#'), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
