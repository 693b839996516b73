using System.Globalization;
using Glyph.Core.Configs;

namespace Glyph.Daemon;

/// <summary>How numbers are shown to people, the same everywhere and in every culture.</summary>
internal static class Text
{
    /// <summary>A whole number with thousands separators.</summary>
    public static string Whole(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A compression such as <c>4.26x</c>.</summary>
    public static string Times(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.00}x");

    /// <summary>An accuracy such as <c>98.64 %</c>.</summary>
    public static string Percent(double value) => string.Create(CultureInfo.InvariantCulture, $"{100 * value:0.00} %");

    /// <summary>A difference of accuracies in percentage points, such as <c>+0.31</c>.</summary>
    public static string Points(double value) => (100 * value).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);

    /// <summary>A number with up to three decimals.</summary>
    public static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A length of time such as <c>1:23</c> or <c>2:05:00</c>.</summary>
    public static string Time(TimeSpan value) => value.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)value.TotalHours}:{value.Minutes:00}:{value.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{value.Minutes}:{value.Seconds:00}");

    /// <summary>Which fonts stood in for what the config's lacks.</summary>
    public static string Fallbacks(IReadOnlyList<Core.Rendering.FallbackUse> uses) =>
        $"other fonts stood in for what the config's lacks: {string.Join(", ", uses.Select(use => $"{use.Font} ({Whole(use.Glyphs)} glyphs)"))}";

    /// <summary>An enum's value in words, as in JSON: <c>silently-wrong</c>.</summary>
    public static string Words<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>The parameters of a config that matter at a glance.</summary>
    public static string Summary(RenderConfig c) => string.Create(CultureInfo.InvariantCulture,
        $"{Path.GetFileNameWithoutExtension(c.Font)} {c.FontSize:0.##}/{c.LineHeight:0.##} pt, {c.Dpi} dpi, {c.FullPagePixels} px, margin {c.MarginX:0.#}/{c.MarginY:0.#}, scale {c.HorizontalScale:0.##}")
        + string.Concat(RenderConfigKeys.Extras(c).Select(key => string.Create(CultureInfo.InvariantCulture, $", {key} {RenderConfigKeys.Get(c, key)}")));
}
