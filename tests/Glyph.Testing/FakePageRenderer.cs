using Glyph.Core.Configs;
using Glyph.Core.Rendering;

namespace Glyph.Testing;

/// <summary>
/// A renderer of a fixed grid: every character is one cell wide, lines break between words. It draws white pages whose first
/// pixel carries the page's number. The size of a cell is the config's font size, its columns and rows follow from the page.
/// </summary>
public sealed class FakePageRenderer : IPageRenderer
{
    private int _imagesDrawn;

    /// <summary>How many pages were drawn.</summary>
    public int ImagesDrawn => _imagesDrawn;

    public IReadOnlyList<string> Problems(RenderConfig config) => [];

    public FontTraits Traits(string font) => new(0.5, 0.1, 1, 0, 1, 1);

    public IEnumerable<PageLayout> LayOut(string text, RenderConfig config, LayoutCompatibility compatibility = LayoutCompatibility.None)
    {
        var size = config.FullPagePixels;
        var cell = (float)(config.FontSize * config.Dpi / 72);
        var columns = Math.Max(1, (int)(size.Width / cell));
        var rows = Math.Max(1, (int)(size.Height / cell));
        var number = 0;
        foreach (var lines in Lines(text, columns).Chunk(rows))
        {
            number++;
            yield return new FakePageLayout(number, size, [.. lines.Select((line, row) => ToBox(line, row, cell))]);
        }
    }

    public PageImage Draw(PageLayout page)
    {
        Interlocked.Increment(ref _imagesDrawn);
        var image = new PageImage(page.Size);
        image.Pixels.Fill(255);
        image.Pixels[0] = (byte)page.Number;
        return image;
    }

    public void Encode(PageImage image, ImageEncoding encoding, Stream stream) => throw new NotSupportedException();

    private static LineBox ToBox((int Start, string Text) line, int row, float cell)
    {
        var words = new List<WordBox>();
        var at = 0;
        foreach (var word in line.Text.Split(' '))
        {
            words.Add(new WordBox(word, at * cell, (at + word.Length) * cell) { AfterSpace = at > 0 });
            at += word.Length + 1;
        }

        var box = new PixelBox(0, row * cell, line.Text.Length * cell, (row + 1) * cell);
        return new LineBox(new SourceSpan(line.Start, line.Text.Length), line.Text, box, words);
    }

    private static IEnumerable<(int Start, string Text)> Lines(string text, int columns)
    {
        var start = 0;
        foreach (var source in text.Split('\n'))
        {
            for (var from = 0; from < source.Length;)
            {
                var length = Math.Min(columns, source.Length - from);
                if (from + length < source.Length && source.LastIndexOf(' ', from + length, length) is var space && space > from)
                {
                    length = space - from;
                }

                yield return (start + from, source.Substring(from, length));
                from += length;
                from += from < source.Length && source[from] == ' ' ? 1 : 0;
            }

            start += source.Length + 1;
        }
    }
}

/// <summary>A page of the <see cref="FakePageRenderer"/>.</summary>
public sealed record FakePageLayout(int Number, PixelSize Size, IReadOnlyList<LineBox> Lines) : PageLayout(Number, Size, Lines);
