using System.Security.Cryptography;
using System.Text;
using Glyph.Core.Rendering;

namespace Glyph.Core.Configs;

/// <summary>
/// Every parameter that decides how text becomes pages: the factors of the Glyph paper (arXiv 2510.17800, appendix), with
/// the names and defaults of its authors' renderer, and what that renderer does not know (from <see cref="Columns"/> on),
/// whose defaults do what it does. Lengths are in points (1/72 inch).
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

    /// <summary>Columns that the text flows down on a page, 1 to 8. Default 1.</summary>
    public int Columns { get; init; } = 1;

    /// <summary>Room between two columns in pt, at least 0. Default 12.</summary>
    public double ColumnGap { get; init; } = 12;

    /// <summary>Whether glyphs have shades or are 1-bit. Default grey.</summary>
    public GlyphMode GlyphMode { get; init; }

    /// <summary>How far glyphs are fitted to pixels. Default not at all.</summary>
    public Hinting Hinting { get; init; }

    /// <summary>Whether a glyph may stand at a quarter of a pixel across; otherwise at the nearest whole one. Default yes, as poppler does.</summary>
    public bool SubpixelPositions { get; init; } = true;

    /// <summary>Room added after every cluster in pt, -10 to 100 and at least half an em below 0; joined letters stay joined. Default 0.</summary>
    public double LetterSpacing { get; init; }

    /// <summary>How much thicker strokes are drawn, in em, -0.05 to 0.1; advances stay. Default 0.</summary>
    public double Embolden { get; init; }

    /// <summary>A line drawn at the top of every page that is no part of the text, such as a task; at most 1,000 characters. Default none.</summary>
    public string Instruction { get; init; } = "";

    /// <summary>
    /// Both sides of every page image are multiples of this many pixels, 0 to 1,000: a full page loses what is over at the
    /// right and bottom, a cropped one is filled up with background. 0 leaves sizes as they are. Default 0.
    /// </summary>
    public int PageGrid { get; init; }

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

    /// <summary>The room for text on one line, in pt: a column less indents.</summary>
    public double TextWidth => ColumnWidth - LeftIndent - RightIndent;

    /// <summary>The width of a column in pt: an equal share of the page less margins, 6 pt of frame padding a side, and gaps.</summary>
    public double ColumnWidth => (ShownWidth - (2 * MarginX) - (2 * FramePadding) - ((Columns - 1) * ColumnGap)) / Columns;

    /// <summary>The room for text from top to bottom of a page, in pt: the page less margins, 6 pt of frame padding a side, and the instruction.</summary>
    public double TextHeight => ShownHeight - (2 * MarginY) - (2 * FramePadding) - InstructionHeight;

    /// <summary>What the instruction takes at the top of a page, in pt: a line, or nothing.</summary>
    public double InstructionHeight => Instruction.Length > 0 ? LineHeight : 0;

    /// <summary>The page's size in pixels before horizontal scale, page grid and cropping: <c>ceil(pt * dpi / 72)</c>, as poppler rounds.</summary>
    public PixelSize FullPagePixels => new(ToPixels(PageWidth), ToPixels(PageHeight));

    /// <summary>The size in pixels of the image of a page that is not cropped: its width scaled and rounded down, both sides down to the page grid.</summary>
    public PixelSize FullImagePixels
    {
        get
        {
            var full = FullPagePixels;
            return new(ToGrid(ToScaled(full.Width)), ToGrid(full.Height));
        }
    }

    /// <summary>The pixels a pt has down a page.</summary>
    public double PixelsPerPointY => Dpi / 72.0;

    /// <summary>The pixels a pt has across a page, after horizontal scale.</summary>
    public double PixelsPerPointX
    {
        get
        {
            var full = FullPagePixels.Width;
            return PixelsPerPointY * ToScaled(full) / full;
        }
    }

    /// <summary>How much of the page's width its image shows, in pt: all but what the page grid cuts off.</summary>
    public double ShownWidth => PageGrid == 0 ? PageWidth : Math.Min(PageWidth, FullImagePixels.Width / PixelsPerPointX);

    /// <summary>How much of the page's height its image shows, in pt: all but what the page grid cuts off.</summary>
    public double ShownHeight => PageGrid == 0 ? PageHeight : Math.Min(PageHeight, FullImagePixels.Height / PixelsPerPointY);

    /// <summary>The padding that the authors' page frame (reportlab's) keeps inside the margins on each side: 6 pt.</summary>
    public const double FramePadding = 6;

    // What floating-point noise adds to a whole number of pixels (733.0909... pt at 77 DPI are 784) must not make it one more.
    private int ToPixels(double points) => Math.Max(1, (int)Math.Ceiling((points * Dpi / 72) - 1e-6));

    private int ToScaled(int width) => Math.Max(1, (int)(width * HorizontalScale));

    private int ToGrid(int pixels) => PageGrid == 0 ? pixels : pixels - (pixels % PageGrid);
}
