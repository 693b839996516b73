using System.Text.Json;

namespace Glyph.Core.Spaces;

/// <summary>Collects every problem of a file, each with its place, while reading goes on with what is sound.</summary>
internal sealed class SpaceProblems(string source)
{
    private readonly List<string> _problems = [];

    public IReadOnlyList<string> All => _problems;

    public void Add(string place, string problem) => _problems.Add($"{source}: {(place.Length == 0 ? "" : place + ": ")}{problem}");

    /// <summary>The members of an object that are known and given once; anything else is a problem.</summary>
    public Dictionary<string, JsonElement> Members(JsonElement element, string place, IReadOnlyList<string>? known)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (element.ValueKind != JsonValueKind.Object)
        {
            Add(place, "must be an object {...}");
            return members;
        }

        foreach (var property in element.EnumerateObject())
        {
            if (known is not null && !known.Contains(property.Name, StringComparer.Ordinal))
            {
                Add(place, $"unknown key '{property.Name}'{NearestName.Hint(property.Name, known)}");
            }
            else if (!members.TryAdd(property.Name, property.Value))
            {
                Add(place, $"'{property.Name}' is given twice");
            }
        }

        return members;
    }

    /// <summary>A finite number, or null (with a problem, unless the member is absent).</summary>
    public double? Number(Dictionary<string, JsonElement> members, string key, string place)
    {
        if (!members.TryGetValue(key, out var element))
        {
            return null;
        }

        if (element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var value) && double.IsFinite(value))
        {
            return value;
        }

        Add(place, $"{key} is {element.GetRawText()}; it must be a number");
        return null;
    }

    /// <summary>A number that must be there.</summary>
    public double? RequiredNumber(Dictionary<string, JsonElement> members, string key, string place)
    {
        if (!members.ContainsKey(key))
        {
            Add(place, $"{key} is missing; it must be a number");
        }

        return Number(members, key, place);
    }

    /// <summary>A string, or an empty one (with a problem when it must be there).</summary>
    public string Text(Dictionary<string, JsonElement> members, string key, string place, bool required)
    {
        if (members.TryGetValue(key, out var element))
        {
            if (element.ValueKind == JsonValueKind.String && (!required || !string.IsNullOrWhiteSpace(element.GetString())))
            {
                return element.GetString()!;
            }

            Add(place, $"{key} is {element.GetRawText()}; it must be {(required ? "a name" : "a text")}");
        }
        else if (required)
        {
            Add(place, $"{key} is missing; it must be a name");
        }

        return "";
    }

    /// <summary>The elements of an array; an absent member gives none.</summary>
    public IReadOnlyList<JsonElement> Items(Dictionary<string, JsonElement> members, string key, string place)
    {
        if (!members.TryGetValue(key, out var element))
        {
            return [];
        }

        if (element.ValueKind == JsonValueKind.Array)
        {
            return [.. element.EnumerateArray()];
        }

        Add(place, $"{key} is {element.GetRawText()}; it must be a list [...]");
        return [];
    }

    /// <summary>An array of finite numbers; others are problems and left out.</summary>
    public IReadOnlyList<double> Numbers(Dictionary<string, JsonElement> members, string key, string place)
    {
        var numbers = new List<double>();
        foreach (var item in Items(members, key, place))
        {
            if (item.ValueKind == JsonValueKind.Number && item.TryGetDouble(out var value) && double.IsFinite(value))
            {
                numbers.Add(value);
            }
            else
            {
                Add(place, $"{key} holds {item.GetRawText()}; it must hold numbers only");
            }
        }

        return numbers;
    }

    /// <summary>One weight for each of <paramref name="count"/> values; equal ones where none are given.</summary>
    public IReadOnlyList<double> Weights(Dictionary<string, JsonElement> members, int count, string place)
    {
        if (!members.ContainsKey("weights"))
        {
            return [.. Enumerable.Repeat(1.0, count)];
        }

        var weights = Numbers(members, "weights", place);
        if (weights.Count != count)
        {
            Add(place, $"weights holds {weights.Count} numbers for {count} values; it must hold one for each");
        }

        return SoundWeights(weights, place) && weights.Count == count ? weights : [.. Enumerable.Repeat(1.0, count)];
    }

    /// <summary>Whether weights are at least 0 and not all 0; otherwise a problem.</summary>
    public bool SoundWeights(IReadOnlyList<double> weights, string place)
    {
        if (weights.Any(w => w < 0))
        {
            Add(place, "a weight is negative; weights must be at least 0");
            return false;
        }

        if (weights.Count > 0 && weights.Sum() <= 0)
        {
            Add(place, "all weights are 0; at least one must be above 0");
            return false;
        }

        return true;
    }
}
