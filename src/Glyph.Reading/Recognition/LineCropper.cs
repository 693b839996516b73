using System.Numerics.Tensors;
using Glyph.Core.Rendering;

namespace Glyph.Reading.Recognition;

/// <summary>
/// Cuts a line out of a page and prepares it as PaddleOCR does: resized to 48 rows, in BGR, <c>(p / 255 - 0.5) / 0.5</c>, and
/// padded on the right with 0, which is mid-grey. Unlike PaddleOCR it does not keep the aspect: see <see cref="Zoom"/>.
/// </summary>
/// <remarks>
/// The padded width depends on the line alone (the next multiple of <see cref="WidthStep"/>, at least
/// <see cref="MinWidth"/>, the width the models were trained on), so an answer never depends on which lines are read beside it.
/// </remarks>
internal sealed class LineCropper(CropMargins margins)
{
    /// <summary>The least width of a padded line.</summary>
    public const int MinWidth = 320;

    /// <summary>Padded widths are multiples of this.</summary>
    public const int WidthStep = 32;

    private const double CommonCells = 4;
    private const double CommonZoom = 0.7;
    private const double MinZoom = 0.5;
    private const double MaxZoom = 2.5;

    private float[] _rows = [];

    /// <summary>Cuts and prepares one line. Not safe for concurrent use: the row buffer is reused.</summary>
    public LineImage Crop(PageImage image, LineToCrop line)
    {
        var size = image.Size;
        var lineHeight = line.Box.Bottom - line.Box.Top;
        var left = Math.Clamp(line.Box.Left - (margins.Sides * lineHeight), 0, size.Width - 1);
        var right = Math.Clamp(line.Box.Right + (margins.Sides * lineHeight), left + 1, size.Width);
        var top = Math.Clamp(line.Box.Top - (margins.Vertical * lineHeight), 0, size.Height - 1);
        var bottom = Math.Clamp(line.Box.Bottom + (margins.Vertical * lineHeight), top + 1, size.Height);

        var natural = LineImage.Height * (double)(right - left) / (bottom - top);
        var width = Math.Max(1, (int)Math.Ceiling(natural * Zoom(natural, line)));
        var padded = Math.Max(MinWidth, (width + WidthStep - 1) / WidthStep * WidthStep);
        var across = new CubicWeights(size.Width, left, right - left, width);
        var down = new CubicWeights(size.Height, top, bottom - top, LineImage.Height);
        var firstRow = down.First(0);
        var endRow = down.First(LineImage.Height - 1) + down.Of(LineImage.Height - 1).Length;

        var channels = image.Format == PixelFormat.Grey ? 1 : LineImage.Channels;
        ResampleRows(image, across, firstRow, endRow, channels);
        var planes = new float[LineImage.Channels * LineImage.Height * padded];
        for (var channel = 0; channel < channels; channel++)
        {
            for (var y = 0; y < LineImage.Height; y++)
            {
                var output = planes.AsSpan(((channel * LineImage.Height) + y) * padded, width);
                var at = (((down.First(y) - firstRow) * channels) + channel) * width;
                foreach (var weight in down.Of(y))
                {
                    TensorPrimitives.MultiplyAdd(_rows.AsSpan(at, width), (float)weight, output, output);
                    at += channels * width;
                }

                TensorPrimitives.Clamp(output, 0, 255, output);
                TensorPrimitives.Divide(output, 127.5f, output);
                TensorPrimitives.Subtract(output, 1, output);
            }
        }

        // What is grey has three equal planes.
        for (var channel = channels; channel < LineImage.Channels; channel++)
        {
            var plane = LineImage.Height * padded;
            planes.AsSpan(0, plane).CopyTo(planes.AsSpan(channel * plane));
        }

        return new LineImage(line.Id, padded, planes);
    }

    /// <summary>
    /// How much wider than its aspect a line is made, so that its characters get the width that the recogniser reads best.
    /// A few characters of common width are counted with it, so that a short line of thin or fat letters keeps its shape.
    /// </summary>
    private static double Zoom(double natural, LineToCrop line)
    {
        var common = CommonCells * line.CellWidth / CommonZoom;
        var zoom = line.CellWidth * (line.Cells + CommonCells) / (natural + common);
        return Math.Clamp(zoom, MinZoom, MaxZoom);
    }

    /// <summary>Resamples the rows that the line needs across, into one plane a channel and row.</summary>
    private void ResampleRows(PageImage image, CubicWeights across, int firstRow, int endRow, int channels)
    {
        var width = across.OutputLength;
        var needed = (endRow - firstRow) * channels * width;
        if (_rows.Length < needed)
        {
            _rows = new float[needed];
        }

        for (var y = firstRow; y < endRow; y++)
        {
            var source = image.Row(y);
            var planes = _rows.AsSpan((y - firstRow) * channels * width, channels * width);
            if (channels == 1)
            {
                ResampleGrey(source, across, planes);
            }
            else
            {
                ResampleColor(source, image.BytesPerPixel, across, planes);
            }
        }
    }

    private static void ResampleGrey(ReadOnlySpan<byte> source, CubicWeights across, Span<float> planes)
    {
        for (var x = 0; x < planes.Length; x++)
        {
            var weights = across.Of(x);
            var pixels = source.Slice(across.First(x), weights.Length);
            double grey = 0;
            for (var k = 0; k < weights.Length; k++)
            {
                grey += pixels[k] * weights[k];
            }

            planes[x] = (float)grey;
        }
    }

    private static void ResampleColor(ReadOnlySpan<byte> source, int bytesPerPixel, CubicWeights across, Span<float> planes)
    {
        var width = across.OutputLength;
        for (var x = 0; x < width; x++)
        {
            var pixel = source[(across.First(x) * bytesPerPixel)..];
            double red = 0, green = 0, blue = 0;
            foreach (var weight in across.Of(x))
            {
                red += pixel[0] * weight;
                green += pixel[1] * weight;
                blue += pixel[2] * weight;
                pixel = pixel[bytesPerPixel..];
            }

            planes[x] = (float)blue;
            planes[width + x] = (float)green;
            planes[(2 * width) + x] = (float)red;
        }
    }
}

/// <summary>Which part of a page to cut.</summary>
/// <param name="Id">The caller's number for the line.</param>
/// <param name="Box">The line's box.</param>
/// <param name="Cells">How long the line is, in cells: a Latin character takes one, a Chinese one two.</param>
/// <param name="CellWidth">The width of a cell at which the recogniser reads best, in pixels of its input.</param>
internal readonly record struct LineToCrop(int Id, PixelBox Box, int Cells, double CellWidth);

/// <summary>How much more than the line's box is cut, as shares of the box's height.</summary>
/// <param name="Vertical">Above and below the box.</param>
/// <param name="Sides">Left and right of the box.</param>
internal readonly record struct CropMargins(float Vertical, float Sides);
