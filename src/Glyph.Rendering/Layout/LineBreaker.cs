using Glyph.Core.Rendering;
using Glyph.Rendering.Text;

namespace Glyph.Rendering.Layout;

/// <summary>
/// Fills lines greedily, one at a time, so that a long line costs no more than its length. A word fits when it needs no
/// more than the room and a twentieth of a space for every word before it (reportlab's rule, which then squeezes the
/// spaces); lines with ideographs never need more than the room. A word wider than a line is cut between characters.
/// </summary>
internal sealed class LineBreaker(LayoutContext context)
{
    private const double Tolerance = 0.05;

    private int _position;
    private int _end;
    private bool _afterSpace;
    private bool _first;
    private bool _sourceLineStarts;
    private bool _blankLineDue;
    private bool _finished = true;

    /// <summary>Turns to the next block of text.</summary>
    public void Start(int start, int end)
    {
        _position = start;
        _end = end;
        _afterSpace = false;
        _first = true;
        _sourceLineStarts = true;
        _blankLineDue = context.Mark is null;
        _finished = false;
    }

    /// <summary>The block's next line; false at its end.</summary>
    public bool Next(out Line line)
    {
        line = default;
        if (_finished)
        {
            return false;
        }

        var text = context.Text.AsSpan();
        var scanner = new WordScanner(text, _position, _end, context.Font, context.Mark, context.WidestRoom, _afterSpace);
        var room = _first ? context.FirstRoom : context.Room;
        var words = 0;
        line.First = _first;
        _first = false;
        while (true)
        {
            if (!scanner.Next(out var word))
            {
                return Finish(ref line, words);
            }

            if (word.Kind == WordKind.Newline && context.Mark is null)
            {
                line.Broken = true;
                if (words == 0)
                {
                    line.Start = line.End = word.Start;
                }

                _sourceLineStarts = true;
                _blankLineDue = true;
                return ResumeAt(word.End);
            }

            if (words == 0)
            {
                Begin(ref line, word, text);
            }

            var gap = word.AfterSpace && words > 0 ? context.Font.SpaceAdvance : 0;
            var limit = line.Wide || word.Wide ? room : room + (Tolerance * context.Font.SpaceAdvance * words);
            if (line.Width + gap + word.Width <= limit)
            {
                Add(ref line, word, gap, words++);
                continue;
            }

            if (word.Width <= room && words > 0)
            {
                return ResumeAt(word.Start, word.AfterSpace);
            }

            var head = WordCutter.Cut(text, word, room - line.Width - gap, words == 0, context.Font);
            if (head.End > head.Start)
            {
                Add(ref line, head, gap, words++);
            }
            else if (context.Compatibility == LayoutCompatibility.Glyph)
            {
                // Where not one character of the word has room, reportlab ends the line with an empty word.
                line.Width += gap;
                line.Gaps++;
            }

            if (head.End < word.End)
            {
                return ResumeAt(head.End, head.End == word.Start && word.AfterSpace);
            }
        }
    }

    private void Begin(ref Line line, in Word word, ReadOnlySpan<char> text)
    {
        line.Start = word.Start;
        if (_sourceLineStarts && word.AfterSpace && word.Kind != WordKind.Newline && (word.Wide || text[word.Start - 1] == '\u3000'))
        {
            line.LeadingSpace = true;
            line.Width = context.Font.SpaceAdvance;
        }

        _sourceLineStarts = false;
        _blankLineDue = false;
    }

    private static void Add(ref Line line, in Word word, int gap, int wordsBefore)
    {
        line.Width += gap + word.Width;
        line.Gaps += word.NoBreakSpaces + (wordsBefore > 0 ? 1 : 0);
        line.Missing += word.Missing;
        line.Wide |= word.Wide;
        line.End = word.End;
    }

    private bool ResumeAt(int position, bool afterSpace = false)
    {
        _position = position;
        _afterSpace = afterSpace;
        return true;
    }

    private bool Finish(ref Line line, int words)
    {
        _finished = true;
        line.Last = true;
        if (words > 0)
        {
            return true;
        }

        line.Start = line.End = _end;
        return _blankLineDue && context.Compatibility != LayoutCompatibility.Glyph;
    }
}
