using System.Globalization;
using Glyph.Assets;
using SkiaSharp;

namespace Glyph.Daemon.Exporting;

/// <summary>
/// Draws a front for papers: at the width of a column, in colours that colour-blind readers can tell apart (Okabe and Ito, "Color
/// universal design", 2008), each with a shape of its own. SVG and PNG come from the same drawing; letters are outlines, so that
/// they look the same wherever there is no such font.
/// </summary>
internal static class FrontPicture
{
    /// <summary>The size in pt: 3.4 inches wide, a column of most proceedings.</summary>
    private const float Width = 245, Height = 190;

    /// <summary>Pixels a pt of the PNG: 400 an inch.</summary>
    private const float Scale = 400f / 72;

    private const float TextSize = 7;

    private static readonly SKRect Plot = new(34, 8, Width - 8, Height - 28);
    private static readonly SKColor Blue = new(0x00, 0x72, 0xB2);
    private static readonly SKColor Vermilion = new(0xD5, 0x5E, 0x00);
    private static readonly SKColor Green = new(0x00, 0x9E, 0x73);
    private static readonly SKColor Faint = new(0xB8, 0xB8, 0xB8);
    private static readonly SKColor Grid = new(0xE6, 0xE6, 0xE6);

    private static readonly Lazy<SKTypeface> Typeface = new(() =>
        SKTypeface.FromFile(Path.Combine(ShippedAssets.FontFolder, "DejaVuSans.ttf")) ?? throw new Core.GlyphException("the shipped font DejaVu Sans is missing; 'glyph doctor' says more"));

    /// <summary>Writes it as SVG.</summary>
    public static async Task WriteSvgAsync(FrontData data, Stream stream)
    {
        using var svg = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, Width, Height), svg))
        {
            Draw(canvas, data);
        }

        await stream.WriteAsync(svg.GetBuffer().AsMemory(0, (int)svg.Length)).ConfigureAwait(false);
    }

    /// <summary>Writes it as PNG.</summary>
    public static async Task WritePngAsync(FrontData data, Stream stream)
    {
        using var bitmap = new SKBitmap(new SKImageInfo((int)(Width * Scale), (int)(Height * Scale), SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Scale(Scale);
            Draw(canvas, data);
        }

        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        await stream.WriteAsync(png.ToArray()).ConfigureAwait(false);
    }

    private static void Draw(SKCanvas canvas, FrontData data)
    {
        using var brush = new Brush(canvas, Typeface.Value, TextSize);
        brush.Fill(new SKRect(0, 0, Width, Height), SKColors.White);
        var scale = new FrontScale(data);
        DrawAxes(brush, scale);
        float X(FrontPoint p) => At(scale.Across(p.Compression));
        float Y(double accuracy) => Plot.Bottom - ((float)scale.Up(accuracy) * Plot.Height);
        foreach (var point in data.Others)
        {
            brush.Circle(X(point), Y(point.Accuracy.Mean), 1.1f, Faint, filled: true);
        }

        DrawSteps(brush, [.. data.Front.Select(p => new SKPoint(X(p), Y(p.Accuracy.Mean)))]);
        foreach (var point in data.Front)
        {
            brush.Interval(X(point), Y(point.Accuracy.Low), Y(point.Accuracy.High), Blue);
            brush.Circle(X(point), Y(point.Accuracy.Mean), 1.7f, Blue, point.Confirmed);
        }

        if (data.Recommended is { } recommended)
        {
            brush.Diamond(X(recommended), Y(recommended.Accuracy.Mean), 4, Green);
        }

        if (data.Mark is { } mark)
        {
            brush.Interval(X(mark), Y(mark.Accuracy.Low), Y(mark.Accuracy.High), Vermilion);
            brush.Square(X(mark), Y(mark.Accuracy.Mean), 2.2f, Vermilion);
        }

        brush.Cross(At(scale.Across(1)), Y(1), 2.6f, SKColors.Black);
        DrawLegend(brush, data);
    }

    private static float At(double share) => Plot.Left + ((float)share * Plot.Width);

    private static void DrawAxes(Brush brush, FrontScale scale)
    {
        foreach (var tick in scale.CompressionTicks)
        {
            var x = At(scale.Across(tick));
            brush.Line(x, Plot.Top, x, Plot.Bottom, Grid, 0.5f);
            brush.Write($"{tick.ToString(CultureInfo.InvariantCulture)}x", x, Plot.Bottom + 9, SKTextAlign.Center);
        }

        foreach (var tick in scale.AccuracyTicks)
        {
            var y = Plot.Bottom - ((float)scale.Up(tick) * Plot.Height);
            brush.Line(Plot.Left, y, Plot.Right, y, Grid, 0.5f);
            brush.Write((1 - tick <= FrontScale.LeastError + 1e-9 ? "\u2265 " : "") + (100 * tick).ToString("0.#", CultureInfo.InvariantCulture), Plot.Left - 3, y + 2.5f, SKTextAlign.Right);
        }

        brush.Line(Plot.Left, Plot.Bottom, Plot.Right, Plot.Bottom, SKColors.Black, 0.7f);
        brush.Line(Plot.Left, Plot.Top, Plot.Left, Plot.Bottom, SKColors.Black, 0.7f);
        brush.Write("compression (text tokens / vision tokens)", Plot.MidX, Height - 5, SKTextAlign.Center);
        brush.WriteUpwards("accuracy, % (scale of errors)", 9, Plot.MidY);
    }

    /// <summary>What can be had at least: of each compression, the accuracy of the next trial with more.</summary>
    private static void DrawSteps(Brush brush, IReadOnlyList<SKPoint> points)
    {
        for (var i = 1; i < points.Count; i++)
        {
            var (from, to) = (points[i - 1], points[i]);
            brush.Line(from.X, from.Y, from.X, to.Y, Blue, 0.8f);
            brush.Line(from.X, to.Y, to.X, to.Y, Blue, 0.8f);
        }
    }

    private static void DrawLegend(Brush brush, FrontData data)
    {
        var rows = new List<(Action<float, float> Mark, string Words)>();
        if (data.Front.Any(p => p.Confirmed))
        {
            rows.Add(((x, y) => brush.Circle(x, y, 1.7f, Blue, filled: true), "front, read again, 95 % interval"));
        }

        if (data.Front.Any(p => !p.Confirmed))
        {
            rows.Add(((x, y) => brush.Circle(x, y, 1.7f, Blue, filled: false), "front, 95 % interval"));
        }

        if (data.Recommended is not null)
        {
            rows.Add(((x, y) => brush.Diamond(x, y, 4, Green), "recommended"));
        }

        if (data.Mark is not null)
        {
            rows.Add(((x, y) => brush.Square(x, y, 2.2f, Vermilion), "published config"));
        }

        if (data.Others.Count > 0)
        {
            rows.Add(((x, y) => brush.Circle(x, y, 1.1f, Faint, filled: true), "other trials"));
        }

        rows.Add(((x, y) => brush.Cross(x, y, 2.6f, SKColors.Black), "plain text"));
        var top = Plot.Bottom - (rows.Count * 9) - 1;
        brush.Fill(new SKRect(Plot.Left + 2, top - 2, Plot.Left + 13 + rows.Max(row => brush.WidthOf(row.Words)), Plot.Bottom - 1.5f), SKColors.White.WithAlpha(220));
        foreach (var (i, row) in rows.Index())
        {
            row.Mark(Plot.Left + 6.5f, top + (i * 9) + 4);
            brush.Write(row.Words, Plot.Left + 12, top + (i * 9) + 6.5f, SKTextAlign.Left);
        }
    }
}
