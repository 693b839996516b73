using System.Globalization;
using Glyph.Rendering.Fonts;
using Glyph.Rendering.Text.Unicode;

namespace Glyph.Rendering.Text;

/// <summary>
/// Cuts a stretch of text into words and measures them, in one pass. Runs of two or more spaces, and a line's indentation,
/// are part of a word, as no-break spaces; other white space collapses. Words end at white space, and where UAX #14 lets a
/// line break (<see cref="LineBreaks"/>), but not between two Latin-like characters.
/// </summary>
internal ref struct WordScanner
{
    // Nothing that is shaped as one, and no run of spaces looked at as one, is longer; but marks stay with their base.
    private const int LongestRun = 1024;
    private const int LongestCluster = 8 * LongestRun;

    // As many characters of what must be shaped are measured at once as surely fill a line.
    private const int CharactersPerEm = 6;
    private const int ShortestShaped = 64;

    private readonly ReadOnlySpan<char> _text;
    private readonly ReadOnlySpan<int> _codes;
    private readonly FontSet _fonts;
    private readonly NewlineMark? _mark;
    private readonly BidiParagraph? _bidi;
    private readonly int _end;
    private readonly double _longest;
    private int _position;
    private bool _afterSpace;
    private bool _afterWide;
    private bool _skippedSpace; // since the last word: tabs that follow are no indentation
    private LineBreaks _breaks;
    private bool _breaksStarted;

    /// <summary>Starts to scan.</summary>
    /// <param name="text">The whole text, so that positions are those of the source.</param>
    /// <param name="start">The first character.</param>
    /// <param name="end">The first character that no longer belongs to the stretch.</param>
    /// <param name="fonts">The fonts to measure in.</param>
    /// <param name="mark">What stands for a line break; null if it really breaks.</param>
    /// <param name="bidi">The directions of the stretch; null where all of it is written from left to right.</param>
    /// <param name="longest">A word wider than this many font units may be cut off somewhere behind it, so that each call costs little.</param>
    /// <param name="afterSpace">Whether white space came before the stretch.</param>
    public WordScanner(
        ReadOnlySpan<char> text, int start, int end, FontSet fonts, NewlineMark? mark, BidiParagraph? bidi, double longest, bool afterSpace = false)
    {
        _text = text;
        _codes = fonts.Main.Codes;
        _fonts = fonts;
        _mark = mark;
        _bidi = bidi;
        _position = start;
        _end = end;
        _longest = longest;
        _afterSpace = afterSpace;
    }

    /// <summary>Measures a stretch without line breaks as one word, however many it may hold.</summary>
    public static Word Measure(ReadOnlySpan<char> text, int start, int end, FontSet fonts, BidiParagraph? bidi)
    {
        var whole = new Word { Start = start, End = end };
        var words = 0;
        var scanner = new WordScanner(text, start, end, fonts, mark: null, bidi, longest: double.PositiveInfinity);
        for (; scanner.Next(out var word); words++)
        {
            whole.Width += word.Width + (word.AfterSpace && words > 0 ? fonts.Main.SpaceAdvance : 0);
            whole.NoBreakSpaces += word.NoBreakSpaces + (word.AfterGap && words > 0 ? 1 : 0);
            whole.Missing += word.Missing;
            whole.HasFallback |= word.HasFallback;
            whole.Wide |= word.Wide;
            whole.Kind = words == 0 ? word.Kind : whole.Kind;
        }

        return whole;
    }

    /// <summary>The next word; false at the end.</summary>
    public bool Next(out Word word)
    {
        word = default;
        while (_position < _end)
        {
            switch (Code(_position))
            {
                case CharacterCode.White or CharacterCode.Tab when SpaceRun(_position, out _) == 0:
                    _afterSpace = _skippedSpace = true;
                    _position++;
                    break;
                case CharacterCode.Invisible:
                    _position++;
                    break;
                case CharacterCode.Newline when _mark is { Text.Length: 0 }:
                    _afterSpace = true;
                    _position++;
                    break;
                case CharacterCode.CarriageReturn when SourceLines.IsPartOfNext(_text, _position):
                    _afterSpace = true;
                    _position++;
                    break;
                case CharacterCode.Newline or CharacterCode.CarriageReturn:
                    TakeNewline(ref word);
                    return true;
                default:
                    TakeWord(ref word);
                    return true;
            }
        }

        return false;
    }

    private void TakeNewline(ref Word word)
    {
        word.Start = _position;
        word.End = ++_position;
        word.Kind = WordKind.Newline;
        word.AfterSpace = word.AfterGap = _afterSpace || _mark is { SpaceBefore: true };
        word.Width = _mark?.Width ?? 0;
        word.Missing = _mark?.Missing ?? 0;
        _afterSpace = _mark is { SpaceAfter: true };
        _afterWide = _skippedSpace = false;
        _breaksStarted = false;
    }

    private void TakeWord(ref Word word)
    {
        word.Start = _position;
        word.AfterSpace = _afterSpace;
        _breaksStarted &= !_afterSpace;
        _afterSpace = _skippedSpace = false;
        ScanWord(ref word);
        word.End = _position;
        word.AfterGap = word.AfterSpace || word.Wide || _afterWide;
        _afterWide = word.Wide;
        if (word.Kind == WordKind.Shaped)
        {
            var shaped = ShapedWord.Scratch;
            shaped.Clear();
            shaped.Add(_text, word.Start, word.End, _fonts, _bidi);
            word.Width = shaped.Width;
            word.Missing = shaped.Missing;
            word.NoBreakSpaces = shaped.Spaces;
            word.HasFallback = shaped.HasFallback;
        }
    }

    private void ScanWord(ref Word word)
    {
        var p = _position;
        var width = 0L;
        if (_bidi is null)
        {
            for (; p < _end && width <= _longest; p++)
            {
                var code = _codes[_text[p]];
                if (code < 0)
                {
                    break;
                }

                width += code;
            }
        }
        else
        {
            word.Kind = WordKind.Shaped;
        }

        word.Width = width;
        if (p < _end && width <= _longest)
        {
            ScanOn(ref word, ref p);
        }

        _position = p;
    }

    /// <summary>Goes on with a word that may hold anything.</summary>
    private void ScanOn(ref Word word, scoped ref int p)
    {
        var isLatin = p > word.Start; // whether the last character was Latin-like
        var isSpace = false;
        for (var length = 1; p < _end && word.Width <= _longest; p += length)
        {
            length = 1;
            var code = Code(p);
            switch (code)
            {
                case CharacterCode.White or CharacterCode.Tab:
                    var spaces = SpaceRun(p, out length);
                    if (spaces == 0)
                    {
                        return;
                    }

                    word.Width += (long)spaces * _fonts.Main.SpaceAdvance;
                    word.NoBreakSpaces += spaces;
                    isSpace = true;
                    continue;
                case CharacterCode.Newline or CharacterCode.CarriageReturn:
                    return;
                case CharacterCode.Surrogate:
                    code = CharacterClasses.Of(Utf16.CodePoint(_text[.._end], p, out length));
                    break;
                default:
                    break;
            }

            var wasLatin = isLatin;
            isLatin = code is >= 0 or CharacterCode.Missing or CharacterCode.NoBreakSpace or CharacterCode.Control
                || (code == CharacterCode.Invisible && _fonts.Rules == LayoutRules.Reference);
            if (p > word.Start && !isSpace && !(wasLatin && isLatin) && Breaks(word.Start, p))
            {
                word.EndsWithSoftHyphen = _text[p - 1] == '\u00AD';
                return;
            }

            isSpace = false;
            if (code == CharacterCode.Complex && _fonts.Rules == LayoutRules.Unicode)
            {
                word.Kind = WordKind.Shaped;
            }
            else
            {
                Measure(ref word, p);
                word.Wide |= code == CharacterCode.Wide;
            }

            if (word.Kind == WordKind.Shaped && p - word.Start >= LongestShaped())
            {
                p = ClusterEnd(word.Start);
                return;
            }
        }
    }

    private readonly void Measure(ref Word word, int position)
    {
        var character = CharacterReader.Read(_text, position, _end, _fonts);
        word.Width += character.Shown.Advance;
        word.NoBreakSpaces += character.Spaces;
        word.Missing += character.IsMissing ? 1 : 0;
        word.HasFallback |= character.Shown.Font != _fonts.Main;
    }

    /// <summary>Whether UAX #14 lets a line break at a place within a run that started with a word.</summary>
    private bool Breaks(int start, int position)
    {
        if (!_breaksStarted)
        {
            _breaks = new LineBreaks(_text, start);
            _breaksStarted = true;
        }

        return _breaks.Allows(position);
    }

    private readonly int LongestShaped() =>
        (int)Math.Clamp(CharactersPerEm * _longest / _fonts.Main.UnitsPerEm, ShortestShaped, LongestRun);

    /// <summary>Where the last cluster ends that starts within the longest stretch that is shaped at once.</summary>
    private readonly int ClusterEnd(int start)
    {
        var end = start;
        for (var longest = start + LongestShaped(); end < longest && end < _end;)
        {
            end += StringInfo.GetNextTextElementLength(_text.Slice(end, Math.Min(LongestCluster, _end - end)));
        }

        return end;
    }

    /// <summary>
    /// How many spaces stand in a row, those around invisible characters included; 0 for a single one, but a part of a run that
    /// a line's end has cut is still a run. Tabs count in a line's indentation.
    /// </summary>
    private readonly int SpaceRun(int start, out int length)
    {
        var spaces = 0;
        bool? isIndentation = null;
        length = 1;
        for (var p = start; p < _end && p - start < LongestRun; p++)
        {
            if (_text[p] == ' ' || (_text[p] == '\t' && (isIndentation ??= IsIndentation(start))))
            {
                spaces += _text[p] == ' ' ? 1 : CharacterReader.TabSpaces;
                length = p + 1 - start;
            }
            else if (Code(p) != CharacterCode.Invisible)
            {
                break;
            }
        }

        return spaces > 1 || (spaces == 1 && (MeetsSpace(start - 1, -1) || MeetsSpace(start + length, 1))) ? spaces : 0;
    }

    private readonly bool MeetsSpace(int position, int step)
    {
        for (var p = position; p >= 0 && p < _text.Length && Math.Abs(p - position) < LongestRun; p += step)
        {
            if (Code(p) != CharacterCode.Invisible)
            {
                return _text[p] == ' ';
            }
        }

        return false;
    }

    /// <summary>Whether only spaces and tabs stand before a place of a source line.</summary>
    private readonly bool IsIndentation(int position)
    {
        if (_skippedSpace || _fonts.Rules == LayoutRules.Reference)
        {
            return false;
        }

        for (var p = position - 1; p >= 0 && position - p < LongestRun; p--)
        {
            if (_text[p] is not (' ' or '\t'))
            {
                return CharacterClasses.Of(_text[p]) is CharacterCode.Newline or CharacterCode.CarriageReturn;
            }
        }

        return position < LongestRun;
    }

    private readonly int Code(int position)
    {
        var code = _codes[_text[position]];
        return code != CharacterCode.Unknown ? code : _fonts.Main.Load(_text[position]);
    }
}
