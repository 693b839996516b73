using System.Buffers;
using Glyph.Rendering.Text.Unicode;

namespace Glyph.Rendering.Text;

/// <summary>Where the lines of a source text end, and whether anything in them is written from right to left.</summary>
internal static class SourceLines
{
    private static readonly SearchValues<char> Newlines = SearchValues.Create("\n\v\f\r\u0085\u2028\u2029");

    // The characters that raise a level, and the first halves of those outside the basic plane that do.
    private static readonly SearchValues<char> RightToLeft = SearchValues.Create(
    [
        .. Enumerable.Range(0, char.MaxValue + 1).Where(c => CharacterProperties.Of(c).Bidi
            is BidiClass.R or BidiClass.AL or BidiClass.AN or BidiClass.RLE or BidiClass.RLO or BidiClass.RLI).Select(c => (char)c),
        '\uD802', '\uD803', '\uD83A', '\uD83B',
    ]);

    /// <summary>The place of the first line break; -1 if there is none. Of CR and LF together, that of LF.</summary>
    public static int Find(ReadOnlySpan<char> text, LayoutRules rules)
    {
        if (rules == LayoutRules.Reference)
        {
            return text.IndexOf('\n');
        }

        var found = text.IndexOfAny(Newlines);
        return found >= 0 && IsPartOfNext(text, found) ? found + 1 : found;
    }

    /// <summary>Whether a carriage return is the first half of a line break.</summary>
    public static bool IsPartOfNext(ReadOnlySpan<char> text, int position) =>
        text[position] == '\r' && position + 1 < text.Length && text[position + 1] == '\n';

    /// <summary>The place of the first character from which a text may run from right to left; -1 if there is none.</summary>
    public static int FindRightToLeft(ReadOnlySpan<char> text) => text.IndexOfAny(RightToLeft);
}
