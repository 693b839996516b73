using Glyph.Core.Configs;
using Glyph.Core.Reading;
using Glyph.Core.Rendering;
using Glyph.Rendering;

namespace Glyph.Benchmarks.Reading;

/// <summary>Real pages of the shipped samples under some configs, with the pieces of their lines that a search would have read.</summary>
internal sealed class ReadingSample(PageRenderer renderer)
{
    /// <summary>As long as a search's pieces may be, in cells: a Latin character takes one, a Chinese one two.</summary>
    private const int MaxCells = 64;

    private readonly List<(PageLayout Layout, List<LineToRead> Lines)> _pages = [];

    /// <summary>What stands on each line, by its number.</summary>
    public List<string> Truths { get; } = [];

    /// <summary>The samples of a language at some sizes of type, in pixels an em; at most so many lines of each.</summary>
    public static ReadingSample Of(PageRenderer renderer, string language, IReadOnlyList<double> ems, int linesEach)
    {
        var sample = new ReadingSample(renderer);
        var (font, text) = language is "english"
            ? (Samples.Latin.Font, Samples.All("prose.md"))
            : (Samples.Chinese.Font, Samples.All("chinese.md"));
        foreach (var em in ems)
        {
            sample.Add(text, RenderConfig.Published(font) with { FontSize = em, LineHeight = em + 1 }, linesEach);
        }

        return sample;
    }

    /// <summary>The pages, drawn anew: a reader disposes what it is given.</summary>
    public List<ReadRequest> Draw() =>
        [.. _pages.Select((page, id) => new ReadRequest { Id = id, Pages = [new PageToRead(renderer.Draw(page.Layout), page.Lines)] })];

    private void Add(string text, RenderConfig config, int lines)
    {
        var end = Truths.Count + lines;
        foreach (var page in renderer.LayOut(text, config))
        {
            var toRead = new List<LineToRead>();
            foreach (var piece in page.Lines.SelectMany(Cut).Take(end - Truths.Count))
            {
                toRead.Add(piece with { Id = Truths.Count });
                Truths.Add(piece.Text);
            }

            if (toRead.Count > 0)
            {
                _pages.Add((page, toRead));
            }
        }
    }

    private static IEnumerable<LineToRead> Cut(LineBox line)
    {
        var words = new List<WordBox>();
        foreach (var word in line.Words)
        {
            if (words.Count > 0 && Cells(words.Append(word)) > MaxCells)
            {
                yield return Join(line, words);
                words = [];
            }

            words.Add(word);
        }

        if (words.Count > 0)
        {
            yield return Join(line, words);
        }
    }

    private static LineToRead Join(LineBox line, List<WordBox> words) => new(
        0,
        line.Box with { Left = words.Min(word => word.Left), Right = words.Max(word => word.Right) },
        string.Concat(words.Select((word, i) => i > 0 && word.AfterSpace ? " " + word.Text : word.Text)));

    private static int Cells(IEnumerable<WordBox> words) =>
        words.Sum(word => (word.AfterSpace ? 1 : 0) + word.Text.Sum(c => c >= 0x2E80 ? 2 : 1));
}
