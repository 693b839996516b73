using Glyph.Core.Rendering;
using Glyph.Rendering.Text;
using Glyph.Rendering.Text.Unicode;

namespace Glyph.Rendering.Layout;

/// <summary>
/// Fills lines greedily, one at a time, so that a long line costs no more than its length. A word fits when it needs no
/// more than the room and a twentieth of a space for every word before it (reportlab's rule, which then squeezes the
/// spaces); lines with ideographs never need more than the room. A word wider than a line is cut between characters. A
/// line that ends at a soft hyphen shows it, and has room for it.
/// </summary>
internal sealed class LineBreaker(LayoutContext context)
{
    private const double Tolerance = 0.05;

    private int _position;
    private int _nextRightToLeft = -1;
    private BidiParagraph? _bidi;
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
        if (_sourceLineStarts && (_first || context.Mark is null))
        {
            _bidi = Directions(text);
        }

        var scanner = new WordScanner(text, _position, _end, context.Fonts, context.Mark, _bidi, context.WidestRoom, _afterSpace);
        var room = _first ? context.FirstRoom : context.Room;
        var words = 0;
        var spaced = 0;
        var hyphenDue = false;
        var retreat = default(Retreat);
        line.First = _first;
        line.Bidi = _bidi;
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
            var squeezable = word.AfterSpace ? spaced : Math.Max(0, spaced - 1);
            var limit = line.Wide || word.Wide ? room : room + (Tolerance * context.Font.SpaceAdvance * squeezable);
            hyphenDue &= !word.AfterSpace;
            if (line.Width + gap + word.Width <= limit)
            {
                if (word.EndsWithSoftHyphen && words > 0 && (!hyphenDue || Hyphenated(line).Width <= room))
                {
                    retreat = new Retreat(hyphenDue ? Hyphenated(line) : line, word.Start, word.AfterSpace);
                }

                spaced += words == 0 || word.AfterSpace ? 1 : 0;
                hyphenDue = word.EndsWithSoftHyphen;
                Add(ref line, word, gap, words++);
                continue;
            }

            if (word.Width <= room && words > 0)
            {
                return End(ref line, word, hyphenDue, retreat, room);
            }

            var head = WordCutter.Cut(text, word, room - line.Width - gap, words == 0, context.Fonts, _bidi);
            if (head.End == head.Start)
            {
                if (context.Compatibility == LayoutCompatibility.Glyph)
                {
                    // Where not one character of the word has room, reportlab ends the line with an empty word.
                    line.Width += gap;
                    line.Gaps++;
                }

                return End(ref line, word, hyphenDue, retreat, room);
            }

            spaced += words == 0 || word.AfterSpace ? 1 : 0;
            hyphenDue = false;
            Add(ref line, head, gap, words++);
            if (head.End < word.End)
            {
                return ResumeAt(head.End);
            }
        }
    }

    /// <summary>The directions of the source line that starts here, or of the block, where line breaks only show as marks.</summary>
    private BidiParagraph? Directions(ReadOnlySpan<char> text)
    {
        if (context.Fonts.Rules == LayoutRules.Reference)
        {
            return null;
        }

        if (_nextRightToLeft < _position)
        {
            var found = SourceLines.FindRightToLeft(text[_position..]);
            _nextRightToLeft = found < 0 ? int.MaxValue : _position + found;
        }

        if (_nextRightToLeft >= _end)
        {
            return null;
        }

        var newline = context.Mark is null ? SourceLines.Find(text[_position.._end], context.Fonts.Rules) : -1;
        var end = newline < 0 ? _end : _position + newline;
        return _nextRightToLeft < end ? BidiParagraph.Of(text, _position, end) : null;
    }

    /// <summary>Ends a line before a word that does not fit.</summary>
    private bool End(ref Line line, in Word word, bool hyphenDue, in Retreat retreat, double room)
    {
        if (hyphenDue)
        {
            var hyphenated = Hyphenated(line);
            if (hyphenated.Width <= room)
            {
                line = hyphenated;
            }
            else if (retreat.Resume > 0)
            {
                line = retreat.Line;
                return ResumeAt(retreat.Resume, retreat.AfterSpace);
            }
        }

        return ResumeAt(word.Start, word.AfterSpace);
    }

    private Line Hyphenated(Line line) => line with { Hyphen = true, Width = line.Width + context.Fonts.Character('-').Advance };

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
        line.Gaps += word.NoBreakSpaces + (wordsBefore > 0 && word.AfterGap ? 1 : 0);
        line.Missing += word.Missing;
        line.HasFallback |= word.HasFallback;
        line.IsShaped |= word.Kind == WordKind.Shaped;
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

    /// <summary>Where a line ended before a soft hyphen that turned out to have no room.</summary>
    /// <param name="Line">The line up to there.</param>
    /// <param name="Resume">Where the next line starts.</param>
    /// <param name="AfterSpace">Whether white space stands before that.</param>
    private readonly record struct Retreat(Line Line, int Resume, bool AfterSpace);
}
