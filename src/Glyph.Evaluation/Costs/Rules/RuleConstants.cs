using System.Text.Json;
using Glyph.Core;
using Glyph.Evaluation.Costs.Definitions;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>
/// Hands a rule its constants by name, collects what is wrong with them, and knows in the end which were not asked for. A
/// constant with a problem is read as a harmless value, so that reading goes on to the next problem.
/// </summary>
internal sealed class RuleConstants(IReadOnlyDictionary<string, TargetConstant> constants, Action<string, string> problem)
{
    /// <summary>The most tiles that any rule takes; above it, tables of grids would grow without need.</summary>
    public const int MostTiles = 1024;

    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>A whole number within a range.</summary>
    /// <param name="name">The constant.</param>
    /// <param name="min">The least that is right.</param>
    /// <param name="max">The largest that is right.</param>
    /// <param name="standard">Its value when it is not given; without one it must be given.</param>
    public int Whole(string name, int min, int max, int? standard = null) =>
        (int)Read(name, standard, min, $"a whole number from {min} to {max}", value =>
            value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= min && number <= max ? number : null);

    /// <summary>An area in pixels, at least 0.</summary>
    public long Area(string name) =>
        (long)Read(name, null, 1, "an area in pixels, a whole number of at least 0", value =>
            value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0 ? number : null);

    /// <summary>A number within a range.</summary>
    public double Number(string name, double min, double max) =>
        Read(name, null, min, FormattableString.Invariant($"a number from {min} to {max}"), value =>
            value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= min && number <= max ? number : null);

    /// <summary>True or false.</summary>
    public bool Flag(string name, bool? standard = null) =>
        Read(name, standard is { } s ? Convert.ToDouble(s) : null, 0, "true or false", value =>
            value.ValueKind switch { JsonValueKind.True => 1, JsonValueKind.False => 0, _ => null }) != 0;

    /// <summary>One of some words.</summary>
    public string Word(string name, string[] words, string? standard) =>
        words[(int)Read(name, standard is null ? null : Array.IndexOf(words, standard), 0, $"one of {string.Join(", ", words)}", value =>
            value.ValueKind == JsonValueKind.String && Array.IndexOf(words, value.GetString()) is >= 0 and var index ? index : null)];

    /// <summary>A list of grids of tiles such as <c>["1x2", "2x2"]</c>, columns by rows.</summary>
    public TileGrid[] Grids(string name)
    {
        TileGrid[] grids = [new(1, 1)];
        Read(name, null, 0, "a list of grids such as [\"1x2\", \"2x2\"], columns by rows", value =>
        {
            if (value.ValueKind != JsonValueKind.Array)
            {
                return null;
            }

            var read = value.EnumerateArray().Select(Grid).ToList();
            if (read.Count == 0 || read.Contains(null))
            {
                return null;
            }

            grids = [.. read.OfType<TileGrid>()];
            return 0;
        });
        return grids;
    }

    /// <summary>Demands what two constants must be to each other.</summary>
    public void Demand(bool holds, string name, string otherwise)
    {
        if (!holds)
        {
            problem(name, otherwise);
        }
    }

    /// <summary>Reports constants that the rule did not ask for.</summary>
    public void ReportUnknown()
    {
        foreach (var name in constants.Keys.Where(name => !_asked.Contains(name)))
        {
            problem(name, $"is unknown to this rule{NearestName.Hint(name, _asked)}");
        }
    }

    private static TileGrid? Grid(JsonElement element)
    {
        var parts = element.ValueKind == JsonValueKind.String ? element.GetString()!.Split('x') : [];
        return parts.Length == 2
            && int.TryParse(parts[0], System.Globalization.CultureInfo.InvariantCulture, out var columns)
            && int.TryParse(parts[1], System.Globalization.CultureInfo.InvariantCulture, out var rows)
            && columns is > 0 and <= MostTiles && rows is > 0 and <= MostTiles
                ? new TileGrid(columns, rows)
                : null;
    }

    private double Read(string name, double? standard, double harmless, string demand, Func<JsonElement, double?> read)
    {
        _asked.Add(name);
        if (!constants.TryGetValue(name, out var constant))
        {
            if (standard is null)
            {
                problem(name, $"is missing; it must be {demand}");
            }

            return standard ?? harmless;
        }

        if (read(constant.Value) is { } value)
        {
            return value;
        }

        problem(name, $"is {constant.Value.GetRawText()}; it must be {demand}");
        return harmless;
    }
}
