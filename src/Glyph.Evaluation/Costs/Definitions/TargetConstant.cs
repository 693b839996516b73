using System.Text.Json;

namespace Glyph.Evaluation.Costs.Definitions;

/// <summary>A constant of a target, and how well it is known.</summary>
/// <param name="Value">Its value as the file has it.</param>
/// <param name="Source">Where it is from.</param>
/// <param name="Status">One of <see cref="SourceStatus.Words"/>.</param>
internal sealed record TargetConstant(JsonElement Value, string Source, string Status)
{
    /// <summary>Such as <c>28; transformers models/glm4v; status: executed</c>.</summary>
    public override string ToString() => $"{Value.GetRawText()}; {Source}; status: {Status}";
}
