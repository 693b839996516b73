using System.Runtime.InteropServices;
using Glyph.Rendering.Text;
using Glyph.Rendering.Text.Unicode;

namespace Glyph.Rendering.Layout;

/// <summary>
/// Places a line that holds both directions: its pieces are gathered in the text's order, reordered by their levels (UAX #9,
/// L1 and L2), and then stand side by side from the left. Made to be filled again and again.
/// </summary>
internal sealed class BidiLine
{
    private readonly ShapedWord _shaped = new();
    private readonly List<Piece> _pieces = [];
    private readonly List<(Word Word, int FirstPiece, int EndPiece)> _words = [];

    /// <summary>Places a line.</summary>
    public void Fill(LayoutContext context, in Line line, BidiParagraph bidi, LineRun run)
    {
        Gather(context, line, bidi);
        Place(line.X + (line.LeadingSpace ? context.Font.SpaceAdvance * context.PointsPerUnit : 0));
        AddGlyphs(context, run);
        foreach (var (word, first, end) in _words)
        {
            AddWords(context, word, CollectionsMarshal.AsSpan(_pieces)[first..end], run);
        }

        if (line.Hyphen)
        {
            run.AddHyphen(context, _pieces[^1].X);
        }
    }

    private void Gather(LayoutContext context, in Line line, BidiParagraph bidi)
    {
        _pieces.Clear();
        _words.Clear();
        _shaped.Clear();
        var unit = context.PointsPerUnit;
        var scanner = new WordScanner(context.Text, line.Start, line.End, context.Fonts, context.Mark, bidi, context.WidestRoom);
        while (scanner.Next(out var word))
        {
            if (word.AfterGap && _words.Count > 0)
            {
                var width = line.Extra + (word.AfterSpace ? context.Font.SpaceAdvance * unit : 0);
                _pieces.Add(new Piece { Kind = PieceKind.Space, Level = bidi.LevelAt(word.Start - 1), Width = width });
            }

            var first = _pieces.Count;
            if (word.Kind == WordKind.Newline)
            {
                _pieces.Add(new Piece { Kind = PieceKind.Mark, Level = bidi.LevelAt(word.Start), Width = word.Width * unit });
            }
            else
            {
                var runs = _shaped.Runs.Length;
                _shaped.Add(context.Text, word.Start, word.End, context.Fonts, bidi);
                for (; runs < _shaped.Runs.Length; runs++)
                {
                    var run = _shaped.Runs[runs];
                    var kind = run.Spaces > 0 ? PieceKind.Space : PieceKind.Run;
                    _pieces.Add(new Piece { Kind = kind, Level = run.Level, Run = runs, Width = (run.Width * unit) + (run.Spaces * line.Extra) });
                }
            }

            _words.Add((word, first, _pieces.Count));
        }

        var pieces = CollectionsMarshal.AsSpan(_pieces);
        for (var i = pieces.Length - 1; i >= 0 && pieces[i].Kind == PieceKind.Space; i--)
        {
            pieces[i].Level = bidi.Level; // L1
        }

        if (line.Hyphen)
        {
            _pieces.Add(new Piece { Kind = PieceKind.Hyphen, Level = _pieces[^1].Level, Width = context.Fonts.Character('-').Advance * unit });
        }
    }

    private void Place(double x)
    {
        var pieces = CollectionsMarshal.AsSpan(_pieces);
        var levels = new byte[pieces.Length];
        for (var i = 0; i < levels.Length; i++)
        {
            levels[i] = pieces[i].Level;
        }

        var order = new int[levels.Length];
        BidiOrder.Fill(levels, order);
        foreach (var i in order)
        {
            pieces[i].X = x;
            x += pieces[i].Width;
        }
    }

    private void AddGlyphs(LayoutContext context, LineRun run)
    {
        foreach (var piece in _pieces.OrderBy(piece => piece.X))
        {
            switch (piece.Kind)
            {
                case PieceKind.Run:
                    var shaped = _shaped.Runs[piece.Run];
                    run.AddGlyphs(_shaped.Glyphs.Slice(shaped.FirstGlyph, shaped.GlyphCount), shaped.Font, context.PointsPerUnit, isMark: false, piece.X);
                    break;
                case PieceKind.Mark:
                    run.AddMark(context, piece.X);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Adds the parts of a word between its no-break spaces, each with the edges of all its pieces.</summary>
    private void AddWords(LayoutContext context, in Word word, ReadOnlySpan<Piece> pieces, LineRun run)
    {
        if (word.AfterSpace)
        {
            run.AddSpace();
        }

        var start = word.Start;
        var (left, right) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (ref readonly var piece in pieces)
        {
            if (piece.Kind == PieceKind.Space)
            {
                run.AddWord(start, _shaped.Runs[piece.Run].Start, left, right, isMark: false);
                run.AddSpace();
                start = _shaped.Runs[piece.Run].End;
                (left, right) = (double.PositiveInfinity, double.NegativeInfinity);
            }
            else
            {
                (left, right) = (Math.Min(left, piece.X), Math.Max(right, piece.X + piece.Width));
            }
        }

        if (word.Kind == WordKind.Newline)
        {
            run.AddWord(0, context.Mark!.Text.Length, left, right, isMark: true);
        }
        else
        {
            run.AddWord(start, word.End, left, right, isMark: false);
        }
    }

    private enum PieceKind : byte
    {
        Run,
        Space,
        Mark,
        Hyphen,
    }

    private struct Piece
    {
        public PieceKind Kind;
        public byte Level;
        public int Run;
        public double Width;
        public double X;
    }
}
