using System.Runtime.InteropServices;
using Glyph.Rendering.Fonts;
using Glyph.Rendering.Text;

namespace Glyph.Rendering.Layout;

/// <summary>The glyphs and words of one line, each at its place. Made to be filled again and again.</summary>
internal sealed class LineRun
{
    private readonly List<PlacedGlyph> _glyphs = [];
    private readonly List<PlacedWord> _words = [];
    private BidiLine? _bidi;
    private bool _afterSpace;

    /// <summary>The glyphs that may leave ink, from left to right.</summary>
    public ReadOnlySpan<PlacedGlyph> Glyphs => CollectionsMarshal.AsSpan(_glyphs);

    /// <summary>The words, in the text's order.</summary>
    public ReadOnlySpan<PlacedWord> Words => CollectionsMarshal.AsSpan(_words);

    /// <summary>Places a line.</summary>
    public void Fill(LayoutContext context, in Line line)
    {
        _glyphs.Clear();
        _words.Clear();
        _afterSpace = false;
        if (line.Bidi is not null)
        {
            _bidi ??= new BidiLine();
            _bidi.Fill(context, line, line.Bidi, this);
            return;
        }

        var unit = context.PointsPerUnit;
        var space = context.Font.SpaceAdvance * unit;
        var x = line.X + (line.LeadingSpace ? space : 0);
        var scanner = new WordScanner(context.Text, line.Start, line.End, context.Fonts, context.Mark, line.Bidi, context.WidestRoom);
        for (var first = true; scanner.Next(out var word); first = false)
        {
            if (!first)
            {
                x += (word.AfterGap ? line.Extra : 0) + (word.AfterSpace ? space : 0);
                _afterSpace |= word.AfterSpace;
            }

            switch (word.Kind)
            {
                case WordKind.Newline:
                    var mark = context.Mark!.Text;
                    AddPlain(context, mark, 0, mark.Length, 0, isMark: true, ref x);
                    break;
                case WordKind.Shaped:
                    var shaped = ShapedWord.Scratch;
                    shaped.Clear();
                    shaped.Add(context.Text, word.Start, word.End, context.Fonts, bidi: null);
                    AddShaped(word, shaped, unit, line.Extra, ref x);
                    break;
                default:
                    AddPlain(context, context.Text, word.Start, word.End, line.Extra, isMark: false, ref x);
                    break;
            }
        }

        if (line.Hyphen)
        {
            AddHyphen(context, x);
        }
    }

    /// <summary>Adds the glyphs of a run of which the left edge is known.</summary>
    public void AddGlyphs(ReadOnlySpan<ShapedGlyph> glyphs, LoadedFont font, double unit, bool isMark, double x)
    {
        foreach (ref readonly var glyph in glyphs)
        {
            _glyphs.Add(new PlacedGlyph(font, glyph.Glyph, isMark, (float)(x + (glyph.X * unit)), (float)(glyph.Y * unit)));
            x += glyph.Advance * unit;
        }
    }

    /// <summary>Adds the glyphs of the mark for a line break, without the word that it is.</summary>
    public void AddMark(LayoutContext context, double x)
    {
        var words = _words.Count;
        var mark = context.Mark!.Text;
        AddPlain(context, mark, 0, mark.Length, 0, isMark: true, ref x);
        _words.RemoveRange(words, _words.Count - words);
    }

    /// <summary>Adds the hyphen at a line's end.</summary>
    public void AddHyphen(LayoutContext context, double x)
    {
        var hyphen = context.Fonts.Character('-');
        _glyphs.Add(new PlacedGlyph(hyphen.Font, hyphen.Glyph, IsMark: false, (float)x, 0));
        if (_words.Count > 0)
        {
            var right = (float)(x + (hyphen.Advance * context.PointsPerUnit));
            var last = _words[^1];
            _words[^1] = last with { Left = Math.Min(last.Left, (float)x), Right = Math.Max(last.Right, right), Hyphen = true };
        }
    }

    /// <summary>Adds a word.</summary>
    public void AddWord(int start, int end, double left, double right, bool isMark)
    {
        if (start < end)
        {
            _words.Add(new PlacedWord(start, end, (float)left, (float)right, isMark, _afterSpace && _words.Count > 0));
            _afterSpace = false;
        }
    }

    /// <summary>Parts the next word from the last by a space.</summary>
    public void AddSpace() => _afterSpace = true;

    private void AddPlain(LayoutContext context, ReadOnlySpan<char> text, int start, int end, double extra, bool isMark, ref double x)
    {
        var unit = context.PointsPerUnit;
        var font = context.Font;
        var codes = font.Codes;
        var wordStart = start;
        var left = x;
        for (var p = start; p < end;)
        {
            if (codes[text[p]] is >= 0 and var advance)
            {
                _glyphs.Add(new PlacedGlyph(font, font.GlyphOf(text[p]), isMark, (float)x, 0));
                x += advance * unit;
                p++;
                continue;
            }

            var character = CharacterReader.Read(text, p, end, context.Fonts);
            if (character.Spaces > 0)
            {
                AddWord(wordStart, p, left, x, isMark);
                x += (character.Shown.Advance * unit) + (character.Spaces * extra);
                _afterSpace = true;
                wordStart = p + 1;
                left = x;
            }
            else if (!character.IsInvisible)
            {
                _glyphs.Add(new PlacedGlyph(character.Shown.Font, character.Shown.Glyph, isMark, (float)x, 0));
                x += character.Shown.Advance * unit;
            }

            p += character.Length;
        }

        AddWord(wordStart, end, left, x, isMark);
    }

    private void AddShaped(in Word word, ShapedWord shaped, double unit, double extra, ref double x)
    {
        var wordStart = word.Start;
        var left = x;
        foreach (ref readonly var run in shaped.Runs)
        {
            if (run.Spaces > 0)
            {
                AddWord(wordStart, run.Start, left, x, isMark: false);
                _afterSpace = true;
                x += (run.Width * unit) + (run.Spaces * extra);
                (wordStart, left) = (run.End, x);
            }
            else
            {
                AddGlyphs(shaped.Glyphs.Slice(run.FirstGlyph, run.GlyphCount), run.Font, unit, isMark: false, x);
                x += run.Width * unit;
            }
        }

        AddWord(wordStart, word.End, left, x, isMark: false);
    }
}

/// <summary>A glyph at its place.</summary>
/// <param name="Font">Its font.</param>
/// <param name="Glyph">The glyph.</param>
/// <param name="IsMark">Whether it belongs to the mark for a line break.</param>
/// <param name="X">Its origin, in pt from the page's left edge.</param>
/// <param name="Y">Its origin, in pt above the baseline.</param>
internal readonly record struct PlacedGlyph(LoadedFont Font, ushort Glyph, bool IsMark, float X, float Y);

/// <summary>A word at its place.</summary>
/// <param name="Start">Its first character: in the source, or in the mark.</param>
/// <param name="End">The first character after it.</param>
/// <param name="Left">Its left edge in pt.</param>
/// <param name="Right">Its right edge in pt.</param>
/// <param name="IsMark">Whether it belongs to the mark for a line break.</param>
/// <param name="AfterSpace">Whether a space parts it from the word before it.</param>
internal readonly record struct PlacedWord(int Start, int End, float Left, float Right, bool IsMark, bool AfterSpace)
{
    /// <summary>Whether the hyphen at the line's end belongs to it.</summary>
    public bool Hyphen { get; init; }
}
