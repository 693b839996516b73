using System.Globalization;
using Glyph.Rendering.Fonts;

namespace Glyph.Rendering.Text;

/// <summary>
/// Cuts a stretch of text into words and measures them, in one pass. Runs of two or more spaces are part of a word, as
/// no-break spaces; other white space collapses; the text breaks on both sides of ideographs, less their punctuation.
/// </summary>
internal ref struct WordScanner
{
    // Nothing that is shaped as one, and no run of spaces looked at as one, is longer; but marks stay with their base.
    private const int LongestShaped = 1024;
    private const int LongestCluster = 8 * LongestShaped;

    private readonly ReadOnlySpan<char> _text;
    private readonly ReadOnlySpan<int> _codes;
    private readonly LoadedFont _font;
    private readonly NewlineMark? _mark;
    private readonly int _end;
    private readonly double _longest;
    private int _position;
    private bool _afterSpace;

    /// <summary>Starts to scan.</summary>
    /// <param name="text">The whole text, so that positions are those of the source.</param>
    /// <param name="start">The first character.</param>
    /// <param name="end">The first character that no longer belongs to the stretch.</param>
    /// <param name="font">The font to measure in.</param>
    /// <param name="mark">What stands for a line break; null if it really breaks.</param>
    /// <param name="longest">A word wider than this many font units may be cut off somewhere behind it, so that each call costs little.</param>
    /// <param name="afterSpace">Whether white space came before the stretch.</param>
    public WordScanner(ReadOnlySpan<char> text, int start, int end, LoadedFont font, NewlineMark? mark, double longest, bool afterSpace = false)
    {
        _text = text;
        _codes = font.Codes;
        _font = font;
        _mark = mark;
        _position = start;
        _end = end;
        _longest = longest;
        _afterSpace = afterSpace;
    }

    /// <summary>Where the next word will be looked for.</summary>
    public readonly int Position => _position;

    /// <summary>Whether white space has been passed since the last word.</summary>
    public readonly bool AfterSpace => _afterSpace;

    /// <summary>Measures a stretch without line breaks as one word, however many it may hold.</summary>
    public static Word Measure(ReadOnlySpan<char> text, int start, int end, LoadedFont font)
    {
        var whole = new Word { Start = start, End = end };
        var words = 0;
        var scanner = new WordScanner(text, start, end, font, mark: null, longest: double.PositiveInfinity);
        for (; scanner.Next(out var word); words++)
        {
            whole.Width += word.Width + (word.AfterSpace && words > 0 ? font.SpaceAdvance : 0);
            whole.NoBreakSpaces += word.NoBreakSpaces + (words > 0 ? 1 : 0);
            whole.Missing += word.Missing;
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
                case CharacterCode.White when SpaceRun(_position, out _) == 0:
                    _afterSpace = true;
                    _position++;
                    break;
                case CharacterCode.Dropped:
                    _position++;
                    break;
                case CharacterCode.Newline when _mark is { Text.Length: 0 }:
                    _afterSpace = true;
                    _position++;
                    break;
                case CharacterCode.Newline:
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
        word.AfterSpace = _afterSpace || _mark is { SpaceBefore: true };
        word.Width = _mark?.Width ?? 0;
        word.Missing = _mark?.Missing ?? 0;
        _afterSpace = _mark is { SpaceAfter: true };
    }

    private void TakeWord(ref Word word)
    {
        word.Start = _position;
        word.AfterSpace = _afterSpace;
        _afterSpace = false;
        ScanWord(ref word);
        word.End = _position;
        if (word.Kind == WordKind.Shaped)
        {
            word.Width = 0;
            word.Missing = 0;
            word.NoBreakSpaces = 0;
            foreach (var glyph in Shaper.Shape(_font, _text[word.Start..word.End]))
            {
                word.Width += glyph.Advance;
                word.Missing += glyph.Glyph == 0 ? 1 : 0;
            }
        }
    }

    private void ScanWord(ref Word word)
    {
        var p = _position;
        var width = 0L;
        var closed = false; // an ideograph has been taken: only punctuation that cannot start a line may follow
        for (; p < _end && width <= _longest; p++)
        {
            var code = _codes[_text[p]];
            if (code >= 0 && !closed)
            {
                width += code;
                continue;
            }

            code = Code(p);
            var c = _text[p];
            switch (code)
            {
                case >= 0 or CharacterCode.Missing:
                    if (closed && !CharacterClasses.CannotStart(c))
                    {
                        goto done;
                    }

                    width += code >= 0 ? code : _font.MissingAdvance;
                    word.Missing += code >= 0 ? 0 : 1;
                    break;
                case CharacterCode.White:
                    var spaces = SpaceRun(p, out var length);
                    if (spaces == 0)
                    {
                        goto done;
                    }

                    width += spaces * _font.SpaceAdvance;
                    word.NoBreakSpaces += spaces;
                    p += length - 1;
                    break;
                case CharacterCode.NoBreakSpace:
                    width += _font.SpaceAdvance;
                    word.NoBreakSpaces++;
                    break;
                case CharacterCode.Dropped:
                    break;
                case CharacterCode.Wide or CharacterCode.WideOpen or CharacterCode.WideClose:
                    if (p > word.Start && code != CharacterCode.WideClose && !CharacterClasses.CannotEnd(_text[p - 1]))
                    {
                        goto done;
                    }

                    width += _font.AdvanceOf(c);
                    word.Missing += _font.GlyphOf(c) == 0 ? 1 : 0;
                    word.Wide = true;
                    closed = code != CharacterCode.WideOpen;
                    break;
                case CharacterCode.Complex when closed && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.OtherLetter:
                    goto done;
                case CharacterCode.Complex when p - word.Start >= (IsMark(c) ? LongestCluster : LongestShaped):
                    goto done;
                case CharacterCode.Complex:
                    word.Kind = WordKind.Shaped;
                    break;
                case CharacterCode.Surrogate:
                    if (!TakeSurrogate(ref word, ref p, ref width, ref closed))
                    {
                        goto done;
                    }

                    break;
                default:
                    goto done;
            }
        }

    done:
        _position = p;
        word.Width = width;
    }

    private readonly bool TakeSurrogate(ref Word word, scoped ref int p, scoped ref long width, scoped ref bool closed)
    {
        if (!char.IsHighSurrogate(_text[p]) || p + 1 >= _end || !char.IsLowSurrogate(_text[p + 1]))
        {
            width += _font.MissingAdvance;
            word.Missing++;
            return true;
        }

        var character = _font.Supplementary(char.ConvertToUtf32(_text[p], _text[p + 1]));
        if (character.Code == CharacterCode.Wide)
        {
            if (p > word.Start && !CharacterClasses.CannotEnd(_text[p - 1]))
            {
                return false;
            }

            word.Wide = true;
            closed = true;
        }
        else if (character.Code == CharacterCode.Complex)
        {
            word.Kind = WordKind.Shaped;
        }
        else if (closed)
        {
            return false;
        }

        width += character.Advance;
        word.Missing += character.Glyph == 0 ? 1 : 0;
        p++;
        return true;
    }

    /// <summary>
    /// How many spaces stand in a row, those around dropped characters included; 0 for a single one. A part of a run that a
    /// line's end has cut is still a run.
    /// </summary>
    private readonly int SpaceRun(int start, out int length)
    {
        var spaces = 0;
        length = 0;
        for (var p = start; p < _end && p - start < LongestShaped; p++)
        {
            if (_text[p] == ' ')
            {
                spaces++;
                length = p + 1 - start;
            }
            else if (Code(p) != CharacterCode.Dropped)
            {
                break;
            }
        }

        return spaces > 1 || (spaces == 1 && (MeetsSpace(start - 1, -1) || MeetsSpace(start + length, 1))) ? spaces : 0;
    }

    private readonly bool MeetsSpace(int position, int step)
    {
        for (var p = position; p >= 0 && p < _text.Length && Math.Abs(p - position) < LongestShaped; p += step)
        {
            if (Code(p) != CharacterCode.Dropped)
            {
                return _text[p] == ' ';
            }
        }

        return false;
    }

    private static bool IsMark(char c) => CharUnicodeInfo.GetUnicodeCategory(c)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private readonly int Code(int position)
    {
        var code = _codes[_text[position]];
        return code != CharacterCode.Unknown ? code : _font.Load(_text[position]);
    }
}
