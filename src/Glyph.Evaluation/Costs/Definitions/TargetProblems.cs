using System.Text.Json;
using Glyph.Core;

namespace Glyph.Evaluation.Costs.Definitions;

/// <summary>Collects every problem of a target file, each with its place, while reading goes on with what is sound.</summary>
internal sealed class TargetProblems(string source)
{
    private readonly List<string> _all = [];

    /// <summary>Every problem so far.</summary>
    public IReadOnlyList<string> All => _all;

    /// <summary>Notes a problem.</summary>
    public void Add(string place, string problem) => _all.Add($"{source}: {(place.Length == 0 ? "" : place + " ")}{problem}");

    /// <summary>The members of an object; unknown names and repeated ones are problems.</summary>
    public Dictionary<string, JsonElement> Members(JsonElement element, string place, IReadOnlyList<string>? known)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (element.ValueKind != JsonValueKind.Object)
        {
            Add(place, $"is {Short(element)}; it must be an object {{...}}");
            return members;
        }

        foreach (var property in element.EnumerateObject())
        {
            if (known is not null && !known.Contains(property.Name, StringComparer.Ordinal))
            {
                Add(place, $"has an unknown key '{property.Name}'{NearestName.Hint(property.Name, known)}");
            }
            else if (!members.TryAdd(property.Name, property.Value))
            {
                Add(place, $"has '{property.Name}' twice");
            }
        }

        return members;
    }

    /// <summary>A text that is not blank, or null when it is absent or wrong.</summary>
    public string? Text(Dictionary<string, JsonElement> members, string key, string place)
    {
        if (!members.TryGetValue(key, out var element))
        {
            return null;
        }

        if (element.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(element.GetString()))
        {
            return element.GetString();
        }

        Add($"{place}.{key}", $"is {Short(element)}; it must be a text in quotes");
        return null;
    }

    /// <summary>A list of texts, or null when it is absent or wrong.</summary>
    public IReadOnlyList<string>? Texts(Dictionary<string, JsonElement> members, string key, string place)
    {
        if (!members.TryGetValue(key, out var element))
        {
            return null;
        }

        if (element.ValueKind == JsonValueKind.Array && element.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
        {
            return [.. element.EnumerateArray().Select(item => item.GetString()!)];
        }

        Add($"{place}.{key}", $"is {Short(element)}; it must be a list of texts");
        return null;
    }

    /// <summary>A status word, or what stands for it when it is absent or wrong.</summary>
    public string Status(Dictionary<string, JsonElement> members, string place)
    {
        var status = Text(members, "status", place);
        if (status is not null && !SourceStatus.Words.Contains(status, StringComparer.Ordinal))
        {
            Add($"{place}.status", $"is '{status}'; it must be one of {string.Join(", ", SourceStatus.Words)}");
        }

        return status ?? SourceStatus.User;
    }

    /// <summary>A value as it stands in the file, cut where it is long.</summary>
    public static string Short(JsonElement element)
    {
        const int longest = 60;
        var text = element.ValueKind == JsonValueKind.Undefined ? "missing" : element.GetRawText();
        return text.Length <= longest ? text : text[..longest] + "...";
    }
}
