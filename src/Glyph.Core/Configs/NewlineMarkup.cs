using System.Text.RegularExpressions;

namespace Glyph.Core.Configs;

/// <summary>
/// What stands in the place of a line break of the text: a real break (<c>&lt;br/&gt;</c>, the default), or a visible mark
/// in the running text such as <c>&lt;font color="#FF0000"&gt; \n &lt;/font&gt;</c>.
/// </summary>
public sealed partial record NewlineMarkup
{
    private NewlineMarkup(string markup, string? mark, Rgb? color)
    {
        Markup = markup;
        Mark = mark;
        Color = color;
    }

    /// <summary>A real line break.</summary>
    public static NewlineMarkup Break { get; } = new("<br/>", null, null);

    /// <summary>The markup as the config file states it.</summary>
    public string Markup { get; }

    /// <summary>The text shown in place of a line break, or null where the line really breaks.</summary>
    public string? Mark { get; }

    /// <summary>The colour of the mark; null means the text's own colour.</summary>
    public Rgb? Color { get; }

    /// <summary>Reads a break (<c>&lt;br/&gt;</c>), plain text, or plain text in one <c>&lt;font color="#RRGGBB"&gt;</c> element.</summary>
    public static bool TryParse(string markup, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out NewlineMarkup? result)
    {
        result = null;
        if (BreakElement().IsMatch(markup))
        {
            result = new NewlineMarkup(markup, null, null);
            return true;
        }

        if (FontElement().Match(markup) is { Success: true } font && Rgb.TryParse(font.Groups["color"].Value, out var color))
        {
            result = new NewlineMarkup(markup, Unescape(font.Groups["text"].Value), color);
            return true;
        }

        if (markup.Length > 0 && !markup.Contains('<', StringComparison.Ordinal) && !markup.Contains('>', StringComparison.Ordinal))
        {
            result = new NewlineMarkup(markup, Unescape(markup), null);
            return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Markup;

    private static string Unescape(string text) => System.Net.WebUtility.HtmlDecode(text);

    [GeneratedRegex(@"^\s*<br\s*/?>\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BreakElement();

    [GeneratedRegex("^<font color=[\"'](?<color>#[0-9A-Fa-f]{6})[\"']>(?<text>[^<>]+)</font>$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FontElement();
}
