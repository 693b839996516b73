using System.Text;

namespace Glyph.Evaluation.Scoring;

/// <summary>
/// What two texts have in common before they are compared. Truth and answer are treated alike:
/// <list type="number">
/// <item>format characters (zero-width, soft hyphen) go; runs of white space become one space, none at the ends;</item>
/// <item>full-width ASCII (U+FF01 to U+FF5E) becomes ASCII;</item>
/// <item>no space stands beside a Chinese character: typography puts it there, not the text;</item>
/// <item>a character that the reader could never answer takes its plain form (<see cref="TextFolding"/>).</item>
/// </list>
/// What still cannot be expressed stays, and counts as wrong.
/// </summary>
internal static class TextNormaliser
{
    private static readonly Rune Space = new(' ');

    /// <summary>The characters to compare.</summary>
    /// <param name="text">Truth or answer.</param>
    /// <param name="alphabet">What the reader could answer; null: anything.</param>
    public static Rune[] Normalise(string text, IReadOnlySet<string>? alphabet)
    {
        var result = new List<Rune>(text.Length);
        var pendingSpace = false;
        foreach (var original in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(original) || Rune.IsControl(original))
            {
                pendingSpace = result.Count > 0;
                continue;
            }

            if (Rune.GetUnicodeCategory(original) == System.Globalization.UnicodeCategory.Format)
            {
                continue;
            }

            var rune = original.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(original.Value - 0xFEE0) : original;
            var expressible = alphabet?.Contains(rune.ToString()) ?? true;
            if (pendingSpace && !IsChinese(rune) && !IsChinese(result[^1]))
            {
                result.Add(Space);
            }

            pendingSpace = false;
            if (expressible)
            {
                result.Add(rune);
            }
            else
            {
                result.AddRange(TextFolding.Fold(rune).EnumerateRunes());
            }
        }

        return [.. result];
    }

    /// <summary>Whether a character is Chinese, or Japanese, or their punctuation: those are written without spaces.</summary>
    public static bool IsChinese(Rune rune) => rune.Value is (>= 0x2E80 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or >= 0x20000;
}
