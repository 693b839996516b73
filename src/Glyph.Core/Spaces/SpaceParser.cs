using System.Text.Json;
using Glyph.Core.Configs;

namespace Glyph.Core.Spaces;

/// <summary>Reads a search-space file, and reports all that is wrong with it at once.</summary>
internal static class SpaceParser
{
    public static SearchSpace Parse(string json, string source)
    {
        using var document = JsonText.Open(json, source);
        var problems = new SpaceProblems(source);
        var definition = Read(document.RootElement, problems);
        if (problems.All.Count == 0)
        {
            SpaceChecker.Check(definition, problems);
        }

        return problems.All.Count == 0 ? new SearchSpace(json, definition) : throw new InvalidInputException(problems.All);
    }

    private static SpaceDefinition Read(JsonElement root, SpaceProblems problems)
    {
        var members = problems.Members(root, "", SpaceKeys.Space);
        var (config, page, lineHeight) = ReadBase(members, problems);
        var parameters = new List<Parameter>();
        if (members.TryGetValue("parameters", out var list))
        {
            var parser = new ParameterParser(problems);
            parameters.AddRange(problems.Members(list, "parameters", known: null).Select(pair => parser.Parse(pair.Key, pair.Value)).OfType<Parameter>());
        }

        if (!members.ContainsKey("parameters") || (list.ValueKind == JsonValueKind.Object && !list.EnumerateObject().Any()))
        {
            problems.Add("", "parameters is missing or empty; a space needs at least one parameter");
        }

        return new SpaceDefinition
        {
            Name = problems.Text(members, "name", "", required: true),
            Description = problems.Text(members, "description", "", required: false),
            Base = config,
            BasePage = page,
            BaseSetsLineHeight = lineHeight,
            Parameters = parameters,
            Derived = ReadDerived(members, problems),
            Constraints = ReadConstraints(members, problems),
        };
    }

    private static (RenderConfig Config, Setting? Page, bool LineHeight) ReadBase(Dictionary<string, JsonElement> members, SpaceProblems problems)
    {
        var config = new RenderConfig();
        Setting? page = null;
        if (!members.TryGetValue("base", out var element))
        {
            return (config, page, false);
        }

        var settings = problems.Members(element, "base", PageKeys.Settable);
        foreach (var (key, value) in settings)
        {
            string? problem;
            if (PageKeys.IsVirtual(key))
            {
                problem = PageKeys.Problem(key, value);
                page = new Setting(key, value.Clone());
            }
            else
            {
                config = RenderConfigKeys.Set(config, key, value, out problem);
            }

            if (problem is not null)
            {
                problems.Add("base", problem);
            }
        }

        var pageKeys = settings.Keys.Where(k => PageKeys.Part(k) is PageKeys.Size).ToList();
        if (pageKeys.Count > 1)
        {
            problems.Add("base", $"the page is set twice, by {string.Join(" and ", pageKeys)}");
        }

        return (config, page, settings.ContainsKey(SpaceDefinition.LineHeight));
    }

    private static List<DerivedKey> ReadDerived(Dictionary<string, JsonElement> members, SpaceProblems problems)
    {
        var derived = new List<DerivedKey>();
        if (!members.TryGetValue("derived", out var element))
        {
            return derived;
        }

        foreach (var (key, value) in problems.Members(element, "derived", RenderConfigKeys.All))
        {
            var place = $"derived.{key}";
            var operation = problems.Members(value, place, SpaceKeys.Derived);
            if (operation.Count != 1)
            {
                problems.Add(place, "must be {\"sum\": [...]} or {\"product\": [...]}");
                continue;
            }

            var parts = new List<DerivedPart>();
            foreach (var part in problems.Items(operation, operation.Keys.Single(), place))
            {
                if (part.ValueKind == JsonValueKind.String)
                {
                    parts.Add(new DerivedPart(part.GetString(), 0, IsParameter: false));
                }
                else if (part.ValueKind == JsonValueKind.Number && part.TryGetDouble(out var number))
                {
                    parts.Add(new DerivedPart(null, number, IsParameter: false));
                }
                else
                {
                    problems.Add(place, $"holds {part.GetRawText()}; a part is a name or a number");
                }
            }

            if (parts.Count == 0)
            {
                problems.Add(place, "has no part");
            }

            derived.Add(new DerivedKey(key, operation.ContainsKey("sum") ? DerivedOperation.Sum : DerivedOperation.Product, parts));
        }

        var named = members.TryGetValue("parameters", out var parameters) && parameters.ValueKind == JsonValueKind.Object
            ? parameters.EnumerateObject().Select(p => p.Name).ToHashSet(StringComparer.Ordinal)
            : [];
        return [.. derived.Select(d => d with { Parts = [.. d.Parts.Select(p => p with { IsParameter = p.Name is not null && named.Contains(p.Name) })] })];
    }

    private static List<Constraint> ReadConstraints(Dictionary<string, JsonElement> members, SpaceProblems problems)
    {
        var constraints = new List<Constraint>();
        if (!members.TryGetValue("constraints", out var element))
        {
            return constraints;
        }

        foreach (var (name, value) in problems.Members(element, "constraints", Constraint.Names))
        {
            var place = $"constraints.{name}";
            var limits = problems.Members(value, place, ["min", "max"]);
            var constraint = new Constraint(name, problems.Number(limits, "min", place), problems.Number(limits, "max", place));
            if (constraint is { Min: null, Max: null })
            {
                problems.Add(place, "states neither min nor max");
            }
            else if (constraint.Min > constraint.Max)
            {
                problems.Add(place, "min is above max");
            }

            constraints.Add(constraint);
        }

        return constraints;
    }
}
