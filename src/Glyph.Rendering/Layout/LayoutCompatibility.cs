namespace Glyph.Rendering.Layout;

/// <summary>Whose rules hold where the authors' renderer has a defect.</summary>
internal enum LayoutCompatibility
{
    /// <summary>
    /// What is right: indents, spacing and borders belong to source paragraphs, no blank line is added or lost, and crops
    /// leave margins in pixels.
    /// </summary>
    None,

    /// <summary>
    /// What the authors' renderer does: indents, spacing and borders belong to chunks of 30 source lines, a page that
    /// ended at a line break is followed by a ghost line, a blank line at a chunk's end is lost, and crops take points for pixels.
    /// </summary>
    Glyph,
}
