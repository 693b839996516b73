namespace Glyph.Core.Rendering;

/// <summary>Whose rules hold where the Glyph authors' renderer has a defect.</summary>
public enum LayoutCompatibility
{
    /// <summary>
    /// What is right: indents, spacing and borders belong to source paragraphs, no blank line is added or lost, lines keep
    /// within their room, and crops leave margins in pixels.
    /// </summary>
    None,

    /// <summary>
    /// What the authors' renderer does: indents, spacing and borders belong to chunks of 30 source lines, a page that
    /// ended at a line break is followed by a ghost line, a blank line at a chunk's end is lost, a line that ends for want
    /// of room for one character of the next word counts a space more, a justified line that a break ends is not squeezed,
    /// and crops take points for pixels.
    /// </summary>
    Glyph,
}
