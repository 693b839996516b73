using Glyph.Core.Reading;
using Glyph.Core.Rendering;
using Glyph.Reading;

namespace Glyph.TestServer.Answers;

/// <summary>
/// Reads pages with the shipped English recogniser. Dark text on white; a line is what rows without ink part from the next, so
/// lines must not touch.
/// </summary>
internal sealed class OcrPages : IPageText, IDisposable
{
    /// <summary>A pixel darker than this is ink.</summary>
    private const int Ink = 160;

    /// <summary>What is cut above and below a line's ink, as a share of its height, for the recogniser wants the font's whole height.</summary>
    private const float Air = 0.1f;

    /// <summary>A band of less than this share of the common height is a dot or an accent: it belongs to the line beside it.</summary>
    private const double Small = 0.35;

    /// <summary>The width of a letter as a share of its line's ink: from it the recogniser is told how many there may be.</summary>
    private const float LetterWidth = 0.55f;

    private readonly RecogniserReader _reader = new(new RecogniserOptions { Threads = 1 });

    public async Task<string> ReadAsync(PageImage image, CancellationToken cancellationToken)
    {
        var lines = Lines(image).Select((box, id) => new LineToRead(id, box, Letters(box))).ToList();
        if (lines.Count == 0)
        {
            return "";
        }

        // The reader disposes what it reads.
        var copy = new PageImage(image.Size, image.Format);
        image.Pixels.CopyTo(copy.Pixels);
        var request = new ReadRequest { Id = 0, Pages = [new PageToRead(copy, lines)] };
        await foreach (var answer in _reader.ReadAsync(new[] { request }.ToAsyncEnumerable(), cancellationToken))
        {
            return string.Join('\n', answer.Lines.Select(line => line.Text));
        }

        throw new InvalidOperationException("The recogniser gave no answer.");
    }

    public void Dispose() => _reader.Dispose();

    /// <summary>The boxes of the lines, from top to bottom.</summary>
    internal static IReadOnlyList<PixelBox> Lines(PageImage image)
    {
        var bands = new List<(int Top, int Bottom)>();
        for (var y = 0; y < image.Size.Height; y++)
        {
            if (InkOf(image, y, y + 1) is null)
            {
                continue;
            }

            if (bands.Count > 0 && bands[^1].Bottom == y)
            {
                bands[^1] = (bands[^1].Top, y + 1);
            }
            else
            {
                bands.Add((y, y + 1));
            }
        }

        return [.. Join(bands).Select(band => ToBox(image, band.Top, band.Bottom))];
    }

    private static List<(int Top, int Bottom)> Join(List<(int Top, int Bottom)> bands)
    {
        if (bands.Count < 2)
        {
            return bands;
        }

        var common = bands.Select(band => band.Bottom - band.Top).Order().ElementAt(bands.Count / 2);
        for (var i = bands.Count - 1; i >= 0 && bands.Count > 1; i--)
        {
            if (bands[i].Bottom - bands[i].Top < Small * common)
            {
                var before = i == 0 ? int.MaxValue : bands[i].Top - bands[i - 1].Bottom;
                var after = i == bands.Count - 1 ? int.MaxValue : bands[i + 1].Top - bands[i].Bottom;
                var first = before <= after ? i - 1 : i;
                bands[first] = (bands[first].Top, bands[first + 1].Bottom);
                bands.RemoveAt(first + 1);
            }
        }

        return bands;
    }

    private static PixelBox ToBox(PageImage image, int top, int bottom)
    {
        var (left, right) = InkOf(image, top, bottom)!.Value;
        var air = Air * (bottom - top);
        return new PixelBox(left, Math.Max(0, top - air), right, Math.Min(image.Size.Height, bottom + air));
    }

    /// <summary>From where to where there is ink in some rows; null where there is none.</summary>
    private static (int Left, int Right)? InkOf(PageImage image, int top, int bottom)
    {
        var (left, right) = (int.MaxValue, 0);
        for (var y = top; y < bottom; y++)
        {
            var row = image.Row(y);
            for (var x = 0; x < image.Size.Width; x++)
            {
                if (row[x * image.BytesPerPixel] < Ink)
                {
                    (left, right) = (Math.Min(left, x), Math.Max(right, x + 1));
                }
            }
        }

        return right == 0 ? null : (left, right);
    }

    private static string Letters(PixelBox box) =>
        new('x', Math.Max(1, (int)Math.Round((box.Right - box.Left) / (LetterWidth * (box.Bottom - box.Top) / (1 + (2 * Air))))));
}
