namespace Glyph.Reading.Onnx.Images;

/// <summary>How SmolVLM and Idefics3 see an image: tiles of one size, row by row, then the whole in one such tile.</summary>
/// <remarks>After huggingface/transformers, <c>models/smolvlm/image_processing_smolvlm.py</c> (the processor that works with Pillow).</remarks>
internal sealed class TiledImage
{
    // The processors let no image be longer than this.
    private const int LongestOfAll = 4096;

    private readonly PixelScale _scale;
    private readonly int _longest;
    private readonly bool _splits;

    public TiledImage(JsonFile file)
    {
        _scale = new PixelScale(file, ResampleFilter.Lanczos);
        _longest = file.Int(1, "size.longest_edge");
        Edge = file.Int(1, "max_image_size.longest_edge");
        _splits = file.Bool("do_image_splitting", otherwise: true);
    }

    /// <summary>The edge of a tile in pixels.</summary>
    public int Edge { get; }

    /// <summary>The largest numbers of rows and columns that there can be.</summary>
    public int MaxSplits => _splits ? (int)Math.Ceiling(Math.Min(_longest + (_longest % 2), LongestOfAll) / (double)Edge) : 0;

    /// <summary>Cuts an image. Rows and columns are 0 where the whole is the only tile.</summary>
    public (List<float[]> Tiles, int Rows, int Columns) Cut(RgbImage image)
    {
        var (width, height) = Fit(image.Width, image.Height);
        image = _scale.Resize(image, width, height);
        if (!_splits)
        {
            return ([Planes(_scale.Resize(image, Edge, Edge))], 0, 0);
        }

        (width, height) = ToTiles(width, height);
        image = _scale.Resize(image, width, height);
        var (rows, columns) = (height / Edge, width / Edge);
        if (rows == 1 && columns == 1)
        {
            return ([Planes(image)], 0, 0);
        }

        var tiles = new List<float[]>((rows * columns) + 1);
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                tiles.Add(Planes(image.Crop(c * Edge, r * Edge, Edge, Edge)));
            }
        }

        tiles.Add(Planes(_scale.Resize(image, Edge, Edge)));
        return (tiles, rows, columns);
    }

    /// <summary>The longer side becomes the given length, the shorter one an even number that keeps the aspect.</summary>
    private (int Width, int Height) Fit(int width, int height)
    {
        var aspect = (double)width / height;
        if (width >= height)
        {
            (width, height) = (_longest, Even((int)(_longest / aspect)));
        }
        else
        {
            (width, height) = (Even((int)(_longest * aspect)), _longest);
        }

        (width, height) = (Math.Max(width, 1), Math.Max(height, 1));
        aspect = (double)width / height;
        if (width >= height && width > LongestOfAll)
        {
            (width, height) = (LongestOfAll, (int)(LongestOfAll / aspect));
        }
        else if (height > width && height > LongestOfAll)
        {
            (width, height) = ((int)(LongestOfAll * aspect), LongestOfAll);
        }

        return (Math.Max(width, 1), Math.Max(height, 1));
    }

    private (int Width, int Height) ToTiles(int width, int height)
    {
        var aspect = (double)width / height;
        if (width >= height)
        {
            width = Up(width);
            return (width, Up((int)(width / aspect)));
        }

        height = Up(height);
        return (Up((int)(height * aspect)), height);
    }

    private int Up(int length) => (int)Math.Ceiling((double)length / Edge) * Edge;

    private static int Even(int length) => length + (length % 2);

    private float[] Planes(RgbImage tile)
    {
        var values = new float[3 * Edge * Edge];
        _scale.Planes(tile, values);
        return values;
    }
}
