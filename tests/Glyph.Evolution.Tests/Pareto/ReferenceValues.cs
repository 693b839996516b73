using System.Text.Json;

namespace Glyph.Evolution.Tests.Pareto;

/// <summary>
/// Values of other implementations, on random points with the corner at 0: hypervolumes by Optuna 3.1.0 (its WFG),
/// and expected improvements as SciPy's numerical integral of that hypervolume over a normal density.
/// </summary>
internal sealed record ReferenceValues(IReadOnlyList<ReferenceValues.Volume> Hypervolume, IReadOnlyList<ReferenceValues.Improvement> ExpectedImprovement)
{
    public static ReferenceValues All { get; } = JsonSerializer.Deserialize<ReferenceValues>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Pareto", "reference-values.json")), new JsonSerializerOptions(JsonSerializerDefaults.Web))!;

    internal sealed record Volume(double[][] Points, double Value);

    internal sealed record Improvement(double[][] Front, double Known, double Mean, double Deviation, double Value);
}
