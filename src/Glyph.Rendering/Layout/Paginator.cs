using Glyph.Core.Configs;
using Glyph.Core.Rendering;

namespace Glyph.Rendering.Layout;

/// <summary>Puts lines into the columns of pages, one page at a time.</summary>
/// <remarks>
/// As many lines of a block go into a column as fit; where only one would, and the block has more, the block moves on to the
/// next column. The distance between two blocks is the larger of the one's space after and the other's space before.
/// </remarks>
internal sealed class Paginator(LayoutContext context)
{
    private const double Slack = 1e-6;

    private readonly RenderConfig _config = context.Config;
    private readonly LineBreaker _breaker = new(context);
    private readonly List<Line> _waiting = [];
    private PageContent _page = new();
    private bool _blockEnded;
    private bool _columnIsEmpty = true;
    private int _column;
    private double _left;
    private double _spaceAfter;

    /// <summary>The pages, lazily.</summary>
    public IEnumerable<PageContent> Pages()
    {
        var end = BlockReader.TextEnd(context);
        NewPage();
        for (var position = 0; position <= end;)
        {
            var start = position;
            _breaker.Start(start, BlockReader.Read(context, ref position, end));
            _blockEnded = false;
            _waiting.Clear();
            while (!PlaceBlock())
            {
                if (_column + 1 < _config.Columns)
                {
                    NewColumn(_column + 1);
                    continue;
                }

                yield return _page;
                NewPage();
            }
        }

        if (_column > 0 || !_columnIsEmpty)
        {
            yield return _page;
        }
    }

    private void NewPage()
    {
        _page = new PageContent();
        NewColumn(0);
    }

    private void NewColumn(int column)
    {
        _column = column;
        _columnIsEmpty = true;
        _left = _config.TextHeight;
        _spaceAfter = 0;
    }

    /// <summary>Puts what fits of the block into the column; true when that was all.</summary>
    private bool PlaceBlock()
    {
        var spaceBefore = _columnIsEmpty ? 0 : Math.Max(0, _config.SpaceBefore - _spaceAfter);
        var room = _left - spaceBefore;
        var fitting = Fitting(room + Slack);
        Await(fitting + 1L);
        if (_waiting.Count == 0)
        {
            return true;
        }

        if (_waiting.Count <= fitting)
        {
            Place(_waiting.Count, spaceBefore);
            _waiting.Clear();
            return true;
        }

        var taken = Fitting(room);
        if (taken <= 1)
        {
            taken = _columnIsEmpty ? 1 : 0;
        }

        if (taken > 0)
        {
            Place(taken, spaceBefore);
            var ghost = context.Compatibility == LayoutCompatibility.Glyph && taken > 1 && _waiting[taken - 1].Broken;
            _waiting.RemoveRange(0, taken);
            if (ghost)
            {
                _waiting.Insert(0, new Line { Broken = true });
            }
        }

        return false;
    }

    private int Fitting(double room) => room <= 0 ? 0 : (int)Math.Min(room / _config.LineHeight, int.MaxValue - 1);

    private void Await(long count)
    {
        while (!_blockEnded && _waiting.Count < count)
        {
            if (_breaker.Next(out var line))
            {
                _waiting.Add(line);
            }
            else
            {
                _blockEnded = true;
            }
        }
    }

    private void Place(int count, double spaceBefore)
    {
        var top = context.Geometry.TextTop + (_config.TextHeight - (_left - spaceBefore));
        var shown = false;
        for (var i = 0; i < count; i++)
        {
            var line = _waiting[i];
            if (line.IsBlank)
            {
                continue;
            }

            shown = true;
            line.Baseline = top + _config.FontSize + (i * _config.LineHeight);
            Align(ref line);
            _page.Lines.Add(line);
            _page.Missing += line.Missing;
        }

        if (shown && HasBox)
        {
            _page.Blocks.Add(new BlockBox(top, top + (count * _config.LineHeight), _column));
        }

        _left = _left - spaceBefore - (count * _config.LineHeight) - _config.SpaceAfter;
        _spaceAfter = _config.SpaceAfter;
        _columnIsEmpty = false;
    }

    private bool HasBox => _config.BorderWidth > 0 || _config.ParagraphBackground != _config.PageBackground;

    private void Align(ref Line line)
    {
        var indent = line.First ? _config.FirstLineIndent : 0;
        var spare = _config.TextWidth - indent - (line.Width * context.PointsPerUnit);
        line.X = context.Geometry.TextLeft + (_column * context.Geometry.ColumnStride) + _config.LeftIndent + indent;
        if (line.Gaps > 0 && (spare < 0 ? Squeezes(line) : Stretches(line)))
        {
            line.Extra = spare / line.Gaps;
        }

        if (spare > 0)
        {
            line.X += _config.Alignment switch
            {
                Alignment.Right => spare,
                Alignment.Center => spare / 2,
                _ => 0,
            };
        }
    }

    private bool Stretches(in Line line) => _config.Alignment == Alignment.Justify && !line.Broken && !line.Last;

    private bool Squeezes(in Line line) =>
        context.Compatibility != LayoutCompatibility.Glyph || _config.Alignment != Alignment.Justify || !line.Broken;
}
