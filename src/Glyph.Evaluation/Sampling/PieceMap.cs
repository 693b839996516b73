using Glyph.Core.Rendering;

namespace Glyph.Evaluation.Sampling;

/// <summary>Which piece shows which letter or digit of the texts, under one config.</summary>
internal sealed class PieceMap
{
    private const int Nowhere = -1;

    private readonly List<Piece> _pieces = [];
    private readonly List<int> _letters = [];
    private readonly int[] _pieceOf;
    private readonly TextPositions _positions;

    /// <summary>Creates the map of no page.</summary>
    public PieceMap(TextPositions positions)
    {
        _positions = positions;
        _pieceOf = new int[positions.Count];
        Array.Fill(_pieceOf, Nowhere);
    }

    /// <summary>All pieces, in reading order.</summary>
    public IReadOnlyList<Piece> Pieces => _pieces;

    /// <summary>The index of the piece that shows a character, or null if no line does.</summary>
    public int? PieceAt(int position) => _pieceOf[position] is var piece && piece != Nowhere ? piece : null;

    /// <summary>The positions of an item's letters and digits: the first, and how many.</summary>
    public (int Start, int Length) Letters(int item) => (_positions.Starts[item], _positions.Offsets(item).Length);

    /// <summary>How many letters and digits of the texts a piece shows.</summary>
    public int Characters(int piece) => _letters[piece];

    /// <summary>Adds a page of an item as one piece; pages of an item come in order.</summary>
    public void AddPage(int item, int page, PageLayout layout)
    {
        var offsets = _positions.Offsets(item);
        var drawn = _pieces.Count;
        var letters = 0;
        foreach (var line in layout.Lines)
        {
            var first = LowerBound(offsets, line.Source.Start);
            var count = LowerBound(offsets, line.Source.End) - first;
            Array.Fill(_pieceOf, drawn, _positions.Starts[item] + first, count);
            letters += count;
        }

        if (letters > 0)
        {
            _pieces.Add(new Piece(item, page, PageText.Of(layout), default));
            _letters.Add(letters);
        }
    }

    /// <summary>Adds the lines of a page of an item; pages of an item come in order.</summary>
    public void AddLines(int item, int page, PageLayout layout)
    {
        foreach (var line in layout.Lines)
        {
            var parts = LineCutter.Cut(line);
            var offsets = _positions.Offsets(item);
            var first = LowerBound(offsets, line.Source.Start);
            var count = LowerBound(offsets, line.Source.End) - first;
            var drawn = Math.Max(1, parts.Sum(part => part.Letters));
            var from = first;
            var shown = 0;
            foreach (var part in parts)
            {
                // The same count where the line draws its source; a proportional one where it adds marks or drops characters.
                shown += part.Letters;
                var to = first + (int)((long)count * shown / drawn);
                if (to <= from)
                {
                    continue;
                }

                Array.Fill(_pieceOf, _pieces.Count, _positions.Starts[item] + from, to - from);
                // The first part begins where the line does, the last ends where it does; what stands between two parts is the first's.
                var start = from == first ? line.Source.Start : offsets[from];
                var end = to == first + count ? line.Source.End : offsets[to];
                _pieces.Add(new Piece(item, page, part.Text, part.Box) { Source = new SourceSpan(start, end - start) });
                _letters.Add(to - from);
                from = to;
            }
        }
    }

    private static int LowerBound(ReadOnlySpan<int> sorted, int value)
    {
        var index = sorted.BinarySearch(value);
        return index >= 0 ? index : ~index;
    }
}
