using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Costs.Rules;

/// <summary>Sizes of images that are fitted into a canvas with their aspect kept.</summary>
internal static class Fit
{
    /// <summary>As Pillow's <c>ImageOps.contain</c>: as large as fits, the free side rounded with halves to even.</summary>
    public static PixelSize Contain(PixelSize image, PixelSize canvas)
    {
        var ratio = (double)image.Width / image.Height;
        var wanted = (double)canvas.Width / canvas.Height;
        return ratio > wanted
            ? canvas with { Height = Math.Max(1, PythonMath.Round((double)image.Height / image.Width * canvas.Width)) }
            : ratio < wanted
                ? canvas with { Width = Math.Max(1, PythonMath.Round((double)image.Width / image.Height * canvas.Height)) }
                : canvas;
    }

    /// <summary>
    /// As the Llama processors: enlarged only up to one tile, made smaller only as far as the canvas asks, the free side cut down.
    /// </summary>
    public static PixelSize WithoutDistortion(PixelSize image, PixelSize canvas, int tile)
    {
        var width = Math.Min(Math.Max(image.Width, tile), canvas.Width);
        var height = Math.Min(Math.Max(image.Height, tile), canvas.Height);
        var across = (double)width / image.Width;
        var down = (double)height / image.Height;
        return across < down
            ? new PixelSize(width, Math.Max(1, Math.Min((int)Math.Floor(image.Height * across), height)))
            : new PixelSize(Math.Max(1, Math.Min((int)Math.Floor(image.Width * down), width)), height);
    }
}
