using System.Text.Json;

namespace Glyph.Core.Spaces;

/// <summary>Reads the parameters of a search-space file.</summary>
internal sealed class ParameterParser(SpaceProblems problems)
{
    /// <summary>The parameter, or null when it is too broken to go on with; its conditions' names are checked later.</summary>
    public Parameter? Parse(string name, JsonElement element)
    {
        var place = $"parameters.{name}";
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add(place, "must be an object {...}");
            return null;
        }

        var type = element.TryGetProperty("type", out var t) && t.ValueKind == JsonValueKind.String ? t.GetString()! : "";
        switch (type)
        {
            case "categorical":
                return Categorical(name, problems.Members(element, place, SpaceKeys.Categorical), place);
            case "ordinal":
                return Ordinal(name, problems.Members(element, place, SpaceKeys.Ordinal), place);
            case "integer" or "real":
                return Range(name, type is "integer", problems.Members(element, place, SpaceKeys.Range), place);
            default:
                var hint = type.Length == 0 ? "" : NearestName.Hint(type, SpaceKeys.Types);
                problems.Add(place, $"type is {(t.ValueKind == JsonValueKind.Undefined ? "missing" : t.GetRawText())}; it must be categorical, ordinal, integer or real{hint}");
                return null;
        }
    }

    private CategoricalParameter? Categorical(string name, Dictionary<string, JsonElement> members, string place)
    {
        if (members.ContainsKey("values") == members.ContainsKey("choices"))
        {
            problems.Add(place, "a categorical parameter has either values or choices");
            return null;
        }

        var choices = members.ContainsKey("values") ? Values(name, members, place) : Choices(members, place);
        if (choices.Count == 0)
        {
            problems.Add(place, "there is nothing to choose; give at least one value");
            return null;
        }

        foreach (var twice in choices.GroupBy(c => c.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            problems.Add(place, $"the choice '{twice.Key}' is given twice");
        }

        return new CategoricalParameter(name, [.. choices.DistinctBy(c => c.Name, StringComparer.Ordinal)], When(members, place));
    }

    private List<CategoricalParameter.Choice> Values(string name, Dictionary<string, JsonElement> members, string place)
    {
        var values = problems.Items(members, "values", place);
        var weights = problems.Weights(members, values.Count, place);
        var choices = new List<CategoricalParameter.Choice>();
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i].ValueKind != JsonValueKind.String)
            {
                problems.Add(place, $"values holds {values[i].GetRawText()}; a categorical parameter's values are strings (for others, use choices with set)");
                continue;
            }

            IReadOnlyList<Setting> settings = PageKeys.IsSettable(name) ? [new Setting(name, values[i].Clone())] : [];
            choices.Add(new CategoricalParameter.Choice(values[i].GetString()!, weights[i], settings));
        }

        return choices;
    }

    private List<CategoricalParameter.Choice> Choices(Dictionary<string, JsonElement> members, string place)
    {
        if (members.ContainsKey("weights"))
        {
            problems.Add(place, "weights goes with values; a choice states its own weight");
        }

        var choices = new List<CategoricalParameter.Choice>();
        var items = problems.Items(members, "choices", place);
        for (var i = 0; i < items.Count; i++)
        {
            var at = FormattableString.Invariant($"{place}.choices[{i}]");
            var choice = problems.Members(items[i], at, SpaceKeys.Choice);
            var settings = choice.TryGetValue("set", out var set)
                ? problems.Members(set, $"{at}.set", PageKeys.Settable).Select(pair => new Setting(pair.Key, pair.Value.Clone())).ToList()
                : [];
            choices.Add(new CategoricalParameter.Choice(
                problems.Text(choice, "name", at, required: true),
                problems.Number(choice, "weight", at) ?? 1,
                settings));
        }

        if (!problems.SoundWeights([.. choices.Select(c => c.Weight)], place))
        {
            return [.. choices.Select(c => new CategoricalParameter.Choice(c.Name, 1, c.Settings))];
        }

        return choices;
    }

    private OrdinalParameter? Ordinal(string name, Dictionary<string, JsonElement> members, string place)
    {
        var values = problems.Numbers(members, "values", place);
        if (values.Count == 0)
        {
            problems.Add(place, "values is missing or empty; it must hold at least one number");
            return null;
        }

        for (var i = 1; i < values.Count; i++)
        {
            if (values[i] <= values[i - 1])
            {
                problems.Add(place, FormattableString.Invariant($"values holds {values[i]} after {values[i - 1]}; they must rise, each given once"));
                return null;
            }
        }

        return new OrdinalParameter(name, values, problems.Weights(members, values.Count, place), When(members, place));
    }

    private RangeParameter? Range(string name, bool whole, Dictionary<string, JsonElement> members, string place)
    {
        var low = problems.RequiredNumber(members, "low", place);
        var high = problems.RequiredNumber(members, "high", place);
        var step = problems.Number(members, "step", place);
        var log = members.TryGetValue("log", out var flag) && flag.ValueKind == JsonValueKind.True;
        if (flag.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.True or JsonValueKind.False))
        {
            problems.Add(place, $"log is {flag.GetRawText()}; it must be true or false");
        }

        if (low is null || high is null)
        {
            return null;
        }

        var before = problems.All.Count;
        if (low > high)
        {
            problems.Add(place, FormattableString.Invariant($"low {low} is above high {high}; the range is upside down"));
        }

        if (step <= 0)
        {
            problems.Add(place, FormattableString.Invariant($"step is {step}; it must be above 0"));
        }

        if (log && low <= 0)
        {
            problems.Add(place, FormattableString.Invariant($"low is {low}; a logarithmic range must start above 0"));
        }

        if (whole && new[] { low, high, step ?? 1 }.Any(v => v != Math.Floor(v!.Value)))
        {
            problems.Add(place, "low, high and step of an integer parameter must be whole numbers; or use type real");
        }

        if (problems.All.Count > before)
        {
            return null;
        }

        return new RangeParameter(name, low.Value, high.Value, step ?? (whole ? 1 : null), log, Prior(members, low.Value, high.Value, log, place), When(members, place));
    }

    private List<PriorPart> Prior(Dictionary<string, JsonElement> members, double low, double high, bool log, string place)
    {
        var parts = new List<PriorPart>();
        var items = problems.Items(members, "prior", place);
        for (var i = 0; i < items.Count; i++)
        {
            var at = FormattableString.Invariant($"{place}.prior[{i}]");
            var part = problems.Members(items[i], at, SpaceKeys.Prior);
            var values = problems.Numbers(part, "values", at);
            var from = problems.Number(part, "low", at) ?? low;
            var to = problems.Number(part, "high", at) ?? high;
            if (part.ContainsKey("values") == (part.ContainsKey("low") || part.ContainsKey("high")))
            {
                problems.Add(at, "a part of a prior has either values, or low and high");
            }
            else if (from > to || from < low || to > high || values.Any(v => v < low || v > high) || (log && from <= 0))
            {
                problems.Add(at, FormattableString.Invariant($"a part of a prior must lie within the parameter's range, {low} to {high}"));
            }

            parts.Add(new PriorPart(problems.Number(part, "weight", at) ?? 1, from, to, values));
        }

        return problems.SoundWeights([.. parts.Select(p => p.Weight)], place) ? parts : [];
    }

    private List<Condition> When(Dictionary<string, JsonElement> members, string place)
    {
        var conditions = new List<Condition>();
        if (!members.TryGetValue("when", out var when))
        {
            return conditions;
        }

        foreach (var (other, values) in problems.Members(when, $"{place}.when", known: null))
        {
            if (values.ValueKind != JsonValueKind.Array || values.GetArrayLength() == 0)
            {
                problems.Add($"{place}.when", $"{other} is {values.GetRawText()}; it must be a list of values, such as [\"a\", \"b\"]");
                continue;
            }

            var genes = new List<GeneValue>();
            foreach (var value in values.EnumerateArray())
            {
                if (value.ValueKind == JsonValueKind.String)
                {
                    genes.Add(GeneValue.Of(value.GetString()!));
                }
                else if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number))
                {
                    genes.Add(GeneValue.Of(number));
                }
                else
                {
                    problems.Add($"{place}.when", $"{other} holds {value.GetRawText()}; a value is a string or a number");
                }
            }

            conditions.Add(new Condition(other, genes));
        }

        return conditions;
    }
}
