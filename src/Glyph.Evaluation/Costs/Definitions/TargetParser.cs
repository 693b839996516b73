using System.Text.Json;
using Glyph.Core;
using Glyph.Evaluation.Costs.Rules;

namespace Glyph.Evaluation.Costs.Definitions;

/// <summary>Reads target files: <c>{"targets": [...]}</c>, with comments and trailing commas allowed.</summary>
internal sealed class TargetParser(string source, Func<string, TargetDefinition?> shipped)
{
    private static readonly string[] TargetKeys =
        ["id", "base", "aliases", "title", "rule", "constants", "imageMarkers", "requestOverhead", "tokenizer", "notes"];

    private static readonly string[] ConstantKeys = ["value", "source", "status"];
    private static readonly string[] NamedKeys = ["name", "source", "status"];
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly TargetProblems _problems = new(source);
    private readonly List<TargetDefinition> _read = [];

    /// <summary>The targets of a file.</summary>
    /// <exception cref="InvalidInputException">With every problem of the file.</exception>
    public IReadOnlyList<RuleTarget> ParseFile(string json)
    {
        using var document = Open(json);
        var members = _problems.Members(document.RootElement, "", ["targets"]);
        if (members.TryGetValue("targets", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            var targets = list.EnumerateArray().Select((element, index) => Build(element, $"targets[{index}]")).ToList();
            return _problems.All.Count == 0 ? [.. targets.OfType<RuleTarget>()] : throw new InvalidInputException(_problems.All);
        }

        _problems.Add("targets", "is missing or no list; a target file is {\"targets\": [{\"id\": ...}, ...]}");
        throw new InvalidInputException(_problems.All);
    }

    /// <summary>A single target, as <see cref="TargetWriter"/> writes it.</summary>
    /// <exception cref="InvalidInputException">With every problem.</exception>
    public RuleTarget ParseOne(string json)
    {
        using var document = Open(json);
        var target = Build(document.RootElement, "target");
        return _problems.All.Count == 0 && target is not null ? target : throw new InvalidInputException(_problems.All);
    }

    private JsonDocument Open(string json)
    {
        try
        {
            return JsonDocument.Parse(json, Options);
        }
        catch (JsonException e)
        {
            throw new InvalidInputException($"{source}: not JSON: {e.Message}");
        }
    }

    private RuleTarget? Build(JsonElement element, string place)
    {
        if (Read(element, place) is not { } definition)
        {
            return null;
        }

        place = $"'{definition.Id}'";
        if (definition.Title.Length == 0)
        {
            _problems.Add($"{place}.title", "is missing; it must name the models that the target stands for");
        }

        if (RuleCatalog.Find(definition.Rule) is not { } create)
        {
            var name = definition.Rule.Length == 0 ? "is missing" : $"is '{definition.Rule}'";
            _problems.Add($"{place}.rule", $"{name}; it must be one of {string.Join(", ", RuleCatalog.Names)}{(definition.Rule.Length == 0 ? "" : NearestName.Hint(definition.Rule, RuleCatalog.Names))}");
            return null;
        }

        var constants = new RuleConstants(definition.Constants, (constant, problem) => _problems.Add($"{place}.constants.{constant}", problem));
        var rule = create(constants);
        constants.ReportUnknown();
        _read.Add(definition);
        return new RuleTarget(definition, rule);
    }

    private TargetDefinition? Read(JsonElement element, string place)
    {
        var members = _problems.Members(element, place, TargetKeys);
        var id = _problems.Text(members, "id", place);
        if (id is null)
        {
            if (!members.ContainsKey("id"))
            {
                _problems.Add($"{place}.id", "is missing; it must be the name that options use, such as \"my-model\"");
            }

            return null;
        }

        place = $"'{id}'";
        if (_read.Exists(other => string.Equals(other.Id, id, StringComparison.OrdinalIgnoreCase)))
        {
            _problems.Add(place, "is there twice; an id may stand once in a file");
        }

        var start = Base(members, place, id);
        var (rule, ruleSource, ruleStatus) = Named(members, "rule", place);
        var (tokenizer, _, tokenizerStatus) = Named(members, "tokenizer", place);
        return start with
        {
            Aliases = _problems.Texts(members, "aliases", place) ?? start.Aliases,
            Title = _problems.Text(members, "title", place) ?? start.Title,
            Rule = rule ?? start.Rule,
            RuleSource = rule is null ? start.RuleSource : ruleSource,
            RuleStatus = rule is null ? start.RuleStatus : ruleStatus,
            Constants = Constants(members, start, place),
            ImageMarkers = Tokens(members, "imageMarkers", place) ?? start.ImageMarkers,
            RequestOverhead = Tokens(members, "requestOverhead", place) ?? start.RequestOverhead,
            Tokenizer = tokenizer ?? start.Tokenizer,
            TokenizerStatus = tokenizer is null ? start.TokenizerStatus : tokenizerStatus,
            Notes = _problems.Texts(members, "notes", place) ?? start.Notes,
        };
    }

    /// <summary>What a target begins with: its base without the base's names, or nothing.</summary>
    private TargetDefinition Base(Dictionary<string, JsonElement> members, string place, string id)
    {
        if (_problems.Text(members, "base", place) is not { } name)
        {
            return new TargetDefinition { Id = id };
        }

        if ((_read.Find(other => string.Equals(other.Id, name, StringComparison.OrdinalIgnoreCase)) ?? shipped(name)) is { } found)
        {
            var isSame = string.Equals(found.Id, id, StringComparison.OrdinalIgnoreCase);
            return found with { Id = id, Aliases = isSame ? found.Aliases : [], Title = isSame ? found.Title : $"{found.Title}, changed" };
        }

        _problems.Add($"{place}.base", $"is '{name}'; it must be the id of a shipped target or of one further up in the file");
        return new TargetDefinition { Id = id };
    }

    private Dictionary<string, TargetConstant> Constants(Dictionary<string, JsonElement> members, TargetDefinition start, string place)
    {
        var constants = new Dictionary<string, TargetConstant>(start.Constants, StringComparer.Ordinal);
        if (members.TryGetValue("constants", out var element))
        {
            foreach (var (name, value) in _problems.Members(element, $"{place}.constants", known: null))
            {
                constants[name] = Constant(value, $"{place}.constants.{name}");
            }
        }

        return constants;
    }

    /// <summary>A plain value, or one with its source and status.</summary>
    private TargetConstant Constant(JsonElement element, string place)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return new TargetConstant(element.Clone(), source, SourceStatus.User);
        }

        var members = _problems.Members(element, place, ConstantKeys);
        if (!members.TryGetValue("value", out var value))
        {
            _problems.Add($"{place}.value", "is missing");
        }

        return new TargetConstant(value.ValueKind == JsonValueKind.Undefined ? default : value.Clone(), _problems.Text(members, "source", place) ?? source, _problems.Status(members, place));
    }

    private TargetConstant? Tokens(Dictionary<string, JsonElement> members, string key, string place)
    {
        if (!members.TryGetValue(key, out var element))
        {
            return null;
        }

        var constant = Constant(element, $"{place}.{key}");
        if (constant.Value.ValueKind == JsonValueKind.Number && constant.Value.TryGetInt32(out var tokens) && tokens >= 0)
        {
            return constant;
        }

        _problems.Add($"{place}.{key}", $"is {TargetProblems.Short(constant.Value)}; it must be a number of tokens, at least 0");
        return null;
    }

    /// <summary>A name, plain or with its source and status.</summary>
    private (string? Name, string Source, string Status) Named(Dictionary<string, JsonElement> members, string key, string place)
    {
        if (!members.TryGetValue(key, out var element) || element.ValueKind != JsonValueKind.Object)
        {
            return (_problems.Text(members, key, place), source, SourceStatus.User);
        }

        place = $"{place}.{key}";
        var parts = _problems.Members(element, place, NamedKeys);
        if (!parts.ContainsKey("name"))
        {
            _problems.Add($"{place}.name", "is missing; it must be a text in quotes");
        }

        return (_problems.Text(parts, "name", place), _problems.Text(parts, "source", place) ?? source, _problems.Status(parts, place));
    }
}
