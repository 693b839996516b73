using SkiaSharp;

namespace Glyph.Daemon.Exporting;

/// <summary>Draws shapes, and letters as outlines, on a canvas.</summary>
internal sealed class Brush(SKCanvas canvas, SKTypeface typeface, float textSize) : IDisposable
{
    private readonly SKFont _font = new(typeface, textSize) { Subpixel = true, Hinting = SKFontHinting.None, LinearMetrics = true };
    private readonly SKPaint _fill = new() { IsAntialias = true, Style = SKPaintStyle.Fill };
    private readonly SKPaint _stroke = new() { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeCap = SKStrokeCap.Butt };

    /// <inheritdoc/>
    public void Dispose()
    {
        _font.Dispose();
        _fill.Dispose();
        _stroke.Dispose();
    }

    /// <summary>Fills a rectangle.</summary>
    public void Fill(SKRect area, SKColor color) => canvas.DrawRect(area, Filling(color));

    /// <summary>A straight line.</summary>
    public void Line(float x1, float y1, float x2, float y2, SKColor color, float width) => canvas.DrawLine(x1, y1, x2, y2, Stroking(color, width));

    /// <summary>A disc, or a ring with white in it.</summary>
    public void Circle(float x, float y, float radius, SKColor color, bool filled)
    {
        canvas.DrawCircle(x, y, radius, Filling(filled ? color : SKColors.White));
        if (!filled)
        {
            canvas.DrawCircle(x, y, radius, Stroking(color, 0.8f));
        }
    }

    /// <summary>A square.</summary>
    public void Square(float x, float y, float half, SKColor color) => Fill(new SKRect(x - half, y - half, x + half, y + half), color);

    /// <summary>An empty square on its corner.</summary>
    public void Diamond(float x, float y, float half, SKColor color)
    {
        using var path = new SKPath();
        path.MoveTo(x, y - half);
        path.LineTo(x + half, y);
        path.LineTo(x, y + half);
        path.LineTo(x - half, y);
        path.Close();
        canvas.DrawPath(path, Stroking(color, 1.2f));
    }

    /// <summary>Two crossing lines.</summary>
    public void Cross(float x, float y, float half, SKColor color)
    {
        Line(x - half, y - half, x + half, y + half, color, 1.1f);
        Line(x - half, y + half, x + half, y - half, color, 1.1f);
    }

    /// <summary>An upright bar with ends.</summary>
    public void Interval(float x, float low, float high, SKColor color)
    {
        Line(x, low, x, high, color, 0.6f);
        Line(x - 1.4f, low, x + 1.4f, low, color, 0.6f);
        Line(x - 1.4f, high, x + 1.4f, high, color, 0.6f);
    }

    /// <summary>The width of words.</summary>
    public float WidthOf(string words) => _font.MeasureText(words);

    /// <summary>Words on a line.</summary>
    public void Write(string words, float x, float y, SKTextAlign align)
    {
        var left = align switch { SKTextAlign.Center => x - (WidthOf(words) / 2), SKTextAlign.Right => x - WidthOf(words), _ => x };
        using var path = _font.GetTextPath(words, new SKPoint(left, y));
        canvas.DrawPath(path, Filling(SKColors.Black));
    }

    /// <summary>Words from bottom to top, with their middle at a height.</summary>
    public void WriteUpwards(string words, float x, float middle)
    {
        canvas.Save();
        canvas.RotateDegrees(-90, x, middle);
        Write(words, x, middle, SKTextAlign.Center);
        canvas.Restore();
    }

    private SKPaint Filling(SKColor color)
    {
        _fill.Color = color;
        return _fill;
    }

    private SKPaint Stroking(SKColor color, float width)
    {
        _stroke.Color = color;
        _stroke.StrokeWidth = width;
        return _stroke;
    }
}
