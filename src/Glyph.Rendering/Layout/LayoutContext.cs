using System.Collections.Concurrent;
using Glyph.Core.Configs;
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
        Text = text;
        Config = config;
        Fonts = fonts;
        Compatibility = compatibility;
        Geometry = new PageGeometry(config, compatibility);
        Mark = NewlineMark.Of(config.NewlineMarkup, fonts);
        PointsPerUnit = config.FontSize / Font.UnitsPerEm;
        Room = config.TextWidth / PointsPerUnit;
        FirstRoom = (config.TextWidth - config.FirstLineIndent) / PointsPerUnit;
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

    /// <summary>The glyphs of one of the fonts as pixels.</summary>
    public GlyphMasks MasksOf(LoadedFont font) => _masks.GetOrAdd(
        font,
        static (font, context) => new GlyphMasks(
            font.Typeface,
            context.Config.FontSize * context.Geometry.PixelsPerPointY,
            context.Geometry.PixelsPerPointX / context.Geometry.PixelsPerPointY),
        this);
}
