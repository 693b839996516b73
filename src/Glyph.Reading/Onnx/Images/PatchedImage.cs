using Glyph.Core;

namespace Glyph.Reading.Onnx.Images;

/// <summary>How Qwen2-VL sees an image: patches in the order of the tokens that they are merged to, each flattened.</summary>
/// <remarks>After huggingface/transformers, <c>models/qwen2_vl/image_processing_qwen2_vl.py</c> (the processor that works with Pillow).</remarks>
internal sealed class PatchedImage
{
    private const double MaxAspect = 200;

    private readonly PixelScale _scale;
    private readonly int _patch;
    private readonly int _times;
    private readonly int _minArea;
    private readonly int _maxArea;

    public PatchedImage(JsonFile file)
    {
        _scale = new PixelScale(file, ResampleFilter.Bicubic);
        _patch = file.Int(1, "patch_size");
        Merge = file.Int(1, "merge_size");
        _times = file.Int(1, "temporal_patch_size");
        _minArea = file.Int(1, "min_pixels", "size.shortest_edge");
        _maxArea = file.Int(1, "max_pixels", "size.longest_edge");
    }

    /// <summary>Patches a side that one token is merged of.</summary>
    public int Merge { get; }

    /// <summary>Values of a patch.</summary>
    public int PatchLength => 3 * _times * _patch * _patch;

    /// <summary>Cuts an image into patches: their values one after the other, and how many rows and columns of them there are.</summary>
    /// <exception cref="InvalidInputException">The image is too long for its width.</exception>
    public (float[] Patches, int Rows, int Columns) Cut(RgbImage image)
    {
        var (width, height) = Fit(image.Width, image.Height);
        image = _scale.Resize(image, width, height);
        var (rows, columns) = (height / _patch, width / _patch);
        var patches = new float[rows * columns * PatchLength];
        var at = 0;
        for (var blockRow = 0; blockRow < rows; blockRow += Merge)
        {
            for (var blockColumn = 0; blockColumn < columns; blockColumn += Merge)
            {
                for (var cell = 0; cell < Merge * Merge; cell++)
                {
                    Write(image, (blockRow + (cell / Merge)) * _patch, (blockColumn + (cell % Merge)) * _patch, patches.AsSpan(at, PatchLength));
                    at += PatchLength;
                }
            }
        }

        return (patches, rows, columns);
    }

    /// <summary>Colour by colour, and each as often as a still image stands for frames of a film.</summary>
    private void Write(RgbImage image, int top, int left, Span<float> target)
    {
        var at = 0;
        for (var colour = 0; colour < 3; colour++)
        {
            for (var time = 0; time < _times; time++)
            {
                for (var y = 0; y < _patch; y++)
                {
                    for (var x = 0; x < _patch; x++)
                    {
                        target[at++] = _scale.Value(colour, image.Pixels[((((top + y) * image.Width) + left + x) * 3) + colour]);
                    }
                }
            }
        }
    }

    /// <summary><c>smart_resize</c>: both sides to multiples of a token's cell, the area between two limits.</summary>
    private (int Width, int Height) Fit(double width, double height)
    {
        if (Math.Max(width, height) / Math.Min(width, height) > MaxAspect)
        {
            throw new InvalidInputException($"The longer side of an image may be at most {MaxAspect:0} times the shorter, and one is of {width:0} x {height:0} pixels.");
        }

        var cell = _patch * Merge;
        var rows = Math.Round(height / cell, MidpointRounding.ToEven);
        var columns = Math.Round(width / cell, MidpointRounding.ToEven);
        var area = rows * cell * columns * cell;
        if (area > _maxArea)
        {
            var beta = Math.Sqrt(height * width / _maxArea);
            (rows, columns) = (Math.Max(1, Math.Floor(height / beta / cell)), Math.Max(1, Math.Floor(width / beta / cell)));
        }
        else if (area < _minArea)
        {
            var beta = Math.Sqrt(_minArea / (height * width));
            (rows, columns) = (Math.Ceiling(height * beta / cell), Math.Ceiling(width * beta / cell));
        }

        return ((int)columns * cell, (int)rows * cell);
    }
}
