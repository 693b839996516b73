using System.Text;
using Glyph.Core.Corpora;

namespace Glyph.Evaluation.Sampling;

/// <summary>The visible characters of one part of a corpus, numbered through all items: what a sample is drawn from.</summary>
internal sealed class TextPositions
{
    private readonly int[][] _offsets;

    /// <summary>Numbers the characters of all items.</summary>
    public TextPositions(IReadOnlyList<CorpusItem> items)
    {
        _offsets = [.. items.Select(item => VisibleOffsets(item.Text))];
        Starts = new int[items.Count];
        for (var i = 0; i < items.Count; i++)
        {
            Starts[i] = Count;
            Count += _offsets[i].Length;
        }
    }

    /// <summary>How many visible characters there are.</summary>
    public int Count { get; }

    /// <summary>The number of each item's first visible character.</summary>
    public int[] Starts { get; }

    /// <summary>Where the visible characters of an item stand in its text, in UTF-16 units, rising.</summary>
    public ReadOnlySpan<int> Offsets(int item) => _offsets[item];

    private static int[] VisibleOffsets(string text)
    {
        var offsets = new List<int>(text.Length);
        var offset = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
            {
                offsets.Add(offset);
            }

            offset += rune.Utf16SequenceLength;
        }

        return [.. offsets];
    }
}
