using System.Runtime.InteropServices;
using Glyph.Rendering.Text;

namespace Glyph.Rendering.Layout;

/// <summary>The glyphs and words of one line, each at its place. Made to be filled again and again.</summary>
internal sealed class LineRun
{
    private readonly List<PlacedGlyph> _glyphs = [];
    private readonly List<PlacedWord> _words = [];
    private bool _afterSpace;

    /// <summary>The glyphs that may leave ink, from left to right.</summary>
    public ReadOnlySpan<PlacedGlyph> Glyphs => CollectionsMarshal.AsSpan(_glyphs);

    /// <summary>The words, from left to right.</summary>
    public ReadOnlySpan<PlacedWord> Words => CollectionsMarshal.AsSpan(_words);

    /// <summary>Places a line.</summary>
    public void Fill(LayoutContext context, in Line line)
    {
        _glyphs.Clear();
        _words.Clear();
        _afterSpace = false;
        var unit = context.PointsPerUnit;
        var space = context.Font.SpaceAdvance * unit;
        var x = line.X + (line.LeadingSpace ? space : 0);
        var scanner = new WordScanner(context.Text, line.Start, line.End, context.Font, context.Mark, context.WidestRoom);
        for (var first = true; scanner.Next(out var word); first = false)
        {
            if (!first)
            {
                x += line.Extra + (word.AfterSpace ? space : 0);
                _afterSpace |= word.AfterSpace;
            }

            switch (word.Kind)
            {
                case WordKind.Newline:
                    var mark = context.Mark!.Text;
                    AddPlain(context, mark, 0, mark.Length, 0, isMark: true, ref x);
                    break;
                case WordKind.Shaped:
                    AddShaped(context, word, ref x);
                    break;
                default:
                    AddPlain(context, context.Text, word.Start, word.End, line.Extra, isMark: false, ref x);
                    break;
            }
        }
    }

    private void AddPlain(LayoutContext context, ReadOnlySpan<char> text, int start, int end, double extra, bool isMark, ref double x)
    {
        var unit = context.PointsPerUnit;
        var wordStart = start;
        var left = x;
        for (var p = start; p < end;)
        {
            var character = CharacterReader.Read(text, p, end, context.Font);
            if (character.Ink == CharacterInk.Space)
            {
                AddWord(wordStart, p, left, x, isMark);
                x += (character.Advance * unit) + extra;
                _afterSpace = true;
                wordStart = p + 1;
                left = x;
            }
            else if (character.Ink == CharacterInk.Glyph)
            {
                _glyphs.Add(new PlacedGlyph(character.Glyph, isMark, (float)x, 0));
                x += character.Advance * unit;
            }

            p += character.Length;
        }

        AddWord(wordStart, end, left, x, isMark);
    }

    private void AddShaped(LayoutContext context, in Word word, ref double x)
    {
        var unit = context.PointsPerUnit;
        var left = x;
        foreach (var glyph in Shaper.Shape(context.Font, context.Text.AsSpan(word.Start, word.End - word.Start)))
        {
            _glyphs.Add(new PlacedGlyph(glyph.Glyph, IsMark: false, (float)(x + (glyph.X * unit)), (float)(glyph.Y * unit)));
            x += glyph.Advance * unit;
        }

        AddWord(word.Start, word.End, left, x, isMark: false);
    }

    private void AddWord(int start, int end, double left, double right, bool isMark)
    {
        if (start < end)
        {
            _words.Add(new PlacedWord(start, end, (float)left, (float)right, isMark, _afterSpace && _words.Count > 0));
            _afterSpace = false;
        }
    }
}

/// <summary>A glyph at its place.</summary>
/// <param name="Glyph">The glyph.</param>
/// <param name="IsMark">Whether it belongs to the mark for a line break.</param>
/// <param name="X">Its origin, in pt from the page's left edge.</param>
/// <param name="Y">Its origin, in pt above the baseline.</param>
internal readonly record struct PlacedGlyph(ushort Glyph, bool IsMark, float X, float Y);

/// <summary>A word at its place.</summary>
/// <param name="Start">Its first character: in the source, or in the mark.</param>
/// <param name="End">The first character after it.</param>
/// <param name="Left">Its left edge in pt.</param>
/// <param name="Right">Its right edge in pt.</param>
/// <param name="IsMark">Whether it belongs to the mark for a line break.</param>
/// <param name="AfterSpace">Whether a space parts it from the word before it.</param>
internal readonly record struct PlacedWord(int Start, int End, float Left, float Right, bool IsMark, bool AfterSpace);
