namespace Glyph.Rendering.Text.Unicode;

/// <summary>Reads characters from UTF-16.</summary>
internal static class Utf16
{
    /// <summary>The character at a place; half a pair that stands alone is itself.</summary>
    public static int CodePoint(ReadOnlySpan<char> text, int position, out int length)
    {
        var c = text[position];
        if (char.IsHighSurrogate(c) && position + 1 < text.Length && char.IsLowSurrogate(text[position + 1]))
        {
            length = 2;
            return char.ConvertToUtf32(c, text[position + 1]);
        }

        length = 1;
        return c;
    }
}
