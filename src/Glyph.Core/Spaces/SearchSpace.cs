namespace Glyph.Core.Spaces;

/// <summary>The parameters that may vary, their domains, conditions between them, and hard constraints.</summary>
public sealed class SearchSpace
{
}
