namespace Glyph.Core.Spaces;

/// <summary>The words of a search-space file; the JSON schema beside the shipped spaces lists the same.</summary>
internal static class SpaceKeys
{
    public static readonly string[] Space = ["$schema", "name", "description", "base", "parameters", "derived", "constraints"];

    public static readonly string[] Categorical = ["type", "values", "weights", "choices", "when"];

    public static readonly string[] Choice = ["name", "weight", "set"];

    public static readonly string[] Ordinal = ["type", "values", "weights", "when"];

    public static readonly string[] Range = ["type", "low", "high", "step", "log", "prior", "when"];

    public static readonly string[] Prior = ["weight", "low", "high", "values"];

    public static readonly string[] Derived = ["sum", "product"];

    public static readonly string[] Types = ["categorical", "ordinal", "integer", "real"];
}
