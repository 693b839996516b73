namespace Glyph.Reading.Onnx.Images;

/// <summary>How Florence-2 and TrOCR see an image: the whole of it in one size, its aspect not kept.</summary>
internal sealed class WholeImage
{
    private readonly PixelScale _scale;

    /// <summary>Reads <c>preprocessor_config.json</c>.</summary>
    /// <param name="file">The file.</param>
    /// <param name="filter">The filter where it names none.</param>
    public WholeImage(JsonFile file, ResampleFilter filter)
    {
        _scale = new PixelScale(file, filter);
        Width = file.Int(1, "size.width", "size");
        Height = file.Int(1, "size.height", "size");
        if (file.Bool("do_center_crop", otherwise: false))
        {
            file.Report("'do_center_crop' is true; it would cut text off, and only processors that resize the whole image are supported.");
        }
    }

    /// <summary>The width in pixels.</summary>
    public int Width { get; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; }

    /// <summary>The image as three planes.</summary>
    public float[] Planes(RgbImage image)
    {
        var values = new float[3 * Width * Height];
        _scale.Planes(_scale.Resize(image, Width, Height), values);
        return values;
    }
}
