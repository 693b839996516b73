using Glyph.Core.Configs;

namespace Glyph.Core.Spaces;

/// <summary>What a search-space file says, read and checked.</summary>
internal sealed record SpaceDefinition
{
    public const string LineHeight = "line-height";
    public const string Font = "font-path";

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required RenderConfig Base { get; init; }

    /// <summary>The base's page where a virtual key states it.</summary>
    public Setting? BasePage { get; init; }

    public bool BaseSetsLineHeight { get; init; }

    public required IReadOnlyList<Parameter> Parameters { get; init; }

    public required IReadOnlyList<DerivedKey> Derived { get; init; }

    public required IReadOnlyList<Constraint> Constraints { get; init; }
}
