using System.Collections.Concurrent;
using Glyph.Core.Configs;
using Glyph.Core.Rendering;
using Glyph.Rendering.Drawing;
using Glyph.Rendering.Fonts;
using Glyph.Rendering.Text;

namespace Glyph.Rendering.Layout;

/// <summary>What all pages of one text in one config share.</summary>
internal sealed class LayoutContext
{
    private readonly ConcurrentDictionary<LoadedFont, GlyphMasks> _masks = new();

    /// <summary>Creates the context.</summary>
    public LayoutContext(string text, RenderConfig config, FontSet fonts, LayoutCompatibility compatibility)
    {
        PointsPerUnit = config.FontSize / fonts.Main.UnitsPerEm;
        Text = text;
        Config = config;
        Fonts = fonts.Spaced((int)Math.Round(config.LetterSpacing / PointsPerUnit));
        Compatibility = compatibility;
        Geometry = new PageGeometry(config, compatibility);
        Mark = NewlineMark.Of(config.NewlineMarkup, Fonts);
        Room = config.TextWidth / PointsPerUnit;
        FirstRoom = (config.TextWidth - config.FirstLineIndent) / PointsPerUnit;
        Heading = config.Instruction.Length > 0 ? Heading.Of(config, fonts, compatibility) : null;
    }

    /// <summary>The source text.</summary>
    public string Text { get; }

    /// <summary>The config, without problems.</summary>
    public RenderConfig Config { get; }

    /// <summary>The fonts.</summary>
    public FontSet Fonts { get; }

    /// <summary>The config's font.</summary>
    public LoadedFont Font => Fonts.Main;

    /// <summary>Whose rules hold.</summary>
    public LayoutCompatibility Compatibility { get; }

    /// <summary>Where things are on a page.</summary>
    public PageGeometry Geometry { get; }

    /// <summary>Whether glyphs are drawn as their outlines are, so that the ink of a page follows from outlines alone.</summary>
    public bool HasPlainGlyphs => Config is { GlyphMode: GlyphMode.Grey, Hinting: Hinting.None, Embolden: 0 };

    /// <summary>The instruction at the top of every page; null if there is none.</summary>
    public Heading? Heading { get; }

    /// <summary>What stands for a line break; null where lines really break.</summary>
    public NewlineMark? Mark { get; }

    /// <summary>How many pt a font unit is.</summary>
    public double PointsPerUnit { get; }

    /// <summary>The room on a line in font units.</summary>
    public double Room { get; }

    /// <summary>The room on a block's first line in font units.</summary>
    public double FirstRoom { get; }

    /// <summary>The larger of <see cref="Room"/> and <see cref="FirstRoom"/>.</summary>
    public double WidestRoom => Math.Max(Room, FirstRoom);

    /// <summary>Where a glyph is drawn, given where it should stand in pt from the page's left edge: in quarters of a pixel.</summary>
    public int Quarters(double points)
    {
        var pixels = points * Geometry.PixelsPerPointX;
        return Config.SubpixelPositions ? GlyphSnap.Quarters(pixels) : GlyphSnap.Fractions * GlyphSnap.Nearest(pixels);
    }

    /// <summary>The glyphs of one of the fonts as pixels.</summary>
    public GlyphMasks MasksOf(LoadedFont font) => _masks.GetOrAdd(font, static (font, config) => new GlyphMasks(font.Typeface, config), Config);
}
