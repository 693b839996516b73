using System.Globalization;
using Glyph.Core.Configs;
using Glyph.Core.Costs;

namespace Glyph.Core.Spaces;

/// <summary>A broken constraint.</summary>
/// <param name="Message">What is broken, by how much, in words.</param>
/// <param name="Degree">The relative excess, above 0: 0.5 means half as much again as allowed.</param>
public sealed record Violation(string Message, double Degree);

/// <summary>A hard constraint: the least and the most that a quantity of a candidate may be.</summary>
/// <param name="Name">One of <see cref="Names"/>.</param>
/// <param name="Min">The least, or null.</param>
/// <param name="Max">The most, or null.</param>
public sealed record Constraint(string Name, double? Min, double? Max)
{
    private delegate double OfConfig(RenderConfig config);

    private delegate double OfCost(CostReport cost, long characters);

    private static readonly Dictionary<string, OfConfig> ConfigQuantities = new(StringComparer.Ordinal)
    {
        ["contrast"] = Contrast,
        ["page-pixels"] = config => config.FullPagePixels.Area,
    };

    private static readonly Dictionary<string, OfCost> CostQuantities = new(StringComparer.Ordinal)
    {
        ["page-tokens"] = (cost, _) => cost.Pages == 0 ? 0 : (double)cost.VisionTokens.Features / cost.Pages,
        ["compression"] = (cost, _) => cost.Compression,
        ["missing-glyphs"] = (cost, characters) => characters == 0 ? 0 : (double)cost.MissingGlyphs / characters,
        ["pages"] = (cost, _) => cost.Pages,
    };

    /// <summary>
    /// What can be constrained. <c>contrast</c>: the WCAG ratio of text to the paragraph's background or the page's,
    /// whichever is less; <c>page-pixels</c>: pixels of a page before scaling; <c>page-tokens</c>: vision tokens a page on
    /// average; <c>compression</c>; <c>missing-glyphs</c>: share of characters that the font cannot show; <c>pages</c>.
    /// </summary>
    public static IReadOnlyList<string> Names { get; } = [.. ConfigQuantities.Keys, .. CostQuantities.Keys];

    internal Violation? Check(RenderConfig config) => ConfigQuantities.TryGetValue(Name, out var quantity) ? Judge(quantity(config)) : null;

    internal Violation? Check(CostReport cost, long characters) =>
        CostQuantities.TryGetValue(Name, out var quantity) ? Judge(quantity(cost, characters)) : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Name}{(Min is { } min ? $" at least {min}" : "")}{(Max is { } max ? $" at most {max}" : "")}");

    private static double Contrast(RenderConfig config) => Math.Min(
        Rgb.Contrast(config.FontColor, config.ParagraphBackground),
        Rgb.Contrast(config.FontColor, config.PageBackground));

    private Violation? Judge(double value)
    {
        var excess = value < Min ? Relative(Min.Value, value) : value > Max ? Relative(Max.Value, value) : 0;
        return excess > 0
            ? new Violation(string.Create(CultureInfo.InvariantCulture, $"{Name} is {value:0.####}; it must be {(value < Min ? $"at least {Min}" : $"at most {Max}")}"), excess)
            : null;
    }

    private static double Relative(double limit, double value) => Math.Abs(value - limit) / Math.Max(Math.Abs(limit), 1e-6);
}
