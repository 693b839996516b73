namespace Glyph.Core.Rendering;

/// <summary>A stretch of a line that no reader should be shown cut in two: a Latin word, or one Chinese character.</summary>
/// <param name="Text">What stands there, as drawn.</param>
/// <param name="Left">Its left edge on the page, in pixels.</param>
/// <param name="Right">Its right edge on the page, in pixels.</param>
public sealed record WordBox(string Text, float Left, float Right)
{
    /// <summary>Whether white space stands between this word and the one before it on the line.</summary>
    public bool AfterSpace { get; init; }
}

/// <summary>One line of text on a page.</summary>
/// <param name="Source">The part of the source text that the line shows.</param>
/// <param name="Text">What is drawn, in reading order, with its spaces: text from right to left is as in the source, not reversed.</param>
/// <param name="Box">The line's box in pixels of the final page image: from ascent to descent, first to last glyph.</param>
/// <param name="Words">Its words in reading order, which is from left to right only where the text is; together, with a space where <see cref="WordBox.AfterSpace"/>, they are the text.</param>
public sealed record LineBox(SourceSpan Source, string Text, PixelBox Box, IReadOnlyList<WordBox> Words);

/// <summary>
/// One page as laid out: its exact size in pixels and its lines, before any pixel is drawn. A renderer's own subclass
/// carries what it needs to draw it.
/// </summary>
/// <param name="Number">The page's number, from 1.</param>
/// <param name="Size">The exact size of the image that drawing gives, after horizontal scale and cropping.</param>
/// <param name="Lines">The lines of the text that the page shows, column by column, top to bottom; a blank line has none, and the instruction is no part of the text.</param>
public abstract record PageLayout(int Number, PixelSize Size, IReadOnlyList<LineBox> Lines)
{
    /// <summary>
    /// How many characters of the page no font has a glyph for; they show as an empty box. Control characters and halves of
    /// pairs count, though a picture is shown for them.
    /// </summary>
    public int MissingGlyphs { get; init; }

    /// <summary>The fonts that stand in on this page for what the config's lacks, the most used first.</summary>
    public virtual IReadOnlyList<FallbackUse> Fallbacks => [];
}

/// <summary>That a font stood in for another.</summary>
/// <param name="Font">The name of the font that stood in.</param>
/// <param name="Glyphs">How many glyphs it showed: one for most characters.</param>
public sealed record FallbackUse(string Font, int Glyphs)
{
    /// <summary>The sum over pages, the most used first.</summary>
    public static IReadOnlyList<FallbackUse> Sum(IEnumerable<IReadOnlyList<FallbackUse>> pages) =>
        [.. pages.SelectMany(uses => uses)
            .GroupBy(use => use.Font, StringComparer.Ordinal)
            .Select(uses => new FallbackUse(uses.Key, uses.Sum(use => use.Glyphs)))
            .OrderByDescending(use => use.Glyphs).ThenBy(use => use.Font, StringComparer.Ordinal)];
}
