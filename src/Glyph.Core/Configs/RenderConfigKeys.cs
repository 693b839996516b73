using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Glyph.Core.Configs;

/// <summary>
/// The keys of the Glyph authors' config files, in the order of their published file, then Glyph's own, and how each one
/// sets and shows a part of a <see cref="RenderConfig"/>. Every file that Glyph writes has this order.
/// </summary>
public static class RenderConfigKeys
{
    private delegate RenderConfig? Setter(RenderConfig config, JsonElement value);

    private static readonly RenderConfig Default = new();

    private sealed record Key(string Expectation, Setter Set, Func<RenderConfig, object> Get)
    {
        public bool IsExtra { get; init; }
    }

    private static readonly (string Name, Key Key)[] Ordered =
    [
        ("page-size", new("a string \"width,height\" in pt, such as \"595,842\"", SetPageSize, c => $"{Shown(c.PageWidth)},{Shown(c.PageHeight)}")),
        ("dpi", Whole((c, v) => c with { Dpi = v }, c => c.Dpi)),
        ("margin-x", Length((c, v) => c with { MarginX = v }, c => c.MarginX)),
        ("margin-y", Length((c, v) => c with { MarginY = v }, c => c.MarginY)),
        ("font-path", new("a font file or the name of an installed font", SetFont, c => c.Font)),
        ("font-size", Length((c, v) => c with { FontSize = v }, c => c.FontSize)),
        ("line-height", Length((c, v) => c with { LineHeight = v }, c => c.LineHeight)),
        ("font-color", Color((c, v) => c with { FontColor = v }, c => c.FontColor)),
        ("alignment", new("LEFT, JUSTIFY, RIGHT or CENTER", SetAlignment, c => c.Alignment.ToString().ToUpperInvariant())),
        ("horizontal-scale", Number((c, v) => c with { HorizontalScale = v }, c => c.HorizontalScale)),
        ("first-line-indent", Length((c, v) => c with { FirstLineIndent = v }, c => c.FirstLineIndent)),
        ("left-indent", Length((c, v) => c with { LeftIndent = v }, c => c.LeftIndent)),
        ("right-indent", Length((c, v) => c with { RightIndent = v }, c => c.RightIndent)),
        ("space-before", Length((c, v) => c with { SpaceBefore = v }, c => c.SpaceBefore)),
        ("space-after", Length((c, v) => c with { SpaceAfter = v }, c => c.SpaceAfter)),
        ("border-width", Length((c, v) => c with { BorderWidth = v }, c => c.BorderWidth)),
        ("border-padding", Length((c, v) => c with { BorderPadding = v }, c => c.BorderPadding)),
        ("page-bg-color", Color((c, v) => c with { PageBackground = v }, c => c.PageBackground)),
        ("para-bg-color", Color((c, v) => c with { ParagraphBackground = v }, c => c.ParagraphBackground)),
        ("para-border-color", Color((c, v) => c with { ParagraphBorderColor = v }, c => c.ParagraphBorderColor)),
        ("auto-crop-width", Flag((c, v) => c with { AutoCropWidth = v }, c => c.AutoCropWidth)),
        ("auto-crop-last-page", Flag((c, v) => c with { AutoCropLastPage = v }, c => c.AutoCropLastPage)),
        ("newline-markup", new("\"<br/>\", plain text, or plain text in <font color=\"#RRGGBB\">...</font>", SetNewline, c => c.NewlineMarkup.Markup)),
        ("columns", Extra(Whole((c, v) => c with { Columns = v }, c => c.Columns))),
        ("column-gap", Extra(Length((c, v) => c with { ColumnGap = v }, c => c.ColumnGap))),
        ("glyph-mode", Extra(Word((c, v) => c with { GlyphMode = v }, c => c.GlyphMode))),
        ("hinting", Extra(Word((c, v) => c with { Hinting = v }, c => c.Hinting))),
        ("subpixel-positions", Extra(Flag((c, v) => c with { SubpixelPositions = v }, c => c.SubpixelPositions))),
        ("letter-spacing", Extra(Length((c, v) => c with { LetterSpacing = v }, c => c.LetterSpacing))),
        ("embolden", Extra(Number((c, v) => c with { Embolden = v }, c => c.Embolden))),
        ("instruction", Extra(new("a string", (c, e) => e.ValueKind == JsonValueKind.String ? c with { Instruction = e.GetString()! } : null, c => c.Instruction))),
        ("page-grid", Extra(Whole((c, v) => c with { PageGrid = v }, c => c.PageGrid))),
    ];

    private static readonly FrozenDictionary<string, Key> ByName =
        Ordered.ToFrozenDictionary(pair => pair.Name, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>All keys, in the order of a config file.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Ordered.Select(pair => pair.Name)];

    /// <summary>The keys beyond the Glyph authors' format to which a config gives another value than the default. Their renderer ignores these.</summary>
    public static IReadOnlyList<string> Extras(RenderConfig config) =>
        [.. Ordered.Where(pair => pair.Key.IsExtra && !pair.Key.Get(config).Equals(pair.Key.Get(Default))).Select(pair => pair.Name)];

    /// <summary>The keys that a config's file states: all of the authors' format, and the <see cref="Extras"/>.</summary>
    public static IEnumerable<string> Stated(RenderConfig config) =>
        Ordered.Where(pair => !pair.Key.IsExtra).Select(pair => pair.Name).Concat(Extras(config));

    /// <summary>Whether a key belongs to the format.</summary>
    public static bool Contains(string key) => ByName.ContainsKey(key);

    /// <summary>The value of a key: a string, a <see cref="double"/>, an <see cref="int"/> or a <see cref="bool"/>.</summary>
    /// <exception cref="KeyNotFoundException">The key is not part of the format.</exception>
    public static object Get(RenderConfig config, string key) => ByName[key].Get(config);

    /// <summary>Sets one key.</summary>
    /// <param name="config">The config to change.</param>
    /// <param name="key">One of <see cref="All"/>.</param>
    /// <param name="value">The value, as in a config file.</param>
    /// <param name="problem">What was wrong, or null.</param>
    /// <returns>The changed config, or the same one when there was a problem.</returns>
    public static RenderConfig Set(RenderConfig config, string key, JsonElement value, out string? problem)
    {
        if (!ByName.TryGetValue(key, out var known))
        {
            problem = $"unknown key '{key}'{NearestName.Hint(key, All)}";
            return config;
        }

        var changed = known.Set(config, value);
        problem = changed is null ? $"{key} is {value.GetRawText()}; it must be {known.Expectation}" : null;
        return changed ?? config;
    }

    private static Key Length(Func<RenderConfig, double, RenderConfig> set, Func<RenderConfig, double> get) =>
        new("a number of points", (c, e) => ReadNumber(e) is { } v ? set(c, v) : null, c => get(c));

    private static Key Number(Func<RenderConfig, double, RenderConfig> set, Func<RenderConfig, double> get) =>
        new("a number", (c, e) => ReadNumber(e) is { } v ? set(c, v) : null, c => get(c));

    private static Key Whole(Func<RenderConfig, int, RenderConfig> set, Func<RenderConfig, int> get) =>
        new("a whole number", (c, e) => ReadNumber(e) is { } v && v == Math.Floor(v) && Math.Abs(v) < 1e6 ? set(c, (int)v) : null, c => get(c));

    private static Key Word<T>(Func<RenderConfig, T, RenderConfig> set, Func<RenderConfig, T> get)
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>().ToDictionary(WordOf, StringComparer.Ordinal);
        return new(string.Join(" or ", values.Keys),
            (c, e) => e.ValueKind == JsonValueKind.String && values.TryGetValue(e.GetString()!, out var v) ? set(c, v) : null,
            c => WordOf(get(c)));

        static string WordOf(T value) => value.ToString().ToLowerInvariant();
    }

    private static Key Extra(Key key) => key with { IsExtra = true };

    private static Key Color(Func<RenderConfig, Rgb, RenderConfig> set, Func<RenderConfig, Rgb> get) =>
        new("a colour \"#RRGGBB\"",
            (c, e) => e.ValueKind == JsonValueKind.String && Rgb.TryParse(e.GetString(), out var v) ? set(c, v) : null,
            c => get(c).ToString());

    private static Key Flag(Func<RenderConfig, bool, RenderConfig> set, Func<RenderConfig, bool> get) =>
        new("true or false",
            (c, e) => e.ValueKind is JsonValueKind.True or JsonValueKind.False ? set(c, e.GetBoolean()) : null,
            c => get(c));

    private static double? ReadNumber(JsonElement e) =>
        e.ValueKind == JsonValueKind.Number && e.TryGetDouble(out var v) && double.IsFinite(v) ? v : null;

    private static RenderConfig? SetPageSize(RenderConfig config, JsonElement e)
    {
        if (e.ValueKind != JsonValueKind.String || e.GetString()!.Split(',') is not { Length: 2 } parts)
        {
            return null;
        }

        const NumberStyles style = NumberStyles.Float;
        return double.TryParse(parts[0], style, CultureInfo.InvariantCulture, out var width)
            && double.TryParse(parts[1], style, CultureInfo.InvariantCulture, out var height)
            ? config with { PageWidth = width, PageHeight = height }
            : null;
    }

    private static RenderConfig? SetFont(RenderConfig config, JsonElement e) =>
        e.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(e.GetString()) ? config with { Font = e.GetString()! } : null;

    private static RenderConfig? SetAlignment(RenderConfig config, JsonElement e) => e.ValueKind != JsonValueKind.String ? null : e.GetString() switch
    {
        "LEFT" => config with { Alignment = Alignment.Left },
        "JUSTIFY" => config with { Alignment = Alignment.Justify },
        "RIGHT" => config with { Alignment = Alignment.Right },
        "CENTER" => config with { Alignment = Alignment.Center },
        _ => null,
    };

    private static RenderConfig? SetNewline(RenderConfig config, JsonElement e) =>
        e.ValueKind == JsonValueKind.String && NewlineMarkup.TryParse(e.GetString()!, out var markup) ? config with { NewlineMarkup = markup } : null;

    private static string Shown(double value) => (value + 0.0).ToString("R", CultureInfo.InvariantCulture);
}
