namespace Glyph.Reading.Recognition;

/// <summary>Lines of one width for one recogniser: what one run takes.</summary>
internal sealed record LineBatch(Recogniser Recogniser, IReadOnlyList<LineImage> Lines);

/// <summary>Groups lines by recogniser and width. What it holds back is bounded: past eight batches' worth, the largest group goes.</summary>
internal sealed class LineBatcher(int maxBatch)
{
    private const int HeldBatches = 8;

    private readonly Dictionary<(Recogniser Recogniser, int Width), List<LineImage>> _groups = [];
    private int _held;

    /// <summary>Adds a line; gives the batches that are due.</summary>
    public IEnumerable<LineBatch> Add(Recogniser recogniser, LineImage line)
    {
        var key = (recogniser, line.Width);
        if (!_groups.TryGetValue(key, out var group))
        {
            _groups[key] = group = [];
        }

        group.Add(line);
        _held++;
        if (group.Count >= maxBatch)
        {
            yield return Take(key);
        }
        else if (_held >= maxBatch * HeldBatches)
        {
            yield return Take(_groups.MaxBy(g => g.Value.Count).Key);
        }
    }

    /// <summary>Gives all that is held back.</summary>
    public IEnumerable<LineBatch> Rest()
    {
        while (_groups.Count > 0)
        {
            yield return Take(_groups.First().Key);
        }
    }

    private LineBatch Take((Recogniser Recogniser, int Width) key)
    {
        _groups.Remove(key, out var lines);
        _held -= lines!.Count;
        return new LineBatch(key.Recogniser, lines);
    }
}
