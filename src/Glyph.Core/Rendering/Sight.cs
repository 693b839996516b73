using Glyph.Core.Configs;

namespace Glyph.Core.Rendering;

/// <summary>What makes a font easy or hard to read, in em unless it says otherwise.</summary>
/// <param name="XHeight">The height of an x.</param>
/// <param name="Stroke">The width of an upright stroke, at the middle of an l.</param>
/// <param name="Advance">The mean advance of English text, by the frequency of letters and spaces.</param>
/// <param name="AdvanceSpread">The standard deviation of the advances of the letters a to z: 0 of a monospaced font.</param>
/// <param name="StrokeContrast">Upright strokes / bars, by the t: about 1.1 of a sans, 2 of a book face.</param>
/// <param name="InkHeight">From the top of tall letters to the bottom of descenders.</param>
public sealed record FontTraits(double XHeight, double Stroke, double Advance, double AdvanceSpread, double StrokeContrast, double InkHeight);

/// <summary>What a reader sees of a text, in pixels of the page as the target's processor resized it.</summary>
public sealed record Sight
{
    /// <summary>The height of an x.</summary>
    public required double XHeight { get; init; }

    /// <summary>The width of an upright stroke.</summary>
    public required double Stroke { get; init; }

    /// <summary>The mean width of a character with its space.</summary>
    public required double CharacterWidth { get; init; }

    /// <summary>The distance of two baselines.</summary>
    public required double LinePitch { get; init; }

    /// <summary>How far tall letters and descenders reach into each other's lines; below 0: the room that is left between.</summary>
    public required double Overlap { get; init; }

    /// <summary>The size of the page as seen / as drawn: the mean of both directions; 1 where it is not resampled.</summary>
    public required double Scale { get; init; }

    /// <summary>Whether the target's processor resamples the page at all.</summary>
    public required bool IsResampled { get; init; }

    /// <summary>The WCAG contrast of the text, 1 to 21.</summary>
    public required double Contrast { get; init; }

    /// <summary>What is seen of a config.</summary>
    /// <param name="config">The config.</param>
    /// <param name="font">Its font's traits.</param>
    /// <param name="drawn">The size of a full page as it is drawn.</param>
    /// <param name="seen">The same as the target resizes it.</param>
    public static Sight Of(RenderConfig config, FontTraits font, PixelSize drawn, PixelSize seen)
    {
        var (across, down) = ((double)seen.Width / drawn.Width, (double)seen.Height / drawn.Height);
        var (emAcross, emDown) = (config.FontSize * config.PixelsPerPointX * across, config.FontSize * config.PixelsPerPointY * down);
        return new Sight
        {
            XHeight = font.XHeight * emDown,
            Stroke = (font.Stroke + config.Embolden) * emAcross,
            CharacterWidth = (font.Advance * emAcross) + (config.LetterSpacing * config.PixelsPerPointX * across),
            LinePitch = config.LineHeight * config.PixelsPerPointY * down,
            Overlap = (font.InkHeight * emDown) - (config.LineHeight * config.PixelsPerPointY * down),
            Scale = (across + down) / 2,
            IsResampled = seen != drawn,
            Contrast = Math.Min(Rgb.Contrast(config.FontColor, config.ParagraphBackground), Rgb.Contrast(config.FontColor, config.PageBackground)),
        };
    }
}
