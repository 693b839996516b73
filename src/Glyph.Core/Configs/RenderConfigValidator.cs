using System.Globalization;

namespace Glyph.Core.Configs;

/// <summary>Says all that is wrong with a render config by itself; what depends on the font is the renderer's to say.</summary>
public static class RenderConfigValidator
{
    /// <summary>The largest page that may be rendered, in pixels: 100 megapixels, 400 MB of RGBA.</summary>
    public const long MaximumPixels = 100_000_000;

    private const int LongestInstruction = 1000;

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
        Range("columns", config.Columns, 1, 8, "");
        Range("column-gap", config.ColumnGap, 0, 7200, " pt");
        Range("letter-spacing", config.LetterSpacing, -10, 100, " pt");
        Range("embolden", config.Embolden, -0.05, 0.1, " em");
        Range("page-grid", config.PageGrid, 0, 1000, " px");
        if (config.Instruction.Length > 0
            && (config.Instruction.Length > LongestInstruction || config.Instruction.Any(char.IsControl) || string.IsNullOrWhiteSpace(config.Instruction)))
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture,
                $"instruction is {config.Instruction.Length:N0} characters long, and blank or with control characters, or too long; "
                + $"it must be one line of text, at most {LongestInstruction:N0} characters"));
        }

        if (string.IsNullOrWhiteSpace(config.Font))
        {
            problems.Add("font-path is empty; it must be a font file or the name of an installed font");
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        problems.AddRange(JointProblems(config));
        return problems;
    }

    /// <summary>What is wrong with keys together, each being right by itself.</summary>
    private static IEnumerable<string> JointProblems(RenderConfig config)
    {
        var full = config.FullPagePixels;
        var image = config.FullImagePixels;
        if (image.Width == 0 || image.Height == 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"page-grid is {config.PageGrid}; a page of {full.Width}x{full.Height} px at horizontal-scale {config.HorizontalScale} has no whole cell of it");
            yield break;
        }

        var room = Math.Min(config.TextWidth, config.TextWidth - config.FirstLineIndent);
        if (room < config.FontSize)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"no room for text: {config.ShownWidth:0.##} pt of page-size leave {room:0.##} pt a line "
                + $"after margin-x, indents and 12 pt of frame{(config.Columns > 1 ? ", in each of the columns" : "")}; at least one em ({config.FontSize:0.##} pt) is needed");
        }

        var height = Math.Max(config.FontSize, config.LineHeight);
        if (config.TextHeight < height)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"no room for text: {config.ShownHeight:0.##} pt of page-size leave {config.TextHeight:0.##} pt after margin-y{(config.Instruction.Length > 0 ? ", the instruction" : "")} and 12 pt of frame; "
                + $"at least one line ({height:0.##} pt) is needed");
        }

        if (config.LetterSpacing < -config.FontSize / 2)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"letter-spacing is {config.LetterSpacing}; at font-size {config.FontSize} it must be at least {-config.FontSize / 2} pt, half an em");
        }

        if (config is { GlyphMode: GlyphMode.Mono, Embolden: < 0 })
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"embolden is {config.Embolden}; where glyph-mode is mono it must be at least 0, since 1-bit strokes cannot be thinned without gaps");
        }

        if (config.Embolden != 0 && config.Hinting != Hinting.None)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"embolden is {config.Embolden}; where hinting is {config.Hinting.ToString().ToLowerInvariant()} it must be 0, since hinted stems have whole pixels already");
        }

        var largest = image.Area > full.Area ? image : full;
        if (largest.Area > MaximumPixels)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"a page is {largest.Width}x{largest.Height} px; page-size and dpi must keep it within {MaximumPixels:N0} pixels");
        }
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
