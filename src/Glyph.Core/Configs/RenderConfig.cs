using System.Security.Cryptography;
using System.Text;

namespace Glyph.Core.Configs;

/// <summary>
/// Every parameter that decides how text becomes pages: the factors of the Glyph paper (arXiv 2510.17800, appendix), with
/// the names and defaults of its authors' renderer. Lengths are in points (1/72 inch).
/// </summary>
[System.Text.Json.Serialization.JsonConverter(typeof(RenderConfigJsonConverter))]
public sealed record RenderConfig
{
    /// <summary>Page width in pt; above 0, at most 14,400 (200 inches). Default 595.28 (A4).</summary>
    public double PageWidth { get; init; } = 595.28;

    /// <summary>Page height in pt; above 0, at most 14,400 (200 inches). Default 841.89 (A4).</summary>
    public double PageHeight { get; init; } = 841.89;

    /// <summary>Dots an inch, 1 to 1,200. A page is <c>ceil(pt * dpi / 72)</c> pixels wide and high. Default 72.</summary>
    public int Dpi { get; init; } = 72;

    /// <summary>Left and right margin in pt, at least 0; also what a width crop leaves right of the ink. Default 20.</summary>
    public double MarginX { get; init; } = 20;

    /// <summary>Top and bottom margin in pt, at least 0; also what a last-page crop leaves below the ink. Default 20.</summary>
    public double MarginY { get; init; } = 20;

    /// <summary>The font: a TrueType or OpenType file, or the name of a font that the build or the system brings.</summary>
    public string Font { get; init; } = "DejaVu Sans";

    /// <summary>Font size (em) in pt, 0.1 to 1,000. Default 9.</summary>
    public double FontSize { get; init; } = 9;

    /// <summary>Distance of two baselines in pt, 0.1 to 2,000. Default: font size + 1.</summary>
    public double LineHeight { get; init; } = 10;

    /// <summary>Colour of the text. Default black.</summary>
    public Rgb FontColor { get; init; } = Rgb.Black;

    /// <summary>How lines meet the edges. Default justified, as in the authors' code (their published config says LEFT).</summary>
    public Alignment Alignment { get; init; } = Alignment.Justify;

    /// <summary>The page image is squeezed to this share of its width; above 0, at most 4. Default 1.</summary>
    public double HorizontalScale { get; init; } = 1;

    /// <summary>Extra indent of a paragraph's first line in pt. Default 0.</summary>
    public double FirstLineIndent { get; init; }

    /// <summary>Indent of every line from the left in pt. Default 0.</summary>
    public double LeftIndent { get; init; }

    /// <summary>Indent of every line from the right in pt. Default 0.</summary>
    public double RightIndent { get; init; }

    /// <summary>Space above a paragraph in pt, at least 0. Default 0.</summary>
    public double SpaceBefore { get; init; }

    /// <summary>Space below a paragraph in pt, at least 0. Default 0.</summary>
    public double SpaceAfter { get; init; }

    /// <summary>Width of the border around a paragraph in pt, at least 0; 0 draws none. Default 0.</summary>
    public double BorderWidth { get; init; }

    /// <summary>Room between a paragraph and its border in pt, at least 0. Default 0.</summary>
    public double BorderPadding { get; init; }

    /// <summary>Colour of the page. Default white.</summary>
    public Rgb PageBackground { get; init; } = Rgb.White;

    /// <summary>Colour behind a paragraph. Default white.</summary>
    public Rgb ParagraphBackground { get; init; } = Rgb.White;

    /// <summary>Colour of a paragraph's border. Default white.</summary>
    public Rgb ParagraphBorderColor { get; init; } = Rgb.White;

    /// <summary>Whether the empty strip right of the text is cut from every page. Default no.</summary>
    public bool AutoCropWidth { get; init; }

    /// <summary>Whether the empty strip below the text is cut from the last page. Default no.</summary>
    public bool AutoCropLastPage { get; init; }

    /// <summary>What stands in the place of a line break. Default a real break.</summary>
    public NewlineMarkup NewlineMarkup { get; init; } = NewlineMarkup.Break;

    /// <summary>
    /// The config that the paper published as its searched optimum: A4, 72 DPI, 9 on 10 pt, margins 10, left, cropped.
    /// Its font is Verdana; where that is absent, DejaVu Sans, of the same Bitstream Vera line and width.
    /// </summary>
    public static RenderConfig Published(string font = "DejaVu Sans") => new()
    {
        PageWidth = 595,
        PageHeight = 842,
        Dpi = 72,
        MarginX = 10,
        MarginY = 10,
        Font = font,
        FontSize = 9,
        LineHeight = 10,
        Alignment = Alignment.Left,
        AutoCropWidth = true,
        AutoCropLastPage = true,
    };

    /// <summary>
    /// The content hash: 16 hexadecimal digits of the SHA-256 of the config's canonical JSON. Two configs have one hash
    /// exactly when all their parameters are equal.
    /// </summary>
    public string Hash() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(RenderConfigJson.Write(this, indented: false))))[..16];

    /// <summary>The room for text on one line of a page, in pt: the page less margins, 6 pt of frame padding a side, and indents.</summary>
    public double TextWidth => PageWidth - (2 * MarginX) - (2 * FramePadding) - LeftIndent - RightIndent;

    /// <summary>The room for text from top to bottom of a page, in pt: the page less margins and 6 pt of frame padding a side.</summary>
    public double TextHeight => PageHeight - (2 * MarginY) - (2 * FramePadding);

    /// <summary>The page's size in pixels before horizontal scale and cropping: <c>ceil(pt * dpi / 72)</c>, as poppler rounds.</summary>
    public Rendering.PixelSize FullPagePixels => new(ToPixels(PageWidth), ToPixels(PageHeight));

    /// <summary>The padding that the authors' page frame (reportlab's) keeps inside the margins on each side: 6 pt.</summary>
    public const double FramePadding = 6;

    // What floating-point noise adds to a whole number of pixels (733.0909... pt at 77 DPI are 784) must not make it one more.
    private int ToPixels(double points) => Math.Max(1, (int)Math.Ceiling((points * Dpi / 72) - 1e-6));
}
