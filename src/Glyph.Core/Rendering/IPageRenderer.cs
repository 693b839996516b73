using Glyph.Core.Configs;

namespace Glyph.Core.Rendering;

/// <summary>Turns text into pages. Layout alone gives exact sizes and lines without drawing. Safe for concurrent use.</summary>
public interface IPageRenderer
{
    /// <summary>Every problem that keeps a config from being rendered (ranges, room, font), with what would be right.</summary>
    IReadOnlyList<string> Problems(RenderConfig config);

    /// <summary>What makes a font easy or hard to read; measured once.</summary>
    /// <param name="font">Its name or path, as a config has it.</param>
    /// <exception cref="InvalidInputException">There is no such font.</exception>
    FontTraits Traits(string font);

    /// <summary>
    /// Lays text out, page by page, lazily. Empty text gives no page.
    /// </summary>
    /// <param name="text">The text, lines separated by <c>\n</c> or <c>\r\n</c>.</param>
    /// <param name="config">A config without <see cref="Problems"/>.</param>
    /// <param name="compatibility">Whose rules hold where the Glyph authors' renderer has a defect. Default: what is right.</param>
    /// <exception cref="InvalidInputException">The config has problems.</exception>
    IEnumerable<PageLayout> LayOut(string text, RenderConfig config, LayoutCompatibility compatibility = LayoutCompatibility.None);

    /// <summary>Draws a page that this renderer laid out.</summary>
    /// <returns>
    /// The page's image, of exactly <see cref="PageLayout.Size"/>, grey where all colours of the config are; the caller disposes it.
    /// </returns>
    PageImage Draw(PageLayout page);

    /// <summary>Writes an image; the same image gives the same bytes.</summary>
    /// <exception cref="RenderException">The format cannot hold an image of this size.</exception>
    void Encode(PageImage image, ImageEncoding encoding, Stream stream);
}

/// <summary>The fonts at hand: those that the build brings, the system's, and files by path.</summary>
public interface IFontCatalog
{
    /// <summary>Every font by name, sorted.</summary>
    IReadOnlyList<FontFace> All { get; }

    /// <summary>
    /// The font of a name (ignoring case) or a path; a relative path is looked up from the current folder.
    /// </summary>
    /// <exception cref="InvalidInputException">There is none; the message offers the nearest names.</exception>
    FontFace Find(string nameOrPath);

    /// <summary>The share of a text's characters, white space and controls aside, that the font has a glyph for, in [0, 1].</summary>
    double Coverage(FontFace font, string text);
}

/// <summary>A font file.</summary>
/// <param name="Name">Family and style, such as <c>DejaVu Sans</c> or <c>DejaVu Sans Bold</c>; the regular style is not named.</param>
/// <param name="Path">The file's full path.</param>
/// <param name="Shipped">Whether the build brought it.</param>
public sealed record FontFace(string Name, string Path, bool Shipped)
{
    /// <summary>The SHA-256 of the file, lower-case hexadecimal.</summary>
    public string Sha256() => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path)));
}
