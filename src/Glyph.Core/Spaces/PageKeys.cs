using System.Globalization;
using System.Text.Json;
using Glyph.Core.Configs;

namespace Glyph.Core.Spaces;

/// <summary>
/// The virtual keys of a space beside those of a config: <c>page-pixels</c> ("784,1120") and <c>page-patches</c> ("28,40",
/// in cells of the target's token grid). Both state the size of the page <em>image</em>, after the horizontal scale: what
/// the target sees, so that a page of whole cells is not resampled whatever the scale.
/// </summary>
internal static class PageKeys
{
    public const string Size = "page-size";
    public const string Pixels = "page-pixels";
    public const string Patches = "page-patches";

    private const int MaximumSide = 100_000;

    /// <summary>All keys that a base, a choice or a parameter may set.</summary>
    public static IReadOnlyList<string> Settable { get; } = [.. RenderConfigKeys.All, Pixels, Patches];

    public static bool IsVirtual(string key) => key is Pixels or Patches;

    public static bool IsSettable(string key) => IsVirtual(key) || RenderConfigKeys.Contains(key);

    /// <summary>The part of a config that a key decides: the three page keys decide one.</summary>
    public static string Part(string key) => IsVirtual(key) ? Size : key;

    /// <summary>What is wrong with a virtual key's value, or null.</summary>
    public static string? Problem(string key, JsonElement value) => Read(value) is null
        ? $"{key} is {value.GetRawText()}; it must be a string \"width,height\" of whole numbers from 1 to {MaximumSide}, such as {(key is Pixels ? "\"784,1120\"" : "\"28,40\"")}"
        : null;

    /// <summary>Sets the page of a config, once its DPI and horizontal scale are known.</summary>
    public static RenderConfig Apply(RenderConfig config, string key, JsonElement value, int pixelGrid)
    {
        var (width, height) = Read(value)!.Value;
        var unit = key is Patches ? pixelGrid : 1;
        return config with
        {
            PageWidth = Points(Unscaled(width * unit, config.HorizontalScale), config.Dpi),
            PageHeight = Points(height * unit, config.Dpi),
        };
    }

    /// <summary>The page width in pixels that the horizontal scale turns into <paramref name="pixels"/>, rounding down as the renderer does.</summary>
    private static int Unscaled(int pixels, double scale)
    {
        var width = (int)Math.Max(1, Math.Ceiling(pixels / scale));
        return (int)(width * scale) < pixels ? width + 1 : width;
    }

    /// <summary>The length in whole hundredths of a point that is exactly so many pixels long when rounded up.</summary>
    private static double Points(int pixels, int dpi)
    {
        var hundredths = Math.Floor(pixels * 7200m / dpi);
        while (Math.Ceiling((double)(hundredths / 100) * (dpi / 72.0)) > pixels)
        {
            hundredths--;
        }

        return (double)(hundredths / 100);
    }

    private static (int Width, int Height)? Read(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || value.GetString()!.Split(',') is not { Length: 2 } parts)
        {
            return null;
        }

        return int.TryParse(parts[0], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var width)
            && int.TryParse(parts[1], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var height)
            && width is >= 1 and <= MaximumSide && height is >= 1 and <= MaximumSide
                ? (width, height)
                : null;
    }
}
