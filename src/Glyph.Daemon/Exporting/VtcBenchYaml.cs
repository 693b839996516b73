using System.Globalization;
using System.Text;
using System.Text.Json;
using Glyph.Core.Configs;

namespace Glyph.Daemon.Exporting;

/// <summary>
/// The chosen config as a file of VTCBench's <c>config/render/</c> (the render arguments of DeOCR, which draws HTML in a browser). A
/// browser lays out otherwise than Glyph, so it is near, never the same: the comments say what it lacks. Lengths are in CSS pixels,
/// 1/96 inch; an image has page size * dpi / 96 pixels, as in Glyph pt * dpi / 72.
/// </summary>
internal static class VtcBenchYaml
{
    private const double CssPixelsPerPoint = 96.0 / 72;

    /// <summary>The file.</summary>
    public static string Write(ExportContext context) => Write(context.Config, Head(context));

    /// <summary>The file of a config.</summary>
    /// <param name="config">The config; its font is the file that the CSS names.</param>
    /// <param name="head">Lines of comment at the top.</param>
    internal static string Write(RenderConfig config, IEnumerable<string> head)
    {
        var yaml = new StringBuilder();
        foreach (var line in head.Concat(Lacks(config)))
        {
            yaml.Append("# ").Append(OneLine(line)).Append('\n');
        }

        var (x, y) = (Pixels(config.MarginX + RenderConfig.FramePadding), Pixels(config.MarginY + RenderConfig.FramePadding));
        yaml.Append(CultureInfo.InvariantCulture, $"pagesize: [{Whole(config.PageWidth)}, {Whole(config.PageHeight)}]\n")
            .Append(CultureInfo.InvariantCulture, $"marginLeft: {x}\nmarginRight: {x}\nmarginTop: {y}\nmarginBottom: {y}\n")
            .Append("forceOnePage: false\n")
            .Append(CultureInfo.InvariantCulture, $"autoAdjustHeight: {(config.AutoCropLastPage ? "true" : "false")}\n")
            .Append("savePDF: false\nsaveImage: true\n")
            .Append(CultureInfo.InvariantCulture, $"dpi: {config.Dpi}\n")
            .Append("overwrite: true\nsave_format: \"png\"\nsave_kwargs: {}\n")
            .Append("css: ").Append(Quoted(Css(config))).Append("\ncss_path: null\n");
        return yaml.ToString();
    }

    private static IEnumerable<string> Head(ExportContext context) =>
    [
        $"VTCBench config/render (DeOCR RenderArgs) of trial {Text.Whole(context.Trial.Number)} of search {context.Search.Id}, exported by Glyph.",
        $"Glyph measured {Text.Percent(context.Finalist.Accuracy)} at {Text.Times(context.Finalist.Compression)}, on its own pages: a browser's differ, so measure again.",
        "Lengths are CSS pixels, 1/96 inch; an image has pagesize * dpi / 96 pixels. The margins hold the 6 pt that Glyph's pages keep inside theirs.",
    ];

    /// <summary>What of a config the render arguments cannot say.</summary>
    internal static IEnumerable<string> Lacks(RenderConfig config)
    {
        var (width, height) = (config.PageWidth * CssPixelsPerPoint, config.PageHeight * CssPixelsPerPoint);
        if (Math.Abs(width - Math.Round(width)) > 1e-6 || Math.Abs(height - Math.Round(height)) > 1e-6)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Rounded: pagesize is whole, the config's is {width:0.##} x {height:0.##}.");
        }

        foreach (var (key, lacking, why) in new (string, bool, string)[]
        {
            ("horizontal-scale", config.HorizontalScale is not 1, "images are not squeezed"),
            ("auto-crop-width", config.AutoCropWidth, "pages keep their whole width"),
            ("auto-crop-last-page", config.AutoCropLastPage, "autoAdjustHeight is the nearest"),
            ("newline-markup", config.NewlineMarkup.Mark is not null, "lines end as the text's do; put the mark into the text"),
            ("glyph-mode", config.GlyphMode != default, "a browser draws shades"),
            ("hinting", config.Hinting != default, "a browser fits glyphs to pixels by its own rules"),
            ("subpixel-positions", !config.SubpixelPositions, "a browser places glyphs by its own rules"),
            ("embolden", config.Embolden is not 0, "-webkit-text-stroke-width is the nearest, and grows strokes to both sides"),
            ("instruction", config.Instruction.Length > 0, "put it into the text"),
            ("page-grid", config.PageGrid > 0, "image sizes are not rounded to it"),
        })
        {
            if (lacking)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"Not expressed: {key} {JsonSerializer.Serialize(RenderConfigKeys.Get(config, key))} ({why}).");
            }
        }
    }

    private static string Css(RenderConfig c)
    {
        var css = new StringBuilder();
        css.Append(CultureInfo.InvariantCulture, $"@font-face {{ font-family: \"glyph\"; src: url(\"{FontUrl(c.Font)}\"); }} ")
            .Append(CultureInfo.InvariantCulture, $"* {{ font-family: \"glyph\"; line-height: {c.LineHeight}pt; font-kerning: none; }} ")
            .Append(CultureInfo.InvariantCulture, $"body {{ margin: 0; background: {c.PageBackground}; ")
            .Append(c.Columns > 1 ? string.Create(CultureInfo.InvariantCulture, $"column-count: {c.Columns}; column-gap: {c.ColumnGap}pt; column-fill: auto; ") : "")
            .Append("} ")
            .Append(CultureInfo.InvariantCulture, $"p {{ font-size: {c.FontSize}pt; color: {c.FontColor}; background: {c.ParagraphBackground}; text-align: {c.Alignment.ToString().ToLowerInvariant()}; white-space: pre-wrap; ")
            .Append(CultureInfo.InvariantCulture, $"margin: {c.SpaceBefore}pt {c.RightIndent}pt {c.SpaceAfter}pt {c.LeftIndent}pt; text-indent: {c.FirstLineIndent}pt; letter-spacing: {c.LetterSpacing}pt; ");
        if (c.BorderWidth > 0)
        {
            css.Append(CultureInfo.InvariantCulture, $"border: {c.BorderWidth}pt solid {c.ParagraphBorderColor}; padding: {c.BorderPadding}pt; ");
        }

        if (c.Embolden is not 0)
        {
            css.Append(CultureInfo.InvariantCulture, $"-webkit-text-stroke-width: {Math.Max(0, c.Embolden)}em; ");
        }

        return css.Append('}').ToString();
    }

    /// <summary>A font's file as a URL; of a name beside the file, the name.</summary>
    private static string FontUrl(string font) => (Path.IsPathFullyQualified(font) ? new Uri(font).AbsoluteUri : Uri.EscapeDataString(font)).Replace("\"", "%22", StringComparison.Ordinal);

    private static string Whole(double points) => Math.Max(1, Math.Round(points * CssPixelsPerPoint)).ToString(CultureInfo.InvariantCulture);

    private static double Pixels(double points) => Math.Round(points * CssPixelsPerPoint, 4);

    /// <summary>A text as a double-quoted scalar, whose escapes are JSON's.</summary>
    private static string Quoted(string text) => JsonSerializer.Serialize(text, Core.GlyphJson.Compact);

    /// <summary>A comment that ends where its line does.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
}
