using System.Text;
using Glyph.Core.Rendering;
using Glyph.Core.Searching;

namespace Glyph.Daemon.Reporting;

/// <summary>
/// The lines of a page as the model sees it, with what was read of them. A long line is read in parts; where some of its parts are
/// in the sample, each of these is a view of its own, and so is what stands between them.
/// </summary>
internal static class LineViews
{
    /// <summary>Boxes of one part differ by rounding alone.</summary>
    private const float Tolerance = 0.01f;

    /// <summary>The views of a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="seen">Its size as the model sees it.</param>
    /// <param name="readings">What was read on it.</param>
    public static IReadOnlyList<LineView> Of(PageLayout page, PixelSize seen, IReadOnlyList<ItemReading> readings)
    {
        var lines = readings.Where(reading => reading is { Source: not null, Box: not null }).ToList();
        return [.. page.Lines.SelectMany(line => Of(line, page.Size, seen, lines.FindAll(reading => Holds(line, reading))))];
    }

    private static bool Holds(LineBox line, ItemReading reading) =>
        Math.Abs(line.Box.Top - reading.Box!.Value.Top) < Tolerance && reading.Source!.Value.Start >= line.Source.Start && reading.Source.Value.End <= line.Source.End;

    private static IEnumerable<LineView> Of(LineBox line, PixelSize drawn, PixelSize seen, List<ItemReading> readings)
    {
        if (readings.Count == 0 || line.Words.Count == 0)
        {
            yield return View(line.Text, line.Source, line.Box, line.Words, readings.FirstOrDefault(), drawn, seen);
            yield break;
        }

        var groups = new List<(ItemReading? Reading, List<WordBox> Words)>();
        foreach (var word in line.Words)
        {
            var reading = readings.Find(r => word.Left >= r.Box!.Value.Left - Tolerance && word.Right <= r.Box.Value.Right + Tolerance);
            if (groups.Count == 0 || groups[^1].Reading != reading)
            {
                groups.Add((reading, []));
            }

            groups[^1].Words.Add(word);
        }

        var end = line.Source.Start;
        foreach (var (i, (reading, words)) in groups.Index())
        {
            var next = i + 1 < groups.Count ? groups[i + 1].Reading?.Source?.Start ?? line.Source.End : line.Source.End;
            var source = reading?.Source ?? new SourceSpan(end, Math.Max(0, next - end));
            end = source.End;
            var box = line.Box with { Left = words.Min(word => word.Left), Right = words.Max(word => word.Right) };
            yield return View(Join(words), source, box, words, reading, drawn, seen);
        }
    }

    private static LineView View(string text, SourceSpan source, PixelBox box, IReadOnlyList<WordBox> words, ItemReading? reading, PixelSize drawn, PixelSize seen)
    {
        var scaled = box.Scale(drawn, seen);
        var across = (float)seen.Width / drawn.Width;
        return new LineView
        {
            Start = source.Start,
            Length = source.Length,
            Text = text,
            Box = [Rounded(scaled.Left), Rounded(scaled.Top), Rounded(scaled.Right), Rounded(scaled.Bottom)],
            Words = [.. words.Select(word => new WordView(word.Text, Rounded(word.Left * across), Rounded(word.Right * across)))],
            Read = reading?.Read,
            Score = reading?.Score,
            Outcome = reading is null ? null : Daemon.Text.Words(reading.Outcome),
        };
    }

    private static float Rounded(float pixels) => MathF.Round(pixels, 2);

    private static string Join(List<WordBox> words)
    {
        var text = new StringBuilder();
        foreach (var (i, word) in words.Index())
        {
            text.Append(i > 0 && word.AfterSpace ? " " : "").Append(word.Text);
        }

        return text.ToString();
    }
}
