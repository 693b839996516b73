using System.Text;
using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Sampling;

/// <summary>Cuts long lines between words into parts of like length.</summary>
internal static class LineCutter
{
    /// <summary>How long a piece may be, in cells: a Latin character takes one, a Chinese one two. A longer word stays whole.</summary>
    public const int MaxCells = 64;

    /// <summary>A part of a line: some of its words.</summary>
    /// <param name="Text">What stands there.</param>
    /// <param name="Box">Where, in pixels of the page.</param>
    /// <param name="Letters">How many of its characters are letters or digits.</param>
    public readonly record struct Part(string Text, PixelBox Box, int Letters);

    /// <summary>The parts of a line, in reading order; one if the line is short enough.</summary>
    public static IReadOnlyList<Part> Cut(LineBox line)
    {
        var words = line.Words;
        if (words.Count == 0)
        {
            return [new Part(line.Text, line.Box, TextPositions.CountOf(line.Text))];
        }

        var cells = words.Sum(Cells);
        var parts = (cells + MaxCells - 1) / MaxCells;
        if (parts <= 1)
        {
            return [new Part(line.Text, line.Box, words.Sum(w => TextPositions.CountOf(w.Text)))];
        }

        var result = new List<Part>(parts);
        var first = 0;
        var before = 0;
        for (var i = 0; i < words.Count; i++)
        {
            before += Cells(words[i]);
            var isLast = i == words.Count - 1;
            var end = (double)cells * (result.Count + 1) / parts;

            // The cut nearest to the even share: before the next word if that would overshoot by more than is missing now.
            if (isLast || (result.Count < parts - 1 && end - before < (Cells(words[i + 1]) / 2.0)))
            {
                result.Add(Join(line, first, i));
                first = i + 1;
            }
        }

        return result;
    }

    private static int Cells(WordBox word) =>
        (word.AfterSpace ? 1 : 0) + word.Text.EnumerateRunes().Sum(rune => rune.Value >= 0x2E80 ? 2 : 1);

    private static Part Join(LineBox line, int first, int last)
    {
        var text = new StringBuilder();
        for (var i = first; i <= last; i++)
        {
            if (i > first && line.Words[i].AfterSpace)
            {
                text.Append(' ');
            }

            text.Append(line.Words[i].Text);
        }

        // Words from right to left stand in the other order.
        var words = line.Words.Skip(first).Take(last - first + 1).ToList();
        var box = line.Box with { Left = words.Min(word => word.Left), Right = words.Max(word => word.Right) };
        var joined = text.ToString();
        return new Part(joined, box, TextPositions.CountOf(joined));
    }
}
