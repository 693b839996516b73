namespace Glyph.Reading.Onnx.Images;

/// <summary>What becomes of a byte of each colour: (byte x factor - mean) / deviation, and by which filter an image is resized before.</summary>
internal sealed class PixelScale
{
    private readonly float[][] _values;

    /// <summary>Reads <c>preprocessor_config.json</c>.</summary>
    /// <param name="file">The file.</param>
    /// <param name="filter">The filter where the file names none: what the family's own processor takes then.</param>
    public PixelScale(JsonFile file, ResampleFilter filter)
    {
        var number = file.OptionalInt("resample") ?? (int)filter;
        if (!Enum.IsDefined((ResampleFilter)number))
        {
            file.Report($"'resample' is {number}; Pillow's filters are 0 to 5.");
        }

        foreach (var step in (ReadOnlySpan<string>)["do_resize", "do_rescale", "do_normalize"])
        {
            if (!file.Bool(step, otherwise: true))
            {
                file.Report($"'{step}' is false; only processors that do it are supported.");
            }
        }

        Filter = (ResampleFilter)number;
        var factor = file.Find("rescale_factor") is { ValueKind: System.Text.Json.JsonValueKind.Number } f ? f.GetDouble() : 1 / 255.0;
        var (mean, deviation) = (file.Colours("image_mean"), file.Colours("image_std"));
        _values = [.. Enumerable.Range(0, 3).Select(c => Enumerable.Range(0, 256).Select(v => (float)(((v * factor) - mean[c]) / deviation[c])).ToArray())];
    }

    /// <summary>The filter.</summary>
    public ResampleFilter Filter { get; }

    /// <summary>Resizes an image with the filter.</summary>
    public RgbImage Resize(RgbImage image, int width, int height) => PillowResampler.Resize(image, width, height, Filter);

    /// <summary>The value of a byte of a colour.</summary>
    public float Value(int colour, byte value) => _values[colour][value];

    /// <summary>Writes an image as three planes.</summary>
    public void Planes(RgbImage image, Span<float> target)
    {
        var area = image.Width * image.Height;
        for (var c = 0; c < 3; c++)
        {
            var values = _values[c];
            for (var i = 0; i < area; i++)
            {
                target[(c * area) + i] = values[image.Pixels[(i * 3) + c]];
            }
        }
    }
}
