using System.Globalization;

namespace Glyph.Core.Configs;

/// <summary>Says all that is wrong with a render config by itself; what depends on the font is the renderer's to say.</summary>
public static class RenderConfigValidator
{
    /// <summary>The largest page that may be rendered, in pixels: 100 megapixels, 400 MB of RGBA.</summary>
    public const long MaximumPixels = 100_000_000;

    /// <summary>Every problem found, each naming the key and what would be right; empty when the config is sound.</summary>
    /// <param name="config">The config to check.</param>
    public static IReadOnlyList<string> Problems(RenderConfig config)
    {
        var problems = new List<string>();

        void Range(string key, double value, double low, double high, string unit, bool openLow = false)
        {
            if (!double.IsFinite(value) || value < low || value > high || (openLow && value <= low))
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{key} is {value}; it must be {(openLow ? "above" : "from")} {low} {(openLow ? "and at most" : "to")} {high}{unit}"));
            }
        }

        Range("page-size (width)", config.PageWidth, 0, 14400, " pt", openLow: true);
        Range("page-size (height)", config.PageHeight, 0, 14400, " pt", openLow: true);
        Range("dpi", config.Dpi, 1, 1200, "");
        Range("margin-x", config.MarginX, 0, 7200, " pt");
        Range("margin-y", config.MarginY, 0, 7200, " pt");
        Range("font-size", config.FontSize, 0.1, 1000, " pt");
        Range("line-height", config.LineHeight, 0.1, 2000, " pt");
        Range("horizontal-scale", config.HorizontalScale, 0, 4, "", openLow: true);
        Range("first-line-indent", config.FirstLineIndent, -7200, 7200, " pt");
        Range("left-indent", config.LeftIndent, -7200, 7200, " pt");
        Range("right-indent", config.RightIndent, -7200, 7200, " pt");
        Range("space-before", config.SpaceBefore, 0, 7200, " pt");
        Range("space-after", config.SpaceAfter, 0, 7200, " pt");
        Range("border-width", config.BorderWidth, 0, 1000, " pt");
        Range("border-padding", config.BorderPadding, 0, 1000, " pt");
        if (string.IsNullOrWhiteSpace(config.Font))
        {
            problems.Add("font-path is empty; it must be a font file or the name of an installed font");
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        if (config.TextWidth < config.FontSize || config.TextWidth - config.FirstLineIndent < config.FontSize)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture,
                $"no room for text: {config.PageWidth:0.##} pt of page-size leave {Math.Min(config.TextWidth, config.TextWidth - config.FirstLineIndent):0.##} pt a line "
                + $"after margin-x, indents and 12 pt of frame; at least one em ({config.FontSize:0.##} pt) is needed"));
        }

        if (config.TextHeight < Math.Max(config.FontSize, config.LineHeight))
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture,
                $"no room for text: {config.PageHeight:0.##} pt of page-size leave {config.TextHeight:0.##} pt after margin-y and 12 pt of frame; "
                + $"at least one line ({Math.Max(config.FontSize, config.LineHeight):0.##} pt) is needed"));
        }

        var pixels = config.FullPagePixels;
        if (pixels.Area > MaximumPixels)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture,
                $"a page is {pixels.Width}x{pixels.Height} px; page-size and dpi must keep it within {MaximumPixels:N0} pixels"));
        }

        return problems;
    }

    /// <summary>Throws <see cref="InvalidInputException"/> with every problem, unless the config is sound.</summary>
    public static void ThrowIfInvalid(RenderConfig config)
    {
        var problems = Problems(config);
        if (problems.Count > 0)
        {
            throw new InvalidInputException([.. problems.Select(p => $"render config: {p}")]);
        }
    }
}
