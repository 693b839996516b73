namespace Glyph.Core.Configs;

/// <summary>How the lines of a paragraph meet its edges.</summary>
public enum Alignment
{
    /// <summary>Lines start at the left edge.</summary>
    Left,

    /// <summary>Lines are stretched at their spaces to fill the width, but for a paragraph's last.</summary>
    Justify,

    /// <summary>Lines end at the right edge.</summary>
    Right,

    /// <summary>Lines are centred.</summary>
    Center,
}
