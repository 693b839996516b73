using Glyph.Assets;
using Glyph.Core.Reading;
using Glyph.Core.Rendering;
using SkiaSharp;

namespace Glyph.Reading.Tests;

/// <summary>Pages of text drawn with the shipped fonts, unhinted and at sub-pixel positions.</summary>
internal static class DrawnText
{
    public const string Sans = "DejaVuSans.ttf";
    public const string Chinese = "NotoSansSC_400Regular.ttf";

    private const int Margin = 12;

    /// <summary>A page of lines, black on white unless told otherwise.</summary>
    /// <param name="font">A shipped font file.</param>
    /// <param name="em">The font size in pixels.</param>
    /// <param name="lines">The text.</param>
    /// <param name="squeeze">The share of their natural width that the letters get.</param>
    /// <param name="inverted">White on black.</param>
    public static PageToRead Page(string font, float em, IReadOnlyList<string> lines, float squeeze = 1, bool inverted = false)
    {
        using var typeface = SKTypeface.FromFile(Path.Combine(ShippedAssets.FontFolder, font));
        using var skFont = new SKFont(typeface, em, squeeze)
        {
            Subpixel = true,
            Hinting = SKFontHinting.None,
            Edging = SKFontEdging.Antialias,
            LinearMetrics = true,
        };
        var pitch = em * 1.3f;
        var width = (int)lines.Max(line => skFont.MeasureText(line)) + (2 * Margin);
        var height = (int)(pitch * lines.Count) + (2 * Margin);
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint { Color = inverted ? SKColors.White : SKColors.Black, IsAntialias = true };
        canvas.Clear(inverted ? SKColors.Black : SKColors.White);
        var toRead = new List<LineToRead>();
        foreach (var (index, line) in lines.Index())
        {
            var baseline = Margin + (pitch * index) + em;
            canvas.DrawText(line, Margin, baseline, skFont, paint);
            var box = new PixelBox(
                Margin, baseline + skFont.Metrics.Ascent, Margin + skFont.MeasureText(line), baseline + skFont.Metrics.Descent);
            toRead.Add(new LineToRead(index, box, line));
        }

        var image = new PageImage(new PixelSize(width, height));
        bitmap.GetPixelSpan()[..image.Pixels.Length].CopyTo(image.Pixels);
        return new PageToRead(image, toRead);
    }

    /// <summary>All answers by line.</summary>
    public static async Task<string[]> ReadAsync(IReader reader, params PageToRead[] pages)
    {
        var answers = new string[pages.Sum(page => page.Lines.Count)];
        var requests = pages.Select((page, index) => new ReadRequest { Id = index, Pages = [page] });
        await foreach (var answer in reader.ReadAsync(requests.ToAsyncEnumerable(), TestContext.Current.CancellationToken))
        {
            foreach (var line in answer.Lines)
            {
                Assert.Null(answers[line.Id]);
                answers[line.Id] = line.Text;
            }
        }

        return answers;
    }
}
