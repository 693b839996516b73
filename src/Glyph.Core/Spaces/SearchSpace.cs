using System.Text.Json;
using Glyph.Core.Configs;
using Glyph.Core.Costs;

namespace Glyph.Core.Spaces;

/// <summary>
/// The parameters that may vary, their domains, conditions between them, and hard constraints: one JSON file, described by
/// <c>search-spaces/search-space.schema.json</c>. A genome of it decodes to exactly one render config.
/// </summary>
public sealed class SearchSpace
{
    private readonly SpaceDefinition _definition;
    private readonly Dictionary<string, Parameter> _byName;
    private readonly IReadOnlyList<Parameter> _conditionsFirst;

    internal SearchSpace(string json, SpaceDefinition definition)
    {
        Json = json;
        _definition = definition;
        _byName = definition.Parameters.ToDictionary(p => p.Name, StringComparer.Ordinal);
        _conditionsFirst = ConditionOrder.Sort(definition.Parameters, out _);
        Fonts = FontsOf(definition);
    }

    /// <summary>The space's name, such as <c>compact</c>.</summary>
    public string Name => _definition.Name;

    /// <summary>What it is for, in a sentence or two; may be empty.</summary>
    public string Description => _definition.Description;

    /// <summary>The file's text: with it alone a stored search can be repeated.</summary>
    public string Json { get; }

    /// <summary>What holds for every key that no active parameter and no derived key sets.</summary>
    public RenderConfig Base => _definition.Base;

    /// <summary>The parameters, in the order of the file.</summary>
    public IReadOnlyList<Parameter> Parameters => _definition.Parameters;

    /// <summary>The keys that follow from others.</summary>
    public IReadOnlyList<DerivedKey> Derived => _definition.Derived;

    /// <summary>The hard constraints.</summary>
    public IReadOnlyList<Constraint> Constraints => _definition.Constraints;

    /// <summary>The names (or paths) of all fonts that the space can choose, in the order of the file.</summary>
    public IReadOnlyList<string> Fonts { get; }

    /// <summary>Reads a space.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <exception cref="InvalidInputException">With every problem found.</exception>
    public static SearchSpace Parse(string json, string source) => SpaceParser.Parse(json, source);

    /// <summary>The parameter of a name, or null.</summary>
    public Parameter? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Whether a parameter's conditions all hold in a repaired genome.</summary>
    public bool IsActive(Parameter parameter, Genome genome) => parameter.When.All(condition => condition.Holds(genome));

    /// <summary>
    /// The nearest genome of the space: genes without a parameter or whose conditions fail are removed, values outside their
    /// domain are snapped into it, and missing ones take their default. A genome of the space is kept as it is.
    /// </summary>
    public Genome Repair(Genome genome) => Complete(genome, parameter => parameter.Default);

    /// <summary>The same, but missing genes are drawn from their priors.</summary>
    public Genome Repair(Genome genome, Random random) => Complete(genome, parameter => parameter.Sample(random));

    /// <summary>A genome drawn from the priors.</summary>
    public Genome Sample(Random random) => Repair(Genome.Empty, random);

    /// <summary>The config of a genome, repaired first if need be. Whether it can be rendered is for <see cref="Violations(RenderConfig)"/> to say.</summary>
    /// <param name="genome">Any genome.</param>
    /// <param name="pixelGrid">The edge of the target's token cell in pixels, at least 1, for pages stated in cells.</param>
    public RenderConfig Decode(Genome genome, int pixelGrid)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pixelGrid, 1);
        var repaired = Repair(genome);
        var config = Base;
        var page = _definition.BasePage;
        var lineHeightSet = _definition.BaseSetsLineHeight;

        foreach (var setting in Parameters.Where(p => repaired[p.Name] is not null).SelectMany(p => p.Settings(repaired[p.Name]!.Value)))
        {
            if (PageKeys.IsVirtual(setting.Key))
            {
                page = setting;
                continue;
            }

            page = setting.Key is PageKeys.Size ? null : page;
            lineHeightSet |= setting.Key is SpaceDefinition.LineHeight;
            config = RenderConfigKeys.Set(config, setting.Key, setting.Value, out _);
        }

        foreach (var derived in Derived)
        {
            lineHeightSet |= derived.Key is SpaceDefinition.LineHeight;
            config = RenderConfigKeys.Set(config, derived.Key, JsonSerializer.SerializeToElement(derived.Value(repaired, config)), out _);
        }

        config = lineHeightSet ? config : config with { LineHeight = config.FontSize + 1 };
        return page is { } virtualPage ? PageKeys.Apply(config, virtualPage.Key, virtualPage.Value, pixelGrid) : config;
    }

    /// <summary>A genome that decodes to exactly this config, or null when the space cannot express it.</summary>
    /// <param name="config">The config.</param>
    /// <param name="pixelGrid">The edge of the target's token cell in pixels, at least 1.</param>
    public Genome? Encode(RenderConfig config, int pixelGrid) => new SpaceEncoder(this, _conditionsFirst, config, pixelGrid).Encode();

    /// <summary>The constraints that a config breaks by itself: those of the space, and those of any config (ranges, room for text).</summary>
    public IReadOnlyList<Violation> Violations(RenderConfig config) =>
    [
        .. RenderConfigValidator.Problems(config).Select(problem => new Violation(problem, 1)),
        .. Constraints.Select(c => c.Check(config)).OfType<Violation>(),
    ];

    /// <summary>The constraints that a config breaks by its cost.</summary>
    /// <param name="cost">Its exact cost over the search texts.</param>
    /// <param name="characters">How many characters those texts have.</param>
    public IReadOnlyList<Violation> Violations(CostReport cost, long characters) =>
        [.. Constraints.Select(c => c.Check(cost, characters)).OfType<Violation>()];

    private static IReadOnlyList<string> FontsOf(SpaceDefinition definition)
    {
        var chosen = definition.Parameters
            .SelectMany(p => p.AllSettings())
            .Where(s => s.Key is SpaceDefinition.Font)
            .Select(s => s.Value.GetString()!);
        var always = definition.Parameters.Any(p => p.When.Count == 0 && p.Name is SpaceDefinition.Font);
        return [.. (always ? chosen : chosen.Append(definition.Base.Font)).Distinct(StringComparer.Ordinal)];
    }

    private Genome Complete(Genome genome, Func<Parameter, GeneValue> missing)
    {
        var repaired = Genome.Empty;
        foreach (var parameter in _conditionsFirst)
        {
            if (IsActive(parameter, repaired))
            {
                repaired = repaired.With(parameter.Name, genome[parameter.Name] is { } value ? parameter.Snap(value) : missing(parameter));
            }
        }

        return repaired;
    }
}
