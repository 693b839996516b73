namespace Glyph.Rendering.Text;

/// <summary>By whose rules text is read.</summary>
internal enum LayoutRules
{
    /// <summary>By Unicode's: shaped, in both directions, with other fonts for what the config's lacks.</summary>
    Unicode,

    /// <summary>By those of the authors' renderer: one font, one glyph a character, from left to right.</summary>
    Reference,
}
