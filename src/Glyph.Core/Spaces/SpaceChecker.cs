using System.Text.Json;
using Glyph.Core.Configs;

namespace Glyph.Core.Spaces;

/// <summary>Checks what the parts of a space say about each other, and every value against the config key that it sets.</summary>
internal static class SpaceChecker
{
    public static void Check(SpaceDefinition space, SpaceProblems problems)
    {
        CheckBase(space, problems);
        foreach (var parameter in space.Parameters)
        {
            CheckSettings(parameter, problems);
            CheckConditions(parameter, space.Parameters, problems);
        }

        ConditionOrder.Sort(space.Parameters, out var cyclic);
        if (cyclic.Count > 0 && problems.All.Count == 0)
        {
            problems.Add("", $"the conditions of {string.Join(", ", cyclic.Select(n => $"'{n}'"))} wait for each other in a circle");
        }

        CheckDerived(space, problems);
        CheckUse(space, problems);
        CheckClashes(space, problems);
    }

    private static void CheckBase(SpaceDefinition space, SpaceProblems problems)
    {
        var config = space.BaseSetsLineHeight ? space.Base : space.Base with { LineHeight = space.Base.FontSize + 1 };
        foreach (var problem in RenderConfigValidator.Problems(config))
        {
            problems.Add("base", problem);
        }
    }

    /// <summary>A parameter that decides nothing is most likely a config key mistyped.</summary>
    private static void CheckUse(SpaceDefinition space, SpaceProblems problems)
    {
        var used = space.Derived.SelectMany(d => d.Parts).Select(p => p.Name)
            .Concat(space.Parameters.SelectMany(p => p.When).Select(c => c.Parameter))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var parameter in space.Parameters.Where(p => !p.AllSettings().Any() && !used.Contains(p.Name)))
        {
            problems.Add($"parameters.{parameter.Name}",
                $"decides nothing: it is no config key, and no choice, condition or derived key uses it{NearestName.Hint(parameter.Name, RenderConfigKeys.All)}");
        }
    }

    private static void CheckSettings(Parameter parameter, SpaceProblems problems)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in parameter.AllSettings())
        {
            if (Problem(key, value) is { } problem && seen.Add(problem))
            {
                problems.Add($"parameters.{parameter.Name}", problem);
            }
        }
    }

    private static string? Problem(string key, JsonElement value)
    {
        if (PageKeys.IsVirtual(key))
        {
            return PageKeys.Problem(key, value);
        }

        var config = RenderConfigKeys.Set(new RenderConfig(), key, value, out var problem);
        return problem ?? RenderConfigValidator.Problems(config).FirstOrDefault(p =>
            p.StartsWith(key + " is", StringComparison.Ordinal) || p.StartsWith(key + " (", StringComparison.Ordinal));
    }

    private static void CheckConditions(Parameter parameter, IReadOnlyList<Parameter> all, SpaceProblems problems)
    {
        foreach (var condition in parameter.When)
        {
            var place = $"parameters.{parameter.Name}.when";
            var other = all.FirstOrDefault(p => string.Equals(p.Name, condition.Parameter, StringComparison.Ordinal));
            if (other is null)
            {
                problems.Add(place, $"there is no parameter '{condition.Parameter}'{NearestName.Hint(condition.Parameter, all.Select(p => p.Name))}");
                continue;
            }

            foreach (var value in condition.Values.Where(v => !other.Contains(v)))
            {
                problems.Add(place, $"'{condition.Parameter}' is never {value}; it is {other.Domain}");
            }
        }
    }

    private static void CheckDerived(SpaceDefinition space, SpaceProblems problems)
    {
        var keys = space.Derived.Select(d => d.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var derived in space.Derived)
        {
            var place = $"derived.{derived.Key}";
            if (!IsNumeric(derived.Key))
            {
                problems.Add(place, $"{derived.Key} is not a number");
            }

            foreach (var name in derived.Parts.Select(p => p.Name).OfType<string>())
            {
                if (keys.Contains(name))
                {
                    problems.Add(place, $"'{name}' is derived itself; a part is a number, a numeric parameter, or a numeric config key");
                }
                else if (space.Parameters.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal)) is { } parameter)
                {
                    if (parameter is CategoricalParameter)
                    {
                        problems.Add(place, $"'{name}' is a choice among names; a part must be a number");
                    }
                }
                else if (!IsNumeric(name))
                {
                    var numeric = space.Parameters.Where(p => p is not CategoricalParameter).Select(p => p.Name).Concat(RenderConfigKeys.All.Where(IsNumeric));
                    problems.Add(place, $"there is no numeric parameter or config key '{name}'{NearestName.Hint(name, numeric)}");
                }
            }
        }
    }

    private static void CheckClashes(SpaceDefinition space, SpaceProblems problems)
    {
        var parts = space.Parameters.Select(p => p.AllSettings().Select(s => PageKeys.Part(s.Key)).ToHashSet(StringComparer.Ordinal)).ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            var first = space.Parameters[i];
            for (var j = i + 1; j < parts.Count; j++)
            {
                foreach (var key in parts[i].Intersect(parts[j], StringComparer.Ordinal).Where(_ => !Exclusive(first, space.Parameters[j])))
                {
                    problems.Add("parameters", $"'{first.Name}' and '{space.Parameters[j].Name}' both set {key}; only one may, or their conditions must exclude each other");
                }
            }

            foreach (var key in space.Derived.Select(d => d.Key).Where(parts[i].Contains))
            {
                problems.Add($"derived.{key}", $"'{first.Name}' sets {key} too; only one may");
            }

            var doubled = (first as CategoricalParameter)?.Choices.FirstOrDefault(c => c.Settings.GroupBy(s => PageKeys.Part(s.Key), StringComparer.Ordinal).Any(g => g.Count() > 1));
            if (doubled is not null)
            {
                problems.Add($"parameters.{first.Name}", $"the choice '{doubled.Name}' sets the page twice");
            }
        }
    }

    private static bool Exclusive(Parameter a, Parameter b) => a.When.Any(x => b.When.Any(y =>
        string.Equals(x.Parameter, y.Parameter, StringComparison.Ordinal) && !x.Values.Intersect(y.Values).Any()));

    private static bool IsNumeric(string key) => RenderConfigKeys.Contains(key) && RenderConfigKeys.Get(new RenderConfig(), key) is double or int;
}
