using System.Text;
using System.Text.Json;
using Glyph.Core;

namespace Glyph.Evolution.Llm;

/// <summary>Puts data into prompts so that it stays data: no heading, no code fence, no placeholder, no second line.</summary>
internal static class PromptData
{
    private const int MaximumQuote = 80;
    private const int MaximumLine = 1500;

    /// <summary>A text as a JSON string, shortened.</summary>
    public static string Quote(string text) => JsonSerializer.Serialize(Shorten(text, MaximumQuote), GlyphJson.Compact);

    /// <summary>A line of a list, whatever is in it.</summary>
    public static string Line(string text)
    {
        var line = new StringBuilder("- ");
        foreach (var rune in Shorten(text, MaximumLine).EnumerateRunes())
        {
            var previous = line[^1];
            _ = rune.Value switch
            {
                '`' => line.Append('\''),
                '{' or '}' when previous == rune.Value => line.Append(' ').Append((char)rune.Value),
                _ when Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator => line.Append(' '),
                _ => line.Append(rune.ToString()),
            };
        }

        return line.ToString();
    }

    private static string Shorten(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        return $"{text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)]}...";
    }
}
