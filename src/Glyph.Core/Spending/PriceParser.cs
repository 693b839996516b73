using System.Text.Json;

namespace Glyph.Core.Spending;

/// <summary>Reads a price file, and reports all that is wrong with it at once.</summary>
internal sealed class PriceParser
{
    /// <summary>The highest price that is no slip of the keyboard; it also keeps sums within what a decimal holds.</summary>
    private const decimal Highest = 1_000_000m;
    private static readonly string[] Keys = ["currency", "models"];
    private static readonly string[] PriceKeys = ["input", "output"];
    private readonly List<string> _problems = [];
    private readonly string _source;

    private PriceParser(string source) => _source = source;

    public static PriceTable Parse(string json, string source)
    {
        using var document = JsonText.Open(json, source);
        var parser = new PriceParser(source);
        var table = parser.Read(document.RootElement);
        return parser._problems.Count == 0 ? table : throw new InvalidInputException(parser._problems);
    }

    private PriceTable Read(JsonElement root)
    {
        var members = Members(root, "the file", Keys);
        var models = new Dictionary<string, ModelPrice>(StringComparer.Ordinal);
        if (members.TryGetValue("models", out var element))
        {
            foreach (var (name, price) in Members(element, "models", known: null))
            {
                models.Add(name, ReadPrice(name, price));
            }
        }

        if (models.Count == 0 && (element.ValueKind is JsonValueKind.Object or JsonValueKind.Undefined))
        {
            Add("models is missing or empty; it must have a price for each model");
        }

        return new PriceTable(ReadCurrency(members), models);
    }

    private string ReadCurrency(Dictionary<string, JsonElement> members)
    {
        if (!members.TryGetValue("currency", out var element))
        {
            Add("currency is missing; it must be a word such as \"USD\"");
        }
        else if (element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 and <= 16 } currency && currency.All(char.IsLetter))
        {
            return currency;
        }
        else
        {
            Add($"currency is {element.GetRawText()}; it must be a word such as \"USD\"");
        }

        return "";
    }

    private ModelPrice ReadPrice(string name, JsonElement element)
    {
        var place = $"models: '{name}'";
        if (name.Length == 0 || name.IndexOf('*', StringComparison.Ordinal) is var star && star >= 0 && star < name.Length - 1)
        {
            Add($"{place}: it must be a model's name, or the beginning of some with one * at the end");
        }

        var members = Members(element, place, PriceKeys);
        return element.ValueKind == JsonValueKind.Object
            ? new ModelPrice(ReadAmount(members, "input", place), ReadAmount(members, "output", place))
            : new ModelPrice(0, 0);
    }

    private decimal ReadAmount(Dictionary<string, JsonElement> members, string key, string place)
    {
        const string Right = "it must be the price of a million tokens, from 0 to 1000000";
        if (!members.TryGetValue(key, out var element))
        {
            Add($"{place}: {key} is missing; {Right}");
            return 0;
        }

        if (element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var amount) && amount is >= 0 and <= Highest)
        {
            return amount;
        }

        Add($"{place}: {key} is {element.GetRawText()}; {Right}");
        return 0;
    }

    private Dictionary<string, JsonElement> Members(JsonElement element, string place, string[]? known)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (element.ValueKind != JsonValueKind.Object)
        {
            Add($"{place} must be an object {{...}}");
            return members;
        }

        foreach (var property in element.EnumerateObject())
        {
            if (known is not null && !known.Contains(property.Name, StringComparer.Ordinal))
            {
                Add($"{place}: unknown key '{property.Name}'{NearestName.Hint(property.Name, known)}");
            }
            else if (!members.TryAdd(property.Name, property.Value))
            {
                Add($"{place}: '{property.Name}' is given twice");
            }
        }

        return members;
    }

    private void Add(string problem) => _problems.Add($"{_source}: {problem}");
}
